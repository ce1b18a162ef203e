"""How an authority is reached directly by another one: its own word, brought up to date (T-47)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coordination.hats import party_of
from coordination.meeting.kinds import MeetingKind
from coordination.meeting.meeting import Meeting
from coordination.parties import Credential
from coordination.refused import Refused
from coordination.said import Said

LONGEST = 500
"""Characters: a mailbox, a telephone and its hours, and no letter."""


@dataclass(frozen=True)
class DirectChannel:
    """What a party says of how its authority is reached directly; its last word counts."""

    group: str
    party: str
    text: str
    person: str
    at: datetime


def reached_by(group: str, hat: Credential, text: str, now: datetime) -> DirectChannel:
    """The channel as a speaker of the party gives it; raises `Refused` (T-47)."""
    party = party_of(hat, "stage.act.directory.channel")
    words = " ".join(text.split())
    if not words or len(words) > LONGEST:
        raise Refused("form", Said("directory.channel_length", n=LONGEST))
    return DirectChannel(group, party, words, hat.person, now)


def asked_of(meeting: Meeting) -> tuple[str, ...]:
    """The parties that are asked when this meeting is over: those of a bilateral working one."""
    bilateral = meeting.kind is MeetingKind.BILATERAL_WORKING_MEETING
    return meeting.invitees.parties if bilateral else ()
