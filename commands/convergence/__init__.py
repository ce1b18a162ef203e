"""The noun `board`: how far the responses of States go together (X6, T-36)."""

from __future__ import annotations
