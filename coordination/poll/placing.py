"""Placing a text under silence: agreed first, in one of three ways (DR-08 a).

The group's terms of reference agree to it once and for all; or a meeting has; or every capital has
24 working hours' notice, in which one State that does not agree is enough to stop it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from coordination.calendar import Critical, Reached, WorkCalendar, after_working_hours
from coordination.parties import Credential
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.cast import speaks_for
from coordination.poll.record import Poll
from coordination.poll.stage import LIFECYCLE, Stage
from coordination.refused import Refused
from coordination.said import Said


class Agreed(StrEnum):
    """By what it is agreed that a text is placed under silence."""

    TERMS = "terms"
    MEETING = "meeting"
    NOTICE = "notice"


def notice_ends(calendars: Mapping[str, WorkCalendar], told: datetime, hours: int) -> Reached:
    """When so many working hours have passed in every capital, and which one is last."""
    ends = {party: after_working_hours(one, told, hours) for party, one in calendars.items()}
    last = max(ends.values())
    return Reached(last, tuple(Critical(party) for party in sorted(ends) if ends[party] == last))


def placed(poll: Poll, agreed: Agreed, at: datetime, seq: int, meeting: str = "") -> Poll:
    """The poll that says by what it is placed; under notice it is announced, and not open yet."""
    by = meeting or agreed.value
    note = Annex(poll.id, seq, AnnexKind.PLACED, poll.sponsor, "", at, by, until=poll.opened_at)
    made = replace(poll, annexes=(*poll.annexes, note))
    if agreed is not Agreed.NOTICE:
        return made
    stage = LIFECYCLE.after("announce", LIFECYCLE.after("freeze", Stage.DRAFT))
    return replace(made, stage=stage)


def placed_by(poll: Poll) -> str:
    """What was agreed to: `terms`, `notice`, or the id of a meeting; empty for older polls."""
    found = of(poll.annexes, AnnexKind.PLACED)
    return found[-1].other if found else ""


def named_in(conclusions: Iterable[str], response: str, title: str, text: str = "") -> bool:
    """Whether a meeting has concluded on this text: its number or title stands there (DR-08 a).

    `text` is the beginning of the fingerprint of an amended one, which stands beside it then: what
    was agreed before was agreed for another text (DR-26).
    """
    names = [one for one in (_plain(response), _plain(title)) if one]
    said = [one for one in map(_plain, conclusions) if _plain(text) in one]
    return any(name in one for one in said for name in names)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def begun(poll: Poll, at: datetime, closes: datetime) -> Poll:
    """The silence, open now, until its expiry or a later one; never before its notice has run."""
    stage = LIFECYCLE.after("open", poll.stage)
    if at < poll.opened_at and placed_by(poll) == Agreed.NOTICE.value:
        said = Said("silence.notice_runs", poll=poll.id, until=poll.opened_at)
        raise Refused("DR-08", said, (f"poll show {poll.id}",))
    return replace(poll, stage=stage, opened_at=at, closes_at=max(closes, poll.closes_at))


def contested(poll: Poll, hat: Credential, at: datetime, seq: int, text: str) -> Poll:
    """A party does not agree that the text is placed under silence: it is not (DR-08 a)."""
    stage = LIFECYCLE.after("withdraw", poll.stage)
    party = speaks_for(poll, hat, at)
    kind, words = AnnexKind.CONTESTED, text.strip()
    note = Annex(poll.id, seq, kind, party, hat.person, at, text=words)
    return replace(poll, stage=stage, closed_at=at, annexes=(*poll.annexes, note))
