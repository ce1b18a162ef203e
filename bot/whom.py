"""For whom words are made: a room, one person, and those who are named in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.render.reader import Reader
from bot.rooms import Impossible
from coordination.parties import Room
from storage.store import Store


def alone(store: Store, payload: Mapping[str, Any], room: Room) -> tuple[Reader | None, str | None]:
    """For whom alone the words are, and the account; raises `Impossible` without an account."""
    id = payload.get("to")
    person = store.directory.person(id) if id else None
    if person is None:
        return None, None
    account = store.directory.account_of(person.id, room.platform)
    if account is None:
        raise Impossible("no_account")
    return Reader(person.language, person.zone, shared=False), account


def people(store: Store, mention: Iterable[str], room: Room) -> Iterator[tuple[str, str]]:
    """Those who are notified: the account and the name of each who has one there."""
    for id in mention:
        person = store.directory.person(id)
        account = store.directory.account_of(id, room.platform)
        if person and account:
            yield account, person.name


def reader(store: Store, room: Room) -> Reader:
    """For whom a room's words are made: one person with a clock, or several with the anchor's."""
    person = store.directory.person(room.person) if room.person else None
    if person is not None:
        return Reader(person.language, person.zone, shared=False)
    group = store.directory.group(room.group) if room.group else None
    if group is None:
        return Reader(room.language)
    zone = group.terms.anchor_zone
    parties = store.directory.parties(group.id)
    place = next((party.capital for party in parties if party.zone == zone), None)
    return Reader(room.language, zone, place=place)
