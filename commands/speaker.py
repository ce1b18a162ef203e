"""Who speaks: a platform account → a person → hats in one group."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from commands.call import Call
from coordination import ids
from coordination.parties import Credential, Person, Role, Room, Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

CLOCK = Person("clock", "Clock")
CONSOLE = "console"
"""The terminal as a platform: its accounts are people's ids, its rooms the directory's."""


@dataclass(frozen=True)
class Speaker:
    """A known person in a known place, before the group is known."""

    person: Person
    room: Room
    moved: bool = False
    """Whether the person's private room is now this one: `settled` makes it so."""


def recognise(store: Store, platform: str, account: str, room: str, direct: bool) -> Speaker | None:
    """The speaker, or None for an unknown account, or a room that is nobody's or another's.

    Only reads. `direct`: nobody but the account and the bot is in the room.
    """
    if platform == CONSOLE:
        return _at_console(store, account, room)
    person = store.directory.person_of_account(platform, account)
    if person is None:
        return None
    place = store.directory.room_by_remote(platform, room)
    if place is None and direct:
        own = store.directory.direct_room(person.id, platform)
        return Speaker(person, replace(own, remote=room), moved=True)
    if place is None or (place.sees is Sees.DIRECT and place.person != person.id):
        return None
    return Speaker(person, place)


def settled(store: Store, platform: str, account: str, room: str, direct: bool) -> Speaker | None:
    """As `recognise`; a private room that is new is the person's from now on."""
    speaker = recognise(store, platform, account, room, direct)
    if speaker is not None and speaker.moved:
        store.directory.remember_remote(speaker.room.id, room)
    return speaker


def _at_console(store: Store, id: str, room: str) -> Speaker | None:
    """In the terminal a person speaks in any room of the directory; answers come back there."""
    person = store.directory.person(id)
    if person is None:
        return None
    place = store.directory.room(room) if room != id else console_room(id)
    return Speaker(person, replace(place, platform=CONSOLE, remote=room)) if place else None


def console_room(person: str) -> Room:
    """The terminal in front of one person: as private as an encrypted direct room."""
    return Room(
        f"{CONSOLE}:{person}",
        CONSOLE,
        person,
        None,
        Sees.DIRECT,
        Tlp.AMBER_STRICT,
        person=person,
    )


def call_of(
    store: Store,
    speaker: Speaker,
    now: datetime,
    wanted: str | None,
    words: tuple[str, ...],
    group: str | None = None,
) -> Call:
    """The call: the group follows from the room, the ids in the line, or the only group there is.

    Raises `Refused` when the person has several hats and did not say which (`as=`).
    """
    hats = tuple(store.directory.credentials(speaker.person.id, now))
    groups = dict.fromkeys(hat.group for hat in hats)
    chosen = speaker.room.group or group or _group_of_ids(store, words, groups)
    if wanted and hats:  # who holds nothing any more is told that, and not which hat is meant
        hats = _wearing(hats, wanted)
        groups = dict.fromkeys(hat.group for hat in hats)
    if chosen is None and len(groups) > 1:
        raise Refused("form", Said("form.which_group", hats=hat_words(hats)))
    chosen = chosen or next(iter(groups), None)
    found = store.directory.group(chosen) if chosen else None
    if found is None:
        raise Refused("mandate", Said("form.no_hat"))
    mine = tuple(hat for hat in hats if hat.group == found.id)
    if not mine:
        raise Refused("mandate", Said("form.no_hat"))
    if len({hat.party or hat.organisation for hat in mine}) > 1:
        raise Refused("form", Said("form.which_hat", hats=hat_words(mine)))
    return Call(person=speaker.person, hats=mine, group=found, room=speaker.room, now=now)


def clock_call(
    store: Store,
    group: str,
    now: datetime,
    event: str = "",
    generation: int = 0,
    performed_at: datetime | None = None,
) -> Call:
    """The call of a deadline that fell due; `event` names its falling due for good."""
    found = store.directory.group(group)
    if found is None:
        raise LookupError(group)
    hat, room = _at_the_clock(group)
    return Call(
        person=CLOCK,
        hats=(hat,),
        group=found,
        room=room,
        now=now,
        event=event,
        performed_at=performed_at,
        generation=generation,
    )


@cache
def _at_the_clock(group: str) -> tuple[Credential, Room]:
    """The clock's hat in a group, which never ends, and the place where it speaks."""
    always = datetime.min.replace(tzinfo=UTC)
    hat = Credential("clock", "clock", group, Role.CLOCK, None, None, False, always, None, "")
    return hat, Room("clock", "clock", None, group, Sees.OPERATORS, Tlp.RED)


def _group_of_ids(store: Store, words: tuple[str, ...], groups: Container[str]) -> str | None:
    """The group of the first thing that is named; things of others' groups are as nothing."""
    for word in words:
        identifier = ids.read(word)
        thing = store.things.find(identifier) if identifier else None
        if thing is not None and thing.group in groups:
            return thing.group
    return None


def _wearing(hats: tuple[Credential, ...], wanted: str) -> tuple[Credential, ...]:
    """The hats that `as=` names: a credential, a role, a party, an organisation or a group."""
    word = wanted.casefold()
    found = tuple(
        hat
        for hat in hats
        if word
        in {
            str(name).casefold()
            for name in (hat.id, hat.role.value, hat.party, hat.organisation, hat.group)
            if name
        }
    )
    if not found:
        raise Refused("form", Said("form.unknown_hat", typed=wanted[:40], hats=hat_words(hats)))
    return found


def hat_words(hats: tuple[Credential, ...]) -> tuple[Said, ...]:
    """These hats as words: role, for whom, in which group."""
    return tuple(
        Said(
            "form.hat",
            role=Said(f"role.{hat.role.value}"),
            whom=hat.party or hat.organisation or hat.group,
            group=hat.group,
            word=hat.id,
        )
        for hat in hats
    )
