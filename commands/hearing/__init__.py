"""Hearing organisations and associations, those of lived experience in particular (X22)."""

from __future__ import annotations

from commands.declare import Command
from commands.hearing import answer, ask

COMMANDS: tuple[type[Command], ...] = (*ask.COMMANDS, *answer.COMMANDS)
