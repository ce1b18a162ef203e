"""The noun `incident`: what was noticed, told to those concerned, and what becomes of it."""

from __future__ import annotations

from commands.declare import Command
from commands.incident import open as opening

COMMANDS: tuple[type[Command], ...] = (opening.Open, opening.Share)
