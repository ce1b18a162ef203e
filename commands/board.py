"""Which builder makes which card."""

from __future__ import annotations

from commands.cards import Builder

BUILDERS: dict[str, Builder] = {}
