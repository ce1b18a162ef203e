"""Which builder makes which card."""

from __future__ import annotations

from commands.cards import Builder
from commands.commitment import reading as commitment
from commands.incident import card as incident
from commands.meeting import card as meeting

BUILDERS: dict[str, Builder] = {
    "incident": incident.card,
    "commitment": commitment.card,
    "meeting": meeting.meeting_card,
}
