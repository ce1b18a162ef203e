"""The next period of a duty that recurs: it opens by the clock, however late that is (E4).

Its State undertook the whole series (DR-30); each period is a commitment of its own in it, with its
own evidence, and taking back the newest ends the series.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coordination.commitment.record import Commitment
from coordination.commitment.stage import Stage
from coordination.refused import Refused
from coordination.said import Said

GOES_ON = frozenset({Stage.ACCEPTED, Stage.ACTIVE, Stage.OVERDUE, Stage.DONE})
"""Where the newest period stands while the series goes on."""


def opens(commitment: Commitment) -> datetime | None:
    """When the period after this one opens; None where none does, or it is no series."""
    series = commitment.promise.series
    if series is None or commitment.stage not in GOES_ON or series.next() is None:
        return None
    return series.due(series.number)


def opened(before: Commitment, id: str, now: datetime) -> Commitment:
    """The period after this one, as it begins; raises `Refused` where none does now."""
    series, at = before.promise.series, opens(before)
    after = series.next() if series else None
    if series is None or after is None or at is None or now < at:
        raise Refused("stage", Said("commitment.no_period", id=before.id))
    promise = replace(
        before.promise,
        series=after,
        due=after.due(after.number),
        starts=now,
        confirm_by=None,
        milestones=(),
    )
    return replace(
        before,
        id=id,
        promise=promise,
        stage=Stage.ACTIVE,
        offered_at=now,
        evidence=None,
        done_at=None,
        verified_by=None,
        verified_at=None,
        verified_for=None,
        reason=None,
        moved_from=None,
    )


def rested(commitment: Commitment, until: datetime) -> Commitment:
    """A series that was let rest until now: no period that was due meanwhile is owed."""
    series = commitment.promise.series
    if series is None:
        return commitment
    promise = replace(commitment.promise, series=replace(series, rested_until=until))
    return replace(commitment, promise=promise)
