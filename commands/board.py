"""Which builder makes which card."""

from __future__ import annotations

from commands.cards import Builder
from commands.commitment import reading as commitment
from commands.incident import card as incident
from commands.meeting import card as meeting
from commands.poll import card as poll
from commands.response import card as response

BUILDERS: dict[str, Builder] = {
    "incident": incident.card,
    "commitment": commitment.card,
    "meeting": meeting.meeting_card,
    "response": response.card,
    "poll": poll.card,
}
