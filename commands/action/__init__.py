"""The noun `action`: what a State or agency does by itself (T-34)."""

from __future__ import annotations

from commands.action import announce, reading
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (*announce.COMMANDS, *reading.COMMANDS)
