"""The noun `commitment`: what a State or agency undertakes by itself, and what comes of it."""

from __future__ import annotations

from commands.commitment import (
    begin,
    clock,
    lapse,
    letter,
    offer,
    on_the_way,
    owed,
    reading,
    recurring,
    report,
    take,
)
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (
    *offer.COMMANDS,
    *begin.COMMANDS,
    *letter.COMMANDS,
    *report.COMMANDS,
    *on_the_way.COMMANDS,
    *reading.COMMANDS,
    *recurring.COMMANDS,
    *owed.COMMANDS,
    *take.COMMANDS,
    *clock.COMMANDS,
    *lapse.COMMANDS,
)
