"""One reminder that coordination is more than sharing information (T-53)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from coordination.incident.incident import Incident
from coordination.incident.report import Report, sources
from coordination.incident.stage import Stage

AFTER = timedelta(days=30)
"""How long after information was exchanged nothing may follow before somebody is reminded [D]."""
_OVER = frozenset({Stage.UNFOUNDED, Stage.LIFTED, Stage.CLOSED})


@dataclass(frozen=True)
class Reminded:
    """The group was reminded; nobody is reminded twice."""

    incident: str
    at: datetime


def exchanged(incident: Incident, reports: Iterable[Report]) -> bool:
    """Whether information has passed between parties: two of them reported, or a State was told."""
    told = [state for state in incident.informed if state != incident.originator]
    return bool(told) or len(sources(reports)) > 1


def idle(incident: Incident, reports: Iterable[Report], *, followed: bool, reminded: bool) -> bool:
    """Whether the reminder is due: information was exchanged, nothing followed, nobody said so yet.

    `followed` is true when a response, a measure, a commitment, a meeting, a plan or a letter that
    was sent is on record.
    """
    if followed or reminded or incident.stage in _OVER:
        return False
    return exchanged(incident, reports)
