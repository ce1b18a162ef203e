"""Where a shared room can show words to one person alone."""

from __future__ import annotations

from coordination.parties import Room, Sees

WHISPERING = frozenset({"slack"})
"""Platforms that can show words in a shared room to one person alone, and open forms there."""


def whispers(room: Room) -> bool:
    """Whether a private answer stands in this shared room, for the speaker's eyes alone."""
    return room.platform in WHISPERING and room.sees is not Sees.DIRECT
