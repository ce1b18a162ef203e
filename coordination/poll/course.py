"""The course of an open poll: broken, extended, amended, withdrawn, closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from coordination.calendar import WorkCalendar, after_working_days, on_a_common_day
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.count import waiting
from coordination.poll.decide import Decision, decide
from coordination.poll.live import at_meeting
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import ENDS, LIFECYCLE, Stage
from coordination.poll.vote import Vote
from coordination.refused import Refused
from coordination.said import Said
from coordination.zones import at_utc

SECOND_VOTE_AFTER = timedelta(hours=24)


def after_vote(poll: Poll, vote: Vote) -> Poll:
    """The poll once this vote is kept: a silence that is objected to is broken at once (DR-09)."""
    if poll.rule is not Rule.SILENCE or not vote.objects or not vote.counts_in(poll):
        return poll
    stage = LIFECYCLE.after("break", poll.stage)
    return replace(poll, stage=stage, closed_at=vote.received_at)


def extend(
    poll: Poll,
    closes: datetime,
    at: datetime,
    *,
    by_clock: bool = False,
    calendars: Mapping[str, WorkCalendar] | None = None,
) -> Poll:
    """The poll with a later closing: once by the chair, before it closes, never shorter (DR-10).

    The clock's own extensions (an outage, DR-11) do not use up the chair's. Of the `calendars` of
    the parties a refusal takes the closing that it offers: a full working day more for all.
    """
    stage = LIFECYCLE.after("extend", poll.stage)
    if poll.extended and not by_clock:
        raise Refused("DR-10", Said("poll.extended_once", poll=poll.id, closes=poll.closes_at))
    if at >= poll.closes_at and not by_clock:
        raise Refused("DR-10", Said("poll.extended_too_late", poll=poll.id, closed=poll.closes_at))
    if closes <= poll.closes_at:
        said = Said("poll.never_shorter", poll=poll.id, closes=poll.closes_at)
        later = poll.closes_at + timedelta(days=1)
        if calendars:
            later = after_working_days(calendars, poll.closes_at, 1).instant
        raise Refused("DR-10", said, (f"poll extend {poll.id} {at_utc(later)}",))
    return replace(poll, stage=stage, closes_at=closes, extended=poll.extended or not by_clock)


def amend(
    poll: Poll, fingerprint: str, at: datetime, calendars: Mapping[str, WorkCalendar]
) -> Poll:
    """The poll on a new version of its text: no vote on the old one counts any more (DR-26).

    Its time begins anew: all have as long for the new text as they had for the old one (C19).
    """
    stage = LIFECYCLE.after("amend", poll.stage)
    if poll.rule is Rule.SILENCE:
        raise Refused(
            "DR-08", Said("poll.silence_is_frozen", poll=poll.id), (f"poll withdraw {poll.id}",)
        )
    if at_meeting(poll) is not None:
        said = Said("consensus.not_amended", poll=poll.id, text=poll.response)
        raise Refused("DR-06", said, (f"poll withdraw {poll.id}",))
    if at >= poll.closes_at:
        raise Refused("DR-26", Said("poll.amended_too_late", poll=poll.id, closed=poll.closes_at))
    if fingerprint == poll.fingerprint:
        raise Refused("DR-26", Said("poll.nothing_amended", poll=poll.id))
    version, closes = poll.version + 1, _anew(poll, at, calendars)
    return replace(poll, stage=stage, fingerprint=fingerprint, version=version, closes_at=closes)


def _anew(poll: Poll, at: datetime, calendars: Mapping[str, WorkCalendar]) -> datetime:
    """The end of the same time from now on, on a day on which all who decide work."""
    end = at + (poll.closes_at - poll.put_at)
    return max(poll.closes_at, on_a_common_day(calendars, end))


def amendment(poll: Poll, party: str, person: str, at: datetime, seq: int) -> Annex:
    """The record that the text was amended at an instant, from which its time is counted."""
    return Annex(poll.id, seq, AnnexKind.AMENDED, party, person, at)


def withdraw(poll: Poll, at: datetime, *, sponsor_agrees: bool) -> Poll:
    """The poll, taken off by the chair with its sponsor's consent (DR-28)."""
    stage = LIFECYCLE.after("withdraw", poll.stage)
    still_runs(poll, at)
    if not sponsor_agrees:
        raise Refused("DR-28", Said("poll.sponsor_must_agree", poll=poll.id, sponsor=poll.sponsor))
    return replace(poll, stage=stage, closed_at=at)


def still_runs(poll: Poll, at: datetime) -> None:
    """Raises `Refused` once the closing has come: its outcome stands then (DR-08 e, DR-28)."""
    if at >= poll.closes_at:
        rule = "DR-08" if poll.rule is Rule.SILENCE else "DR-28"
        said = Said("poll.withdrawn_too_late", poll=poll.id, closed=poll.closes_at)
        raise Refused(rule, said, (f"poll show {poll.id}",))


def may_close_early(poll: Poll, votes: Iterable[Vote], at: datetime) -> None:
    """Raises `Refused` unless every eligible party has expressed itself; never under silence.

    That the result seems clear is no reason (DR-28); a silence is not adopted early (DR-08 f), and
    a meeting is given the whole wait (DR-06). In the grace, what was sent in time may still come.
    """
    if poll.rule is Rule.SILENCE:
        raise Refused("DR-08", Said("poll.silence_runs", poll=poll.id, closes=poll.closes_at))
    if at_meeting(poll) is not None:
        raise Refused("DR-06", Said("consensus.waits", poll=poll.id, closes=poll.closes_at))
    if at >= poll.closes_at:
        raise Refused("DR-11", Said("poll.grace_runs", poll=poll.id, until=poll.announced_at))
    missing = len(waiting(poll, votes))
    if missing:
        raise Refused(
            "DR-28",
            Said("poll.still_waiting", poll=poll.id, n=missing, closes=poll.closes_at),
            (f"poll show {poll.id}",),
        )


def close(
    poll: Poll, votes: Iterable[Vote], at: datetime, number: int | None = None
) -> tuple[Poll, Decision]:
    """The poll, over, and its decision; `number` is given to it only when it is adopted (DR-08 b).

    One that is adopted only with answers ad referendum waits for its number (DR-13).
    From the announcement on, anybody may; before it, `may_close_early` decides (DR-11, DR-28).
    Whoever closes has performed every receipt of before that instant.
    """
    given = tuple(votes)
    if poll.stage is Stage.OPEN and at < poll.announced_at:
        may_close_early(poll, given, at)
    decision = decide(poll, given)
    stage = LIFECYCLE.after(ENDS[decision.stage], poll.stage)
    kept = number if stage is Stage.ADOPTED else None
    return replace(poll, stage=stage, closed_at=at, number=kept), decision


def second_vote_from(poll: Poll) -> datetime | None:
    """From when a tie may be voted on once more; None when it may not (DR-02).

    The second poll is opened without `second_vote_on_tie`: there is no third. The first one names
    it as its successor.
    """
    tied = poll.stage is Stage.TIE_NOT_ADOPTED and poll.second_vote_on_tie
    tied = tied and poll.successor is None
    return poll.closed_at + SECOND_VOTE_AFTER if tied and poll.closed_at else None
