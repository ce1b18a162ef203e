"""Instruction sheets: what a State is asked, on one page, for clearance in its own ministry."""

from __future__ import annotations

from commands.declare import Command
from commands.sheet.give import SheetOf

COMMANDS: tuple[type[Command], ...] = (SheetOf,)
"""The one command: the thing's id says what is asked."""
