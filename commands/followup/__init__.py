"""What follows an adopted response: reports of States, its review, its end (4.1, T-41, T-43)."""

from __future__ import annotations

from commands.declare import Command
from commands.followup import clock, report, review

COMMANDS: tuple[type[Command], ...] = (*review.COMMANDS, *report.COMMANDS, *clock.COMMANDS)
