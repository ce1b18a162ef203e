"""The workspace that a directory describes: who has an account in it, and its channels."""

from __future__ import annotations

from datetime import datetime

from bot.demo.slack.workspace import TEAM, Channel, User
from commands.seats import members
from coordination.parties import Room
from storage.store import Store


def users(store: Store, at: datetime) -> list[User]:
    """Everybody with an account in the demonstration's workspace, named with their party."""
    found = []
    for person in store.directory.everybody():
        account = _user(store, person.id)
        hats = store.directory.credentials(person.id, at)
        party = next((hat.party for hat in hats if hat.party), None)
        name = f"{person.name} ({party})" if party else person.name
        if account:
            found.append(User(account, name, person.zone))
    return found


def channels(store: Store, at: datetime) -> list[Channel]:
    """The rooms of the directory that stand in the workspace, with those who belong there."""
    rooms = [room for room in store.directory.rooms() if room.platform == "slack"]
    here = [room for room in rooms if (room.remote or "").startswith(f"{TEAM}:")]
    return [_channel(store, room, at) for room in here if room.person is None]


def _channel(store: Store, room: Room, at: datetime) -> Channel:
    people = (_user(store, person) for person in members(store, room, at))
    id = (room.remote or "").partition(":")[2]
    return Channel(id, room.name, tuple(user for user in people if user), topic=room.ceiling.value)


def _user(store: Store, person: str) -> str | None:
    """The person's user id in this workspace; None where there is no account, or elsewhere."""
    team, _, user = (store.directory.account_of(person, "slack") or "").partition(":")
    return user if team == TEAM else None
