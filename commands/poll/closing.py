"""When a poll closes that was given a number of working days (DR-28, DR-31)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from commands.call import Call
from commands.incident.words import parties
from commands.line import packed
from commands.outcome import Outcome, Page
from coordination.calendar import WorkCalendar, at_rest, on_a_common_day
from coordination.instants import Deadline, Unit
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store


@dataclass(frozen=True)
class Closing:
    """The closing; `was` is where the days end by themselves, which is weekend for `off`."""

    at: datetime
    was: datetime
    off: tuple[str, ...] = ()

    def said(self, group: str, store: Store) -> tuple[Said, ...]:
        """Why it is later than the days that were asked for; nothing where it is not."""
        if self.at == self.was:
            return ()
        names = parties(self.off, group, store)
        return (Said("poll.closing_moved", n=len(self.off), was=self.was, parties=names),)


def closing(
    call: Call, typed: Deadline, start: datetime, calendars: Mapping[str, WorkCalendar]
) -> Closing:
    """The instant that is meant; raises `Refused` where it has passed.

    Working days end on a day that all who decide work: nobody learns on a Sunday that it is over.
    """
    was = typed.after(start, calendars, call.group.terms.anchor_zone)
    if typed.count is None or typed.unit is not Unit.WORKING_DAYS:
        return Closing(was, was)
    return Closing(on_a_common_day(calendars, was), was, at_rest(calendars, was))


def noting(made: Outcome, lines: tuple[Said, ...]) -> Outcome:
    """What is said of a poll that is open, with why it closes later than its days end."""
    page = made.reply if isinstance(made.reply, Page) else Page(made.reply)
    return replace(made, reply=replace(page, lines=(*page.lines, *lines)))


@contextmanager
def as_said(line: str, exhausted: str) -> Iterator[None]:
    """Where the opening would be accepted with another closing, that is offered in this line."""
    try:
        yield
    except Refused as no:
        fitting = [word for one in no.instead for word in one.split() if word.startswith("closes=")]
        if not fitting:
            raise
        more = f" exhausted={packed(exhausted)}" if exhausted else ""
        raise Refused(no.rule, no.said, (f"{line}{more} {fitting[0]}",)) from None
