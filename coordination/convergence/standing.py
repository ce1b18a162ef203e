"""Whether each State has suspended, continues, or nothing is known of it; and whether they diverge.

What nobody has said is unknown, and unknown is never read as going on (X6, T-36).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.action import Action, Measure, Stage
from coordination.commitment import Commitment
from coordination.commitment import Stage as CommitmentStage
from coordination.convergence.adoptions import Hold, newest
from coordination.response.record import Proceeding


class Practice(StrEnum):
    """What a State does about new adoptions now, as far as it has said so itself."""

    SUSPENDED = "suspended"
    CONDITIONS = "conditions"
    CONTINUING = "continuing"
    NO_PROGRAMME = "no_programme"
    ANNOUNCED = "announced"
    """It has said what it will do, and does it not yet; nothing is concluded for today."""
    UNKNOWN = "unknown"


BEGUN = frozenset({CommitmentStage.ACTIVE, CommitmentStage.OVERDUE, CommitmentStage.DONE})
"""Stages of a commitment that its State carries out, or has carried out."""
_OWN = {
    Measure.SUSPENSION: Practice.SUSPENDED,
    Measure.LIMITS: Practice.CONDITIONS,
    Measure.CHECKS: Practice.CONDITIONS,
    Measure.CONTINUES: Practice.CONTINUING,
}
_HELD = {
    Proceeding.PAUSE: Practice.SUSPENDED,
    Proceeding.WITH_SAFEGUARDS: Practice.CONDITIONS,
    Proceeding.CONTINUE: Practice.CONTINUING,
    Proceeding.NOT_APPLICABLE: Practice.NO_PROGRAMME,
}
_OPPOSITE = {Practice.SUSPENDED, Practice.CONTINUING}


@dataclass(frozen=True)
class Standing:
    """One party, and since when; `since` is None where nothing is known.

    For what is announced it is the day on which that is to begin, None where none was named.
    `said_at` is when it said so, where that was later than the day itself.
    """

    party: str
    practice: Practice
    since: datetime | None = None
    said_at: datetime | None = None


def standings(
    parties: Iterable[str],
    actions: Iterable[Action],
    pausing: Iterable[Commitment],
    holds: Iterable[Hold],
) -> tuple[Standing, ...]:
    """Where each party stands, by the last thing that it said or did itself.

    `pausing` are commitments to a suspension. Conditions beside a suspension do not end it.
    """
    found: dict[str, list[Standing]] = {party: [] for party in parties}
    actions, pausing = tuple(actions), tuple(pausing)
    begun = (*_measures(actions), *_pauses(pausing), *_answers(holds))
    records = (*begun, *_announced(actions), *_promised(pausing))
    for one in records:
        if one.party in found:
            found[one.party].append(one)
    return tuple(_last(party, several) for party, several in found.items())


def diverge(several: Iterable[Standing]) -> bool:
    """Whether at least one has suspended and at least one continues, both on record (T-36)."""
    seen = {one.practice for one in several}
    return seen >= _OPPOSITE


def at_odds(
    parties: Iterable[str],
    actions: Iterable[Action],
    pausing: Iterable[Commitment],
    holds: Iterable[Hold],
) -> tuple[str, ...]:
    """The parties whose answer about new adoptions is the opposite of what they do by themselves.

    Which of the two holds is for the party to say; that they differ is concluded from its own
    words alone (T-35, T-38).
    """
    done = (*_measures(actions), *_pauses(pausing))
    said = {one.party: one.practice for one in _answers(holds)}
    own = {code: _last(code, [one for one in done if one.party == code]) for code in parties}
    return tuple(code for code, one in own.items() if {one.practice, said.get(code)} == _OPPOSITE)


def _last(party: str, several: list[Standing]) -> Standing:
    now = [one for one in several if one.practice is not Practice.ANNOUNCED] or several
    deciding = [one for one in now if one.practice is not Practice.CONDITIONS] or now
    unknown = Standing(party, Practice.UNKNOWN)
    return max(deciding, key=_said, default=unknown)


def _said(one: Standing) -> float:
    said = one.said_at or one.since
    return said.timestamp() if said else 0


def _measures(actions: Iterable[Action]) -> Iterable[Standing]:
    for one in actions:
        if one.stage is Stage.IN_EFFECT and one.measure in _OWN:
            yield Standing(one.owner, _OWN[one.measure], one.effective_at, one.reported_at)


def _announced(actions: Iterable[Action]) -> Iterable[Standing]:
    for one in actions:
        if one.stage in (Stage.CONSULTING, Stage.ANNOUNCED) and one.measure in _OWN:
            yield Standing(one.owner, Practice.ANNOUNCED, one.starts, one.announced_at)


def _promised(pausing: Iterable[Commitment]) -> Iterable[Standing]:
    for one in pausing:
        if one.stage in (CommitmentStage.OFFERED, CommitmentStage.ACCEPTED):
            yield Standing(one.owner, Practice.ANNOUNCED, one.promise.starts, one.offered_at)


def _pauses(pausing: Iterable[Commitment]) -> Iterable[Standing]:
    for one in pausing:
        if one.stage in BEGUN:
            since = one.promise.starts or one.offered_at
            yield Standing(one.owner, Practice.SUSPENDED, since)


def _answers(holds: Iterable[Hold]) -> Iterable[Standing]:
    for one in newest(holds).values():
        yield Standing(one.party, _HELD[one.new], one.at)
