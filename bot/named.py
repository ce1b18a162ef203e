"""The people and rooms that somebody at a terminal may name, and how they are listed there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.render.pages import text
from bot.render.reader import Reader
from commands.directory.reach import spoken_for
from coordination.parties import Person
from coordination.said import Names, Said
from storage.store import Store


@dataclass(frozen=True)
class Known:
    """Ids with names."""

    people: dict[str, str]
    rooms: dict[str, str]


def meant(typed: str, names: dict[str, str]) -> str:
    """The id of what was named, by that or by its name; empty where it is nobody's or several's."""
    word = typed.casefold()
    found = [id for id, name in names.items() if word in (id, name.partition(" — ")[0].casefold())]
    return found[0] if len(found) == 1 else ""


def known(store: Store, at: datetime) -> Known:
    people = {person.id: _person(person, store, at) for person in store.directory.everybody()}
    rooms = {room.id: room.name for room in store.directory.rooms()}
    return Known(people, rooms)


def _person(person: Person, store: Store, at: datetime) -> str:
    """The name, and for whom the person speaks in which roles."""
    roles: dict[str, tuple[Names, list[Said]]] = {}
    for hat in store.directory.credentials(person.id, at):
        if whom := spoken_for(hat, store):
            held = roles.setdefault(f"{hat.group} {hat.party} {hat.organisation}", (whom, []))
            held[1].append(Said(f"role.{hat.role.value}"))
    if not roles:
        return _text(Said("console.no_hat", name=person.name))
    hats = tuple(
        Said("console.hats", roles=tuple(worn), whom=whom) for whom, worn in roles.values()
    )
    return _text(Said("console.person", name=person.name, hats=hats))


def _text(said: Said) -> str:
    return text(said, Reader(shared=False))
