"""The commands of the board."""

from __future__ import annotations

from commands.convergence import adoptions, show
from commands.declare import Command

COMMANDS: tuple[type[Command], ...] = (*show.COMMANDS, *adoptions.COMMANDS)
