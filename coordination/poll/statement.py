"""A party's own words beside its answer: annexed verbatim, without effect on the count (DR-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coordination.hats import party_of
from coordination.parties import Credential
from coordination.poll.record import Poll
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said

AFTERWARDS = timedelta(hours=24)
"""How long after the end a statement may still be annexed (DR-14)."""


@dataclass(frozen=True)
class Statement:
    """What a party said on a poll; the State concerned is heard in the same way (DR-22)."""

    poll: str
    seq: int
    party: str
    person: str
    at: datetime
    text: str
    correction: bool = False
    """What the answer should have been, annexed after closing and without effect (DR-16)."""


def stated(poll: Poll, credential: Credential, at: datetime, seq: int, text: str) -> Statement:
    """The statement of the party that this hat speaks for; raises `Refused`.

    While capitals are awaited nothing has ended: it is adopted, or not, only then (DR-13).
    """
    party = may_state(poll, credential, at)
    if not text.strip():
        raise Refused("form", Said("poll.no_words", poll=poll.id))
    return Statement(poll.id, seq, party, credential.person, at, text.strip())


def may_state(poll: Poll, credential: Credential, at: datetime) -> str:
    """The party for which this hat may state something now; raises `Refused`."""
    party = party_of(credential, "stage.act.poll.state")
    if party not in (*poll.eligible, *poll.concerned):
        raise Refused("DR-20", Said("poll.not_a_party", poll=poll.id))
    goes_on = poll.stage in (Stage.OPEN, Stage.ADOPTED_AD_REFERENDUM)
    ended = None if goes_on else poll.closed_at
    if ended is not None and at >= ended + AFTERWARDS:
        raise Refused("DR-14", Said("poll.stated_too_late", poll=poll.id, ended=ended))
    return party
