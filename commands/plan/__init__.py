"""The noun `plan`: actions by whom and when, each accepted by its own party (U-35 … U-38)."""

from __future__ import annotations

from commands.declare import Command
from commands.plan import clock, edit, make, show, take

COMMANDS: tuple[type[Command], ...] = (
    *make.COMMANDS,
    *take.COMMANDS,
    *edit.COMMANDS,
    *show.COMMANDS,
    *clock.COMMANDS,
)
