"""Rooms: what each may hold, where it is, and whether it can still be trusted (T-10, T-11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from coordination.ceilings import OPEN, capped
from coordination.parties import Room, Sees
from coordination.tlp import Tlp
from storage.directory.memory import remembered
from storage.directory.rows import stands
from storage.directory.tables import place, room
from storage.directory.workspaces import Workspaces, acceptance

DIRECT = "direct:"
BY_HAND = "room.by_hand"
"""Why a room is frozen that somebody has frozen: a message key."""


class Rooms(Workspaces):
    """The rooms of groups, and every person's direct room."""

    @remembered
    def room(self, id: str) -> Room | None:
        """A room that stands in the register, or a person's direct room."""
        if id.startswith(DIRECT):
            person, _, platform = id.removeprefix(DIRECT).partition("@")
            return self.direct_room(person, platform or None) if self.person(person) else None
        row = self._first(_rooms().where(room.c.id == id))
        return _room(row) if row else None

    @remembered
    def room_by_remote(self, platform: str, remote: str) -> Room | None:
        """The room that a platform knows by this id."""
        there = (place.c.platform == platform) & (place.c.remote == remote)
        id = self.connection.scalar(select(place.c.room).where(there))
        return self.room(id) if id else None

    @remembered
    def rooms(self, group: str | None = None) -> tuple[Room, ...]:
        """The rooms of a group, or all, without direct rooms; by id."""
        query = _rooms() if group is None else _rooms().where(room.c.group == group)
        return tuple(map(_room, self.rows(query.order_by(room.c.id))))

    @remembered
    def direct_room(self, person: str, platform: str | None = None) -> Room:
        """A person's private room with the bot; its `remote` is None until it is made.

        Without a platform: the encrypted one where the person has an account there.
        Raises KeyError for an unknown person.
        """
        somebody = self.person(person)
        if somebody is None:
            raise KeyError(person)
        where = platform or self._home(person)
        id = f"{DIRECT}{person}" if where not in OPEN else f"{DIRECT}{person}@{where}"
        query = select(place).where(place.c.room == id)
        row = self._first(query.where(place.c.platform == platform) if platform else query)
        remote = row.remote if row else None
        account = self.account_of(person, where) if where in OPEN else None
        accepted = self.accepted_between(account, remote)
        return Room(
            id=id,
            platform=row.platform if row else where,
            remote=remote,
            group=None,
            sees=Sees.DIRECT,
            ceiling=capped(Tlp.AMBER_STRICT, where, accepted),
            person=person,
            language=somebody.language,
            trusted=row.trusted if row else True,
            name=somebody.name,
            accepted=accepted,
        )

    def remember_remote(self, id: str, remote: str, platform: str | None = None) -> None:
        """A room's own id on its platform; a room that had this id before has it no more.

        A private room that is another one now is trusted anew: what was held against the one before
        says nothing of it. What somebody froze by hand stays frozen.
        Raises KeyError when the directory knows no such room.
        """
        known = self.room(id)
        if known is None:
            raise KeyError(id)
        where = platform or known.platform
        before = (place.c.platform == where) & (place.c.remote == remote) & (place.c.room != id)
        self.connection.execute(update(place).where(before).values(remote=None))
        other = known.sees is Sees.DIRECT and known.remote not in (None, remote)
        self._put(id, where, remote=remote, **(self._anew(id) if other else {}))

    def lose(self, id: str) -> None:
        """We are in a private room no more: there is another one as soon as it is needed.

        Raises KeyError for an unknown room.
        """
        known = self.room(id)
        if known is None:
            raise KeyError(id)
        self._put(id, known.platform, remote=None, **self._anew(id))

    def _anew(self, id: str) -> dict[str, Any]:
        """What stands of a private room's trust when it is another one."""
        if self.distrust(id) == BY_HAND:
            return {}
        return {"trusted": True, "reason": None, "since": None, "unsafe": []}

    def set_trusted(self, id: str, trusted: bool, reason: str, at: datetime) -> None:
        """Freeze or free a room; `reason` is a message key. Raises KeyError for an unknown room."""
        known = self.room(id)
        if known is None:
            raise KeyError(id)
        self._put(id, known.platform, trusted=trusted, reason=reason, since=at)

    def distrust(self, id: str) -> str | None:
        """Why a room is frozen, or None while it is trusted."""
        query = select(place.c.reason).where(place.c.room == id, place.c.trusted.is_(False))
        return self.connection.scalar(query)

    def frozen_since(self, id: str) -> datetime | None:
        """When the room was frozen, or None while it is trusted."""
        query = select(place.c.since).where(place.c.room == id, place.c.trusted.is_(False))
        return self.connection.scalar(query)

    def note_security(self, id: str, reasons: tuple[str, ...]) -> None:
        """Why the platform now holds the room for unsafe (message keys), or nothing against it.

        Raises KeyError for an unknown room.
        """
        known = self.room(id)
        if known is None:
            raise KeyError(id)
        if self.security(id) != reasons:
            self._put(id, known.platform, unsafe=list(reasons))

    def security(self, id: str) -> tuple[str, ...] | None:
        """What was last noted of the room's security; None while the platform has said nothing."""
        reasons = self.connection.scalar(select(place.c.unsafe).where(place.c.room == id))
        return None if reasons is None else tuple(reasons)

    def _home(self, person: str) -> str:
        platforms = self.platforms_of(person)
        encrypted = [name for name in platforms if name not in OPEN]
        return next(iter((*encrypted, *platforms)), "matrix")

    def _put(self, id: str, platform: str, **values: Any) -> None:
        self.changed()
        mine = update(place).where(place.c.room == id).values(platform=platform, **values)
        if self.connection.execute(mine).rowcount == 0:
            row = {"room": id, "platform": platform, "trusted": True, **values}
            self.connection.execute(insert(place).values(row))


def _rooms() -> Select[Any]:
    joined = room.outerjoin(place, place.c.room == room.c.id)
    columns = (room, place.c.remote.label("found"), place.c.trusted)
    return select(*columns).select_from(joined).where(stands(room))


def _room(row: Row[Any]) -> Room:
    accepted = acceptance(row.accepted)
    return Room(
        id=row.id,
        platform=row.platform,
        remote=row.found or row.remote,
        group=row.group,
        sees=row.sees,
        ceiling=capped(row.ceiling, row.platform, accepted),
        party=row.party,
        language=row.language,
        trusted=row.trusted is not False,
        name=row.name,
        without=tuple(row.without),
        accepted=accepted,
    )
