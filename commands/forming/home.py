"""A person's own page: the day, then what the group has, each as its command shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from commands.call import Call
from commands.line import Line, Raw, address
from commands.onward import may
from commands.outcome import Outcome, Page
from commands.parse import build
from commands.table import BY_WORDS, FORMS
from commands.today.page import calls
from commands.turn import allowed
from commands.waiting import elsewhere
from coordination import ids
from coordination.parties import Person
from coordination.refused import Refused
from coordination.said import Param, Said
from storage.store import Store

PARTS = {
    "today": Said("forming.home.today"),
    "incident list": Said("forming.home.incidents"),
    "poll list": Said("forming.home.polls"),
    "commitment list": Said("forming.home.commitments"),
    "meeting list": Said("forming.home.meetings"),
}
"""The lines whose pages stand there, with their headings."""
BEGIN = ("incident open", "meeting propose", "find", "directory show", "help")
"""What a person may begin from the page."""

MOST = 6
"""Ids that stand in the place of what may not."""


@dataclass(frozen=True)
class Part:
    """One heading with its page."""

    heading: Said
    page: Page
    empty: bool = False
    """Whether there is none of it: its name alone then says so."""


class _Undone(Exception):
    """Raised after reading, so that a page that is drawn by itself leaves no trace."""


def home(store: Store, platform: str, account: str, now: datetime) -> tuple[Part, ...] | None:
    """Everything that a person's page shows on this platform; None for an unknown account.

    What is above the ceiling of the person's own room there is named without its content.
    """
    person = store.directory.person_of_account(platform, account)
    if person is None:
        return None
    return tuple(_parts(store, person, platform, now))


def offered(store: Store, platform: str, account: str, now: datetime) -> tuple[str, ...]:
    """The lines that the person may begin from the page."""
    person = store.directory.person_of_account(platform, account)
    groups = calls(store, person, now) if person else []
    room = store.directory.direct_room(person.id, platform) if person else None
    able = [line for line in BEGIN if room is not None and room.holds(FORMS[line].least)]
    return tuple(line for line in able if any(may(line, call) for call in groups))


def _parts(store: Store, person: Person, platform: str, now: datetime) -> Iterator[Part]:
    room = store.directory.direct_room(person.id, platform)
    groups = [replace(call, room=room) for call in calls(store, person, now)]
    for line, heading in PARTS.items():
        # A day is one for all groups; lists are each group's.
        for call in groups[:1] if line == "today" else groups:
            part = _part(store, call, line, heading)
            if part is not None:
                yield part


def _part(store: Store, call: Call, line: str, heading: Said) -> Part | None:
    """What the line would be answered with; above the room's ceiling, how much it is."""
    try:
        made = _answered(store, call, line)
    except Refused:
        return None
    if made is None:
        return None
    page = made.reply if isinstance(made.reply, Page) else Page(made.reply)
    if not page.lines:
        return Part(heading, page, empty=True)
    if not call.room.holds(made.shows):
        found, room = _named(page.lines), elsewhere(store, call, made.shows)
        n = len(found) or len(page.lines)
        above = Said("forming.home.above", n=n, ids=found[:MOST], room=room, line=line)
        return Part(heading, Page(above))
    buttons = tuple(b for b in page.buttons if may(b.line, call))
    # The heading of a list says all that its first line would say again.
    title = page.title if line == "today" else Said("declared.text", text="")
    return Part(heading, Page(title, page.lines, buttons))


def _named(lines: Iterable[Said]) -> tuple[str, ...]:
    """The ids of what stands on a page: they say nothing of what it is about."""
    return tuple(dict.fromkeys(id for line in lines for id in _ids(line)))


def _ids(value: Param) -> Iterator[str]:
    match value:
        case Said():
            yield from (id for _, one in value.params for id in _ids(one))
        case tuple():
            yield from (id for one in value for id in _ids(one))
        case str() if found := ids.read(value):
            yield found


def _answered(store: Store, call: Call, line: str) -> Outcome | None:
    """The answer, with nothing of it kept; raises `Refused`."""
    cursor = Line(line)
    form = address(cursor, FORMS)
    if form is None:
        return None
    allowed(form, call)
    made: Outcome | None = None
    with suppress(_Undone), store.savepoint():
        made = build(BY_WORDS[form.words], Raw({}, {}), call, store).handle(call, store)
        raise _Undone
    return made
