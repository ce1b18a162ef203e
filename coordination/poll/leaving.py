"""Parties that leave a group, or stand aside, while a poll is open (DR-21, DR-23)."""

from __future__ import annotations

from datetime import datetime

from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE
from coordination.refused import Refused
from coordination.said import Said


def binds(poll: Poll, one: Annex) -> bool:
    """Whether this party stands aside: a State recuses only itself where it could stop the text.

    There the vote of the others is a request, and no simple majority lifts an objection (DR-06,
    DR-23, decision 15).
    """
    return not (one.other and poll.rule.one_stops)


def asides(poll: Poll) -> tuple[Annex, ...]:
    """Who stands aside since the opening, and since when before closing (DR-23)."""
    found = (one for one in of(poll.annexes, AnnexKind.RECUSED) if binds(poll, one))
    return tuple(one for one in found if one.at < poll.closes_at and one.party in poll.eligible)


def departures(poll: Poll) -> tuple[Annex, ...]:
    """Who left or is suspended: what a second person has confirmed before closing (DR-33)."""
    entered: dict[tuple[str, AnnexKind], Annex] = {}
    found: dict[str, Annex] = {}
    for one in of(poll.annexes, AnnexKind.WITHDRAWN, AnnexKind.SUSPENDED):
        first = entered.setdefault((one.party, one.kind), one)
        if one.person != first.person and one.at < poll.closes_at and one.party in poll.eligible:
            found.setdefault(one.party, one)
    return tuple(found.values())


def departed(poll: Poll, *kinds: AnnexKind) -> tuple[str, ...]:
    """The parties of these departures, or of all."""
    return tuple(one.party for one in departures(poll) if not kinds or one.kind in kinds)


def left(
    poll: Poll, party: str, kind: AnnexKind, person: str, at: datetime, seq: int, reference: str
) -> Annex:
    """A party left the group, or is suspended, as one person enters or a second one confirms.

    Nothing changes before the second one has said the same. Then its answer becomes not
    participating; those who decide stay frozen. Raises `Refused`.
    """
    LIFECYCLE.after("vote", poll.stage)
    if party not in poll.eligible:
        raise Refused("DR-21", Said("poll.left.not_eligible", poll=poll.id, party=party))
    if at >= poll.closes_at:
        raise Refused("DR-21", Said("poll.left.too_late", poll=poll.id, closed=poll.closes_at))
    if not reference.strip():
        raise Refused("form", Said("poll.left.no_reference"))
    still_there(poll, party)
    if any(one.party == party and one.person == person for one in of(poll.annexes, kind)):
        raise Refused("DR-33", Said("poll.left.second_person", poll=poll.id, party=party))
    return Annex(poll.id, seq, kind, party, person, at, text=reference.strip())


def still_there(poll: Poll, party: str) -> None:
    """Raises `Refused` for a party that left or is suspended."""
    for one in departures(poll):
        if one.party == party:
            said = Said(f"poll.left.{one.kind.value}", poll=poll.id, party=party, on=one.at)
            raise Refused("DR-21", said, (f"poll show {poll.id}",))
