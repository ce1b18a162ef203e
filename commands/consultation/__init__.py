"""The consultation of the group: opened by the chair, with a time until which views are asked for.

The clock reminds whoever was not heard, and tells the chair at the end. A view decides nothing.
"""

from __future__ import annotations

from commands.consultation import answer, clock, extend, open
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (
    *open.COMMANDS,
    *extend.COMMANDS,
    *answer.COMMANDS,
    *clock.COMMANDS,
)
