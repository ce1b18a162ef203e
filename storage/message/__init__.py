"""Joint messages: every version of their texts, and everything that gathered under them."""

from __future__ import annotations

from storage.message.messages import Messages

__all__ = ["Messages"]
