"""The noun `action`: what a State or agency does by itself (T-34, T-35, X5)."""

from __future__ import annotations

from commands.action import announce, answer, clock, compare, course, reading
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (
    *announce.COMMANDS,
    *course.COMMANDS,
    *answer.COMMANDS,
    *reading.COMMANDS,
    *compare.COMMANDS,
    *clock.COMMANDS,
)
