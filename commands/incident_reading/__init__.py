"""Reading incidents: list, show, brief, checklist, early signs, and finding them by words."""

from __future__ import annotations

from commands.declare import Command
from commands.incident_reading import brief, listing, show, signs

COMMANDS: tuple[type[Command], ...] = (
    *show.COMMANDS,
    *brief.COMMANDS,
    *listing.COMMANDS,
    *signs.COMMANDS,
)
