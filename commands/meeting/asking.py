"""Each party is asked in private when it can come to a meeting (DR-29)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from commands.calendars import calendar_of
from commands.incident.words import party as name
from commands.meeting import words
from commands.meeting.see import reads
from commands.meeting.who import answerers
from commands.outcome import Ask, Button, Page
from coordination.meeting.meeting import Meeting
from coordination.meeting.reminding import answer_by
from coordination.meeting.reply import letter
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def asks(store: Store, meeting: Meeting, at: datetime) -> tuple[Ask, ...]:
    """Ask each party's voter when it can, in private (DR-29)."""
    found = answerers(store, meeting, at).items()
    return tuple(_ask(store, meeting, code, p, at) for code, persons in found for p in persons)


def asks_again(
    store: Store, meeting: Meeting, at: datetime, persons: Iterable[str], until: datetime | None
) -> tuple[Ask, ...]:
    """The same once more to some; `until` is when the chair is told who has not answered."""
    found = answerers(store, meeting, at).items()
    wanted = set(persons)
    mine = [(code, one) for code, theirs in found for one in theirs if one in wanted]
    return tuple(_ask(store, meeting, code, one, at, until, again=True) for code, one in mine)


def _ask(
    store: Store,
    meeting: Meeting,
    code: str,
    person: str,
    at: datetime,
    until: datetime | None = None,
    *,
    again: bool = False,
) -> Ask:
    """What it is about stands there too, where the person's own room may hold it."""
    if until is not None:
        by = [Said("meeting.ask_missing", at=until)]
    else:
        by = [] if again else _answer_by(store, meeting, code, at)
    line = f"meeting available {meeting.id}"
    key = "meeting.ask_again" if again else "meeting.ask"
    asked = Said(key, title=words.title(meeting), party=name(code, meeting.group, store))
    buttons = (
        Button(Said("meeting.act.all"), f"{line} all"),
        Button(Said("meeting.act.none"), f"{line} none"),
    )
    page = Page(asked, (*_slots(meeting), *by, Said("meeting.ask_how")), buttons)
    room = store.directory.direct_room(person)
    if room.holds(meeting.label) and reads(store, meeting, person, at):
        page = replace(page, lines=(*words.about(store, meeting), *page.lines))
        return Ask(person, asking_key(meeting), line, page, meeting.label)
    return Ask(person, asking_key(meeting), line, page, Tlp.GREEN)


def _slots(meeting: Meeting) -> list[Said]:
    return [
        Said("meeting.ask_slot", letter=letter(place), start=start)
        for place, start in enumerate(meeting.offered)
    ]


def _answer_by(store: Store, meeting: Meeting, code: str, at: datetime) -> list[Said]:
    """By when this party had better answer: in its own working days, before the first slot."""
    party = store.directory.party(code, meeting.group)
    if party is None or not meeting.offered:
        return []
    until = answer_by(calendar_of(party, (at.year, at.year + 1)), at, min(meeting.offered))
    return [Said("meeting.ask_until", at=until)]


def asking_key(meeting: Meeting) -> str:
    return f"available:{meeting.id}"
