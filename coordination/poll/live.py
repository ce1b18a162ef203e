"""Consensus at a meeting: “any objection?”, a wait, and the clock closes (DR-06, DR-12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coordination.meeting.quorum import Quorum
from coordination.parties import Terms
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.record import Poll
from coordination.refused import Refused
from coordination.said import Said


def asked_live(
    poll: Poll, meeting: str, present: Iterable[str], at: datetime, seq: int, terms: Terms
) -> Poll:
    """The poll that the chair has put to those present; raises `Refused` without a quorum.

    Who is present counts for the quorum, so nobody has to answer; whoever decides may object,
    also from elsewhere.
    """
    there = tuple(sorted(set(present) & set(poll.eligible)))
    quorum = Quorum.of(poll.eligible, there, terms)
    if not quorum.may_decide:
        counts = {"present": quorum.present, "needed": quorum.needed_to_decide}
        said = Said("consensus.no_quorum", meeting=meeting, n=quorum.eligible, **counts)
        raise Refused("DR-12", said, (f"meeting show {meeting}",))
    note = Annex(poll.id, seq, AnnexKind.ASKED, poll.sponsor, "", at, meeting, there)
    return replace(poll, quorum=0, annexes=(*poll.annexes, note))


def wait(seconds: int, terms: Terms) -> int:
    """How many seconds the chair waits: the group's, or more; raises `Refused` for fewer."""
    if 0 < seconds < terms.live_seconds:
        raise Refused("DR-06", Said("consensus.too_short", n=terms.live_seconds))
    return seconds or terms.live_seconds


def at_meeting(poll: Poll) -> Annex | None:
    """That it was put at a meeting, with those who were there; None for any other poll."""
    found = of(poll.annexes, AnnexKind.ASKED)
    return found[0] if found else None
