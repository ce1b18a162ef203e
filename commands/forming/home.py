"""A person's own page: the day, then what the own State has a part in, with the way to the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from commands.call import Call
from commands.go_on import allowed
from commands.incident.words import party
from commands.line import Line, address
from commands.onward import may
from commands.outcome import Button, Outcome, Page
from commands.parse import answers, build
from commands.table import BY_WORDS, FORMS
from commands.today.page import calls
from commands.waiting import elsewhere
from coordination import ids
from coordination.parties import Person
from coordination.refused import Refused
from coordination.said import Param, Said
from storage.store import Store


@dataclass(frozen=True)
class Kind:
    """One sort of thing on the page: the group's list, its heading, and what to do without any."""

    list: str
    heading: Said
    every: Said
    none: Said


KINDS = tuple(
    Kind(f"{noun} list", *(Said(f"forming.home.{part}{noun}") for part in ("", "every.", "none.")))
    for noun in ("incident", "poll", "commitment", "meeting")
)
"""What of the own State or agency stands there, each with the way to the whole group's."""
TODAY = Said("forming.home.today")
BEGIN = ("incident open", "meeting propose", "find", "directory show", "help")
"""What a person may begin from the page."""

_OF_OTHERS = ("today.waits", "today.moved")
"""What heads the rest of a day, where things stand that ask nothing of its reader."""
_LISTS = "today.lists"
"""Where the lists are; on this page they are below."""
MOST = 6
"""Ids that stand in the place of what may not."""
_SHOWN = {
    "MTG": "meeting",
    "POL": "poll",
    "COM": "commitment",
    "MSG": "message",
    "PLA": "plan",
    "RES": "response",
    "INC": "incident",
}
"""What shows the thing with an id that begins so; what stands under another before that one."""


@dataclass(frozen=True)
class Entry:
    """Lines that belong together, and the line that leads to what they are about.

    `answer` is the label where that line answers what the lines ask; `show` is the way then.
    """

    lines: tuple[Said, ...]
    line: str | None = None
    answer: Said | None = None
    show: str | None = None


@dataclass(frozen=True)
class Part:
    """One heading with what stands under it, the day's page or a list, and what leads on."""

    heading: Said
    page: Page
    entries: tuple[Entry, ...] = ()
    onward: tuple[Button, ...] = ()


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
    above: frozenset[str] = frozenset()
    # A day is one for all groups; lists are each group's.
    for call in groups[:1]:
        if (page := _page(store, call, "today")) is not None:
            above = _own(page)
            yield _day(page)
    for kind in KINDS:
        for call in groups:
            whose = Said("form.party", name=call.group.names) if len(groups) > 1 else None
            if (part := _part(store, call, kind, whose, above)) is not None:
                yield part


def _part(
    store: Store, call: Call, kind: Kind, group: Said | None, above: frozenset[str]
) -> Part | None:
    """What the speaker's own party has a part in; the group's is behind a button.

    What stands `above`, in the day, stands there alone.
    """
    own = party(call.party, call.group.id, store) if call.party else None
    line = kind.list
    if own is not None:
        line += " mine=yes"
    page = _page(store, call, line)
    if page is None:
        return None
    names = tuple(name for name in (own, group) if name)
    heading = Said("forming.home.of", kind=kind.heading, names=names) if names else kind.heading
    every = Button(kind.every, kind.list)
    if not page.lines:
        return Part(heading, Page(kind.none), (Entry((kind.none,)),), (every,))
    more = tuple(b for b in page.buttons if b.line.startswith(kind.list))
    entries = tuple(one for one in _entries(page) if not above & set(_about(one.line)))
    stands = Said("forming.home.above_all")
    return Part(heading, page, entries or (Entry((stands,)),), (*more, every))


def _page(store: Store, call: Call, line: str) -> Page | None:
    """What the line would be answered with; above the room's ceiling, how much it is."""
    try:
        made = _answered(store, call, line)
    except Refused:
        return None
    if made is None:
        return None
    page = made.reply if isinstance(made.reply, Page) else Page(made.reply)
    if page.lines and not call.room.holds(made.shows):
        found, room = _named(page.lines), elsewhere(store, call, made.shows)
        n = len(found) or len(page.lines)
        above = Said("forming.home.above", n=n, ids=found[:MOST], room=room, line=line)
        return Page(Said("declared.text", text=""), (above,))
    return replace(page, buttons=tuple(b for b in page.buttons if may(b.line, call)))


def _entries(page: Page, *, day: bool = False) -> tuple[Entry, ...]:
    """Each thing with the way to it; a line that names none belongs to those around it.

    In a list it says more of the thing before it; in the day it may be a heading.
    """
    found: list[Entry] = []
    for said in page.lines:
        way = _way(said)
        last = found[-1] if found else None
        if way is None and last is not None and (not day or last.line is None):
            found[-1] = replace(last, lines=(*last.lines, said))
        else:
            found.append(Entry((said,), way))
    return tuple(found)


def _day(page: Page) -> Part:
    """The day, where each thing that is asked has the button that answers it beside it."""
    left, entries = list(page.buttons), []
    page = replace(page, lines=tuple(one for one in page.lines if one.msgid != _LISTS))
    for entry in _entries(page, day=True):
        named = set(_named(entry.lines))
        answer = next((b for b in left if named & set(b.line.split())), None)
        if answer is None:
            entries.append(entry)
            continue
        left.remove(answer)
        show = entry.line if entry.line != answer.line else None
        asked = replace(entry, line=answer.line, answer=answer.label, show=show)
        entries.append(asked)
    return Part(TODAY, page, tuple(entries), tuple(left))


def _own(page: Page) -> frozenset[str]:
    """What the day asks of the person, or holds as their State's own: not what others move."""
    own = takewhile(lambda said: said.msgid not in _OF_OTHERS, page.lines)
    return frozenset(id for said in own for id in _about(_way(said)))


def _about(line: str | None) -> list[str]:
    """The id that ends the line which shows a thing."""
    return line.split()[-1:] if line else []


def _way(said: Said) -> str | None:
    """The line that shows what a sentence is about."""
    named = {id[:3]: id for id in reversed(_named((said,)))}
    return next((f"{_SHOWN[kind]} show {named[kind]}" for kind in _SHOWN if kind in named), None)


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
    command = BY_WORDS[form.words]
    with store.undone():
        raw = answers(cursor, form, call, store)
        return build(command, raw, call, store).handle(call, store)
