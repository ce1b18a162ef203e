"""How a meeting is spoken of: its name, its length, its starts on every capital's clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby

from commands.calendars import calendars_of
from commands.commitment.words import shortened
from commands.meeting.who import clocks
from coordination.calendar import WorkCalendar
from coordination.meeting.meeting import Meeting
from coordination.meeting.reply import letter
from coordination.meeting.slots import Place, Slot, Why, slot_at, unusable_days
from coordination.parties import Party
from coordination.said import Capitals, Said
from coordination.tlp import Tlp
from storage.store import Store

MOST_DAYS_SHOWN = 6
_SATURDAY = 5


def opaque(meeting: Meeting) -> bool:
    """Whether its subject may not stand in calendars and open rooms (T-07)."""
    return not meeting.label.fits(Tlp.GREEN)


def kind(meeting: Meeting) -> Said:
    return Said(f"meetingkind.{meeting.kind.value}")


def title(meeting: Meeting) -> Said:
    """What it is, without its subject: “MTG-… · roundtable on INC-… · 2 h”."""
    long, about = length(meeting.minutes), meeting.incident
    if about is None:
        return Said("meeting.title", meeting=meeting.id, kind=kind(meeting), length=long)
    return Said(
        "meeting.title_on", meeting=meeting.id, kind=kind(meeting), length=long, incident=about
    )


def in_a_list(meeting: Meeting) -> Said:
    """Its title after what it is about, for whoever may read that."""
    if not meeting.purpose:
        return title(meeting)
    return Said("meeting.listed", purpose=shortened(meeting.purpose), title=title(meeting))


def about(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """What is to be discussed, for whoever may read it."""
    above = store.incidents.get(meeting.incident) if meeting.incident else None
    if not meeting.purpose:
        return ()
    if above is None or above.title == meeting.purpose:
        return (Said("meeting.purpose", purpose=meeting.purpose),)
    return (Said("meeting.purpose_on", purpose=meeting.purpose, incident=above.title),)


def length(minutes: int) -> Said:
    """“2 h” or “90 min”."""
    if minutes % 60 == 0:
        return Said("meeting.hours", hours=minutes // 60)
    return Said("meeting.minutes_long", minutes=minutes)


def capitals(parties: Iterable[Party], instant: datetime) -> Capitals:
    """The instant on the clocks of these parties."""
    return Capitals(instant, tuple(dict.fromkeys((p.capital, p.zone) for p in parties)))


def calendars(parties: tuple[Party, ...], meeting: Meeting) -> dict[str, WorkCalendar]:
    """The working calendars that its days are judged by."""
    return calendars_of(parties, meeting.proposed_at)


def slot(store: Store, meeting: Meeting, start: datetime) -> Slot:
    """A start with every invited party's place."""
    known = calendars(clocks(store, meeting), meeting)
    return slot_at(known, start, meeting.duration, meeting.band)


def slot_lines(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """Every offered start in every capital's time; below it for whom it is hardest, or not for."""
    parties = clocks(store, meeting)
    known = calendars(parties, meeting)
    names = {party.code: party for party in parties}
    found = (slot_at(known, s, meeting.duration, meeting.band) for s in meeting.offered)
    lines: list[Said] = []
    for place, one in enumerate(found):
        at = capitals(parties, one.start)
        lines.append(Said("meeting.slot", letter=letter(place), at=at))
        lines.append(Said("meeting.slot_suits", suits=suits(one, names)))
    return tuple(lines)


def suits(one: Slot, names: Mapping[str, Party]) -> Said:
    """Whom a start suits: “everybody, hardest for Canberra (22:00)”, “without Ottawa (03:00)”."""
    out = tuple(_clock(place, names) for place in one.places if place.miss)
    if out and one.latest and one.night:
        far, long = names[one.latest.party].capital, length(one.night)
        return Said("meeting.without_at_night", places=out, capital=far, long=long)
    if out:
        return Said("meeting.without", places=out)
    if one.hardest and one.hardest.burden > 0:
        return Said("meeting.everybody_hardest", place=_clock(one.hardest, names))
    return Said("meeting.everybody")


def _clock(place: Place, names: Mapping[str, Party]) -> Said:
    """A capital with its hour, or with the reason why no hour of that day would suit it."""
    capital = names[place.party].capital
    if place.miss and not place.works:
        return Said("meeting.place_off", place=capital, why=place.miss.said())
    return Said("meeting.place", place=capital, time=f"{place.start:%H:%M}")


def closed_lines(store: Store, meeting: Meeting) -> tuple[Said, ...]:
    """Days of the range on which some party does not work, with the reason."""
    parties = clocks(store, meeting)
    names = {party.code: party.names for party in parties}
    shut = [
        one
        for one in unusable_days(calendars(parties, meeting), meeting.dates)
        if one.miss.why is not Why.WEEKEND or one.day.weekday() < _SATURDAY
    ]
    lines = []
    for day, ones in groupby(shut, key=lambda one: one.day):
        closed = tuple(
            Said("meeting.closed_party", party=names[one.party], why=one.miss.said())
            for one in ones
        )
        lines.append(Said("meeting.closed_day", day=day, closed=closed))
    return tuple(lines[:MOST_DAYS_SHOWN])


def answered(meeting: Meeting) -> tuple[str, ...]:
    """The parties that have said for at least one of the offered starts."""
    said = {a.party for a in meeting.answers if a.start in meeting.offered}
    return tuple(party for party in meeting.invitees.parties if party in said)


def standing_lines(meeting: Meeting) -> list[Said]:
    """For the chair: who can and who cannot, the start that suits best first."""
    return [
        Said(
            "meeting.standing",
            letter=letter(meeting.offered.index(one.start)),
            yes=one.yes,
            maybe=one.if_need_be,
            no=one.no,
        )
        for one in meeting.standings()
    ]


def best_letter(meeting: Meeting) -> str:
    """The letter of the start that suits best so far; there must be one."""
    return letter(meeting.offered.index(meeting.standings()[0].start))
