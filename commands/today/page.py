"""A person's day on one page: needs you, waits on others, moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from commands.call import Call
from commands.outcome import Button, Page
from commands.speaker import hat_words
from commands.today.ends import act
from commands.today.moved import moved
from commands.today.owed import owed
from commands.today.step import LOOKED_AT, Waiting
from commands.today.steps import steps
from commands.today.waits import MOST, needs, of_others
from commands.waiting import elsewhere
from coordination.parties import Person, Room
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@dataclass(frozen=True)
class Day:
    """The page, its label, and whether there is anything on it."""

    page: Page
    label: Tlp
    empty: bool


def calls(store: Store, person: Person, now: datetime) -> list[Call]:
    """The person as seen in each group where a hat is valid now."""
    hats = store.directory.credentials(person.id, now)
    room = store.directory.direct_room(person.id)
    found = []
    for id in dict.fromkeys(hat.group for hat in hats):
        group = store.directory.group(id)
        if group is not None:
            mine = tuple(hat for hat in hats if hat.group == id)
            found.append(Call(person=person, hats=mine, group=group, room=room, now=now))
    return found


def day(
    store: Store,
    person: Person,
    now: datetime,
    since: datetime,
    greeting: str,
    room: Room,
    *,
    owing: bool = True,
) -> Day:
    """Everything of all the person's groups, as `room` may show it.

    `greeting` is the key of the first line; `owing` adds what the own State has undertaken.
    """
    groups = calls(store, person, now)
    mine, ready, above, all_of_it = _needing(groups, store, room)
    needed = _needed(mine, all_of_it=all_of_it)
    sheet = _Sheet(room, needed, [Tlp.GREEN, *(one.label for one in mine)], above)
    for call in groups if owing else ():
        sheet.owed(owed(call, store))
    sheet.others([one for call in groups for one in of_others(call, store)])
    for said, label in _news(groups, store, since):
        sheet.news(said, label)
    lines = [*sheet.lines, *_hidden(store, groups, sheet.above)]
    hats = hat_words(store.directory.credentials(person.id, now))
    title = Said(greeting, name=person.name, hats=hats, at=now)
    nothing = () if lines else (Said("today.nothing"),)
    page = Page(title, (*lines, *nothing), tuple(ready))
    return Day(page, Tlp.highest(sheet.labels), not lines)


def _needing(
    groups: list[Call], store: Store, room: Room
) -> tuple[list[Waiting], list[Button], list[Tlp], bool]:
    """What needs the person, the lines for it, the labels of what may not stand here.

    First what was asked, then the steps that whoever chairs takes; and whether that is all.
    """
    mine, ready = needs(groups[0], store, room) if groups else ([], [])
    due = [*islice((one for call in groups for one in steps(call, store)), LOOKED_AT)]
    here = [one for one in due if room.holds(one.label)]
    mine += [Waiting(one.said, one.label) for one in here]
    ready += [Button(act(one.line), one.line) for one in here]
    above = [one.label for one in due if one not in here]
    return mine, ready[:MOST], above, len(due) < LOOKED_AT


@dataclass
class _Sheet:
    """A page being written for one room: its lines, their labels, and those left out for it."""

    room: Room
    lines: list[Said]
    labels: list[Tlp]
    above: list[Tlp] = field(default_factory=list)

    def owed(self, owing: list[Waiting]) -> None:
        """What one State has undertaken, or only how much of it."""
        if not all(self.room.holds(one.label) for one in owing):
            self.above += [one.label for one in owing[1:]]
            return
        head = [one.said for one in owing[:1]]
        self.lines += [*head, *(Said("today.item", item=one.said) for one in owing[1:])]
        self.labels += [one.label for one in owing]

    def others(self, every: list[Waiting]) -> None:
        """What others are waited for."""
        shown = [one for one in every if self.room.holds(one.label)]
        self.above += [one.label for one in every if one not in shown]
        if shown:
            self.lines += _section("today.waits", tuple(one.said for one in shown[:MOST]))
        self.labels += [one.label for one in shown]

    def news(self, said: tuple[Said, ...], label: Tlp) -> None:
        """What moved in one group."""
        if self.room.holds(label):
            self.lines += _section("today.moved", said)
            self.labels.append(label)
        else:
            self.above += [label] * len(said)


def _needed(mine: list[Waiting], *, all_of_it: bool) -> list[Said]:
    lines: list[Said] = []
    if mine:
        lines += _section("today.needs", tuple(one.said for one in mine[:MOST]))
    if len(mine) > MOST:
        rest = Said("today.and_more", n=len(mine) - MOST)
        lines.append(rest if all_of_it else Said("today.and_others"))
    return lines


def _section(heading: str, items: tuple[Said, ...]) -> tuple[Said, ...]:
    return (Said(heading), *(Said("today.item", item=item) for item in items))


def _news(
    calls: list[Call], store: Store, since: datetime
) -> Iterator[tuple[tuple[Said, ...], Tlp]]:
    """What moved in each group, and its label."""
    for call in calls:
        said, incidents = moved(call, store, since) or ((), ())
        if said:
            yield said, Tlp.highest([Tlp.GREEN, *(incident.label for incident in incidents)])


def _hidden(store: Store, calls: list[Call], labels: list[Tlp]) -> Iterator[Said]:
    """How much more there is, and where it may be read."""
    if labels:
        where = elsewhere(store, calls[0], Tlp.highest(labels))
        yield Said("today.above", n=len(labels), room=where)
