"""The noun `commitment`: what a State or agency undertakes by itself, and what comes of it."""

from __future__ import annotations

from commands.commitment import clock, offer, reading, report
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (
    *offer.COMMANDS,
    *report.COMMANDS,
    *reading.COMMANDS,
    *clock.COMMANDS,
)
