"""Dates, deadlines and durations as people type them (DR-31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from commands.call import Call
from commands.kinds.kind import Kind, Widget
from commands.kinds.months import in_figures, words_of_a_day
from coordination.instants import (
    Deadline,
    Moment,
    read_deadline,
    read_instant,
    words_of_a_length,
)
from coordination.spans import Band, DateRange, read_band, read_duration, read_range
from storage.store import Store


class DeadlineKind(Kind[Deadline]):
    """An instant with its zone, a bare date, or a time from now: `72h`, `3d`, `5wd`."""

    widget = Widget.INSTANT
    example = "2026-04-09T17:00@Europe/Amsterdam"

    def width(self, words: Sequence[str], call: Call, store: Store) -> int:
        return max(words_of_a_length(words), words_of_a_day(words))

    def read(self, text: str, call: Call, store: Store) -> Deadline:
        return read_deadline(in_figures(text, _today(call)), call.person.zone)


@dataclass(frozen=True)
class DayOrOpen:
    """A day, or that it is left open on purpose: nothing is filled in for it."""

    day: Deadline | None


class DayOrOpenKind(Kind[DayOrOpen]):
    """A day as a deadline is typed; nothing behind the sign leaves it open."""

    widget = Widget.INSTANT
    example = "2026-04-09"

    def width(self, words: Sequence[str], call: Call, store: Store) -> int:
        return DeadlineKind().width(words, call, store)

    def read(self, text: str, call: Call, store: Store) -> DayOrOpen:
        return DayOrOpen(DeadlineKind().read(text, call, store) if text.strip("_ ") else None)


class MomentKind(Kind[Moment]):
    """One instant, with its zone; UTC inside. A bare date asks to be confirmed."""

    widget = Widget.INSTANT
    example = "2026-04-09T15:00Z"

    def width(self, words: Sequence[str], call: Call, store: Store) -> int:
        return words_of_a_day(words)

    def read(self, text: str, call: Call, store: Store) -> Moment:
        figures = in_figures(text, _today(call))
        return read_instant(figures, call.person.zone, call.group.terms.anchor_zone)

    def show(self, value: Moment) -> str:
        return value.at.strftime("%Y-%m-%dT%H:%MZ")


def _today(call: Call) -> date:
    """The day that it is for who asks."""
    return call.now.astimezone(ZoneInfo(call.person.zone)).date()


class DurationKind(Kind[timedelta]):
    """How long something takes: `90m`, `2h`."""

    example = "2h"

    def read(self, text: str, call: Call, store: Store) -> timedelta:
        return read_duration(text)

    def show(self, value: timedelta) -> str:
        return f"{int(value.total_seconds() // 60)}m"


class DateRangeKind(Kind[DateRange]):
    """Two dates, both included: `2026-03-25..2026-03-27`."""

    example = "2026-03-25..2026-03-27"

    def read(self, text: str, call: Call, store: Store) -> DateRange:
        return read_range(in_figures(text, _today(call)))


class BandKind(Kind[Band]):
    """Local hours of a day, from and to: `08-20`."""

    example = "08-20"

    def read(self, text: str, call: Call, store: Store) -> Band:
        return read_band(text)
