"""A person's day on one page: needs you, waits on others, moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commands.call import Call
from commands.outcome import Page
from commands.speaker import hat_words
from commands.today.moved import moved
from commands.today.waits import MOST, needs, of_others
from coordination.parties import Person
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


def day(store: Store, person: Person, now: datetime, since: datetime, greeting: str) -> Day:
    """Everything of all the person's groups; `greeting` is the key of the first line."""
    lines: list[Said] = []
    labels = [Tlp.GREEN]
    groups = calls(store, person, now)
    mine, ready = needs(groups[0], store) if groups else ([], [])
    if mine:
        lines += _section("today.needs", tuple(one.said for one in mine[:MOST]))
    if len(mine) > MOST:
        lines.append(Said("today.and_more", n=len(mine) - MOST))
    others = [one for call in groups for one in of_others(call, store)]
    if others:
        lines += _section("today.waits", tuple(one.said for one in others[:MOST]))
    labels += [one.label for one in (*mine, *others)]
    for call in groups:
        news = moved(call, store, since)
        if news is not None:
            said, incidents = news
            lines += _section("today.moved", said)
            labels += [incident.label for incident in incidents]
    hats = hat_words(store.directory.credentials(person.id, now))
    title = Said(greeting, name=person.name, hats=hats, at=now)
    nothing = () if lines else (Said("today.nothing"),)
    page = Page(title, (*lines, *nothing), tuple(ready))
    return Day(page, Tlp.highest(labels), not lines)


def _section(heading: str, items: tuple[Said, ...]) -> tuple[Said, ...]:
    return (Said(heading), *(Said("today.item", item=item) for item in items))
