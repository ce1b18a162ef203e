"""A silence that would end while a party was not reached: more time, never adoption (DR-34).

A party is reached when its receipt is on record and somebody may speak for it. The clock gives
more time once; if it is of no use the item lapses without a quorum, which is no rejection (DR-12).
The chair may fall back to the rule that was chosen at the opening.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from coordination.calendar import WorkCalendar, after_working_hours
from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.course import extend, still_runs
from coordination.poll.delegating import Alternates
from coordination.poll.delegation import delegation
from coordination.poll.receipt import excused, receipts, without_receipt
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import LIFECYCLE
from coordination.refused import Refused
from coordination.said import Said

WORKING_HOURS = 24
"""How many working hours of every capital the clock adds, as after an outage."""


def unheard(poll: Poll, credentials: Iterable[Credential], at: datetime) -> tuple[str, ...]:
    """The eligible parties that are not reached at this instant.

    A receipt from outside stands for a party that has nobody on a platform (DR-34).
    """
    lacking = {*without_receipt(poll), *unrepresented(poll, credentials, at)}
    return tuple(party for party in poll.eligible if party in lacking)


def unrepresented(poll: Poll, credentials: Iterable[Credential], at: datetime) -> tuple[str, ...]:
    """The parties for which nobody can object at this instant, and no letter has come either."""
    by_id = {one.id: one for one in credentials}
    speaking = {
        party for party, id in poll.voices if id in by_id and _speaks(poll, by_id[id], party, at)
    }
    outside = {
        party for party, one in receipts(poll).items() if one.kind is AnnexKind.RECEIVED_OUTSIDE
    }
    there = speaking | outside | excused(poll)
    return tuple(party for party in poll.eligible if party not in there)


def admitted(
    poll: Poll, credentials: Iterable[Credential], at: datetime, seq: int
) -> tuple[Annex, ...]:
    """New credentials of parties that would have nobody to speak for them any more (DR-17)."""
    known = tuple(credentials)
    silent = unrepresented(poll, known, at)
    had = {id for _, id in poll.voices}
    return tuple(
        Annex(poll.id, seq, AnnexKind.ADMITTED, one.party, one.person, at, other=one.id)
        for one in known
        if one.role is Role.VOTER
        and one.group == poll.group
        and one.party in silent
        and one.valid(at)
        and one.confirmation is not None
        and one.id not in had
    )


def held(poll: Poll) -> tuple[Annex, ...]:
    """For whom the clock has given more time."""
    return tuple(one for one in of(poll.annexes, AnnexKind.UNHEARD) if one.until is not None)


def more_time(poll: Poll, calendars: Mapping[str, WorkCalendar]) -> datetime:
    """The expiry after 24 more working hours in every capital."""
    ends = (after_working_hours(one, poll.closes_at, WORKING_HOURS) for one in calendars.values())
    return max(ends)


def hold(poll: Poll, parties: Iterable[str], until: datetime, at: datetime, seq: int) -> Poll:
    """The poll with more time, because these parties were not reached."""
    later = extend(poll, until, at, by_clock=True)
    return _noted(later, parties, at, seq, until)


def without_quorum(poll: Poll, parties: Iterable[str], at: datetime, seq: int) -> Poll:
    """The poll that notes for good that these parties were not reached: it can only lapse."""
    return _noted(poll, parties, at, seq, None)


def _noted(
    poll: Poll, parties: Iterable[str], at: datetime, seq: int, until: datetime | None
) -> Poll:
    kind = AnnexKind.UNHEARD
    made = tuple(Annex(poll.id, seq, kind, one, "", at, until=until) for one in parties)
    return replace(poll, annexes=(*poll.annexes, *made))


def may_fall_back(poll: Poll) -> Rule:
    """The rule to fall back to, once the silence has ended in vain; raises `Refused`."""
    if poll.rule is not Rule.SILENCE:
        raise Refused("DR-08", Said("silence.not_this", poll=poll.id))
    LIFECYCLE.after("fall_back", poll.stage)
    if not held(poll):
        said = Said("silence.no_fall_back_yet", poll=poll.id, closes=poll.closes_at)
        raise Refused("DR-34", said, (f"poll show {poll.id}",))
    if poll.fallback is None:
        raise Refused("DR-34", Said("silence.no_fallback", poll=poll.id))
    return poll.fallback


def fallen_back(poll: Poll, successor: str, at: datetime) -> Poll:
    """The silence, given up for the rule that was chosen at its opening (4.2)."""
    may_fall_back(poll)
    still_runs(poll, at)
    stage = LIFECYCLE.after("fall_back", poll.stage)
    return replace(poll, stage=stage, successor=successor, closed_at=at)


def _speaks(poll: Poll, hat: Credential, party: str, at: datetime) -> bool:
    if not hat.valid(at) or hat.confirmation is None or hat.group != poll.group:
        return False
    if hat.role is Role.ALTERNATE and poll.alternates is not Alternates.STANDING:
        return delegation(poll, party, at) is not None
    return hat.role in (Role.VOTER, Role.ALTERNATE)
