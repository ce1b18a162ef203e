"""Our clock against others': signatures, deadlines and the audit depend on it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.operate.finding import Finding, doubtful, well, wrong
from coordination.said import Said

ODD, BAD = 3.0, 30.0
"""Seconds. A `Date` header has whole ones; Slack refuses signatures that are 300 seconds old."""


def of_header(value: str | None) -> datetime | None:
    """The instant of a `Date` header; None where there is none that can be read."""
    try:
        found = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def compared(check: str, theirs: datetime | None, before: datetime, after: datetime) -> Finding:
    """Their clock (`database_clock`, …), read at some instant between these two of ours."""
    whose = Said(f"doctor.clock.{check}")
    if theirs is None:
        unknown = Said("doctor.clock_unknown", whose=whose)
        return doubtful(check, unknown, Said("doctor.clock_unknown_advice"))
    early, late = (before - theirs).total_seconds() - 1.0, (theirs - after).total_seconds()
    seconds = max(early, late, 0.0)
    shown = Said("doctor.clock", whose=whose, n=round(seconds))
    if seconds >= BAD:
        return wrong(check, shown, Said("doctor.clock_advice"))
    if seconds >= ODD:
        return doubtful(check, shown, Said("doctor.clock_advice"))
    return well(check, Said("doctor.clock_ok", whose=whose))
