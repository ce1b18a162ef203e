"""A single message carried into other rooms: by its author, or with the author's consent.

What people say to each other is not mirrored. The words are carried as they are, with a label
that both the room they come from and every room they go to may hold (T-10).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coordination.incident.incident import Incident
from coordination.incident.stage import LIFECYCLE
from coordination.parties import Room
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import fingerprint
from coordination.tlp import Tlp


class Consent(StrEnum):
    """What the author of the words says to their being carried."""

    OWN = "own"
    """The author carries them."""
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True)
class Relay:
    """One message on its way: whose words, from which room, into which rooms, under which label.

    `mark` is the fingerprint of the words as the author saw them.
    """

    incident: str
    author: str
    asked_by: str
    text: str
    mark: str
    label: Tlp
    source: str
    rooms: tuple[str, ...]
    consent: Consent
    at: datetime

    @property
    def carried(self) -> bool:
        """Whether the words may be shown in the other rooms."""
        return self.consent in (Consent.OWN, Consent.GIVEN)


def relayed(
    incident: Incident,
    words: tuple[str, str],
    asked_by: str,
    label: Tlp,
    source: Room,
    rooms: tuple[Room, ...],
    now: datetime,
) -> Relay:
    """The words (author, text) on their way into these rooms; raises `Refused`.

    T-10: the label must fit the room that they come from and every room that they go to.
    """
    LIFECYCLE.after("relay", incident.stage)
    author, text = words[0], words[1].strip()
    if not text:
        raise Refused("form", Said("relay.empty"))
    if not label.fits(source.ceiling):
        raise Refused("T-10", Said("relay.above_source", label=source.ceiling))
    if not rooms:
        raise Refused("form", Said("relay.nowhere"))
    low = tuple(room for room in rooms if not (room.trusted and label.fits(room.ceiling)))
    if low:
        names = tuple(room.name or room.id for room in low)
        raise Refused("T-10", Said("relay.above_ceiling", rooms=names, label=label))
    consent = Consent.OWN if author == asked_by else Consent.ASKED
    mark = fingerprint({"": text})
    there = tuple(room.id for room in rooms)
    return Relay(incident.id, author, asked_by, text, mark, label, source.id, there, consent, now)


def answered(incident: Incident, relay: Relay, *, yes: bool) -> Relay:
    """The relay after its author has answered; raises `Refused` when that was done before.

    A yes that comes when the incident is closed carries nothing; a no is always taken, and can
    become a yes later. Words that were carried have been read: a yes is not taken back.
    """
    if yes:
        LIFECYCLE.after("relay", incident.stage)
    before = (Consent.ASKED, Consent.REFUSED) if yes else (Consent.ASKED,)
    if relay.consent not in before:
        raise Refused("stage", Said(f"relay.before.{relay.consent.value}"))
    return replace(relay, consent=Consent.GIVEN if yes else Consent.REFUSED)
