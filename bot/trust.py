"""The security of rooms, watched: what becomes known of a room freezes it at once (T-11)."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from bot.few import Few
from bot.rooms import Busy, Impossible, Platform, Security, Unclear
from bot.steady import Now
from commands.answer import alert
from commands.deployment import Deployment
from commands.frozen import tell
from commands.seats import members
from coordination.parties import Room, Sees
from coordination.said import Said
from storage.database import Database
from storage.store import Store

_log = logging.getLogger("comity.trust")
STRANGER = "room.stranger"
UNSEALED = "room.not_encrypted"
ABSENT = "room.not_joined"
ASKED_SECONDS = 5.0
"""So long a platform may take to say how a room is; then what was told of it stands."""


async def as_it_is(
    platform: Platform, remote: str, known: Security, seconds: float = ASKED_SECONDS
) -> Security:
    """What speaks against a room, asked of its platform once more where that is encryption alone.

    While we make a room it is told of before it is encrypted, and is one of ours by the time that
    this is looked at; no room loses its encryption. For everything else, and without an answer,
    the room is frozen for what was told.
    """
    if known.reasons != (UNSEALED,):
        return known
    try:
        async with asyncio.timeout(seconds):
            now = await platform.security(remote, anew=True)
    except (Busy, Unclear, Impossible, TimeoutError):
        return known
    return replace(known, safe=now.safe, reasons=now.reasons)


class Trust:
    """Compares what a platform knows of its rooms with what the directory says."""

    def __init__(
        self, database: Database, deployment: Deployment, now: Now, us: dict[str, str]
    ) -> None:
        self._database = database
        self._deployment = deployment
        self._now = now
        self._us = us
        """Our own account on each platform."""
        self.few = Few(now)
        """Rooms of whose trust operators are told."""

    async def heard(self, platform: Platform, remote: str, known: Security) -> None:
        """Look at what a platform tells of a room; of one that is not ours nobody asks more."""
        if known.reasons == (UNSEALED,) and not await self._ours(platform.name, remote):
            return
        await self.look(platform.name, remote, await as_it_is(platform, remote, known))

    async def _ours(self, platform: str, remote: str) -> bool:
        room = await self._database.run(lambda s: s.directory.room_by_remote(platform, remote))
        return room is not None

    async def look(self, platform: str, remote: str, known: Security) -> None:
        """Freeze the room when it is not safe or holds somebody who does not belong in it."""
        frozen = await self._database.run(lambda store: self._judge(store, platform, remote, known))
        if frozen is not None:  # said once it is kept, so that whoever reads the log finds it so
            room, reasons = frozen
            _log.warning("room_frozen", extra={"room": room.id, "reasons": reasons})

    def _judge(
        self, store: Store, platform: str, remote: str, known: Security
    ) -> tuple[Room, tuple[str, ...]] | None:
        """The room that is frozen now, and why; None when nothing changes."""
        room = store.directory.room_by_remote(platform, remote)
        if room is None:
            return None
        reasons = known.reasons
        if room.sees is Sees.DIRECT and reasons == (ABSENT,):
            store.directory.lose(room.id)  # its person may have put us out of it
            return None
        if known.present and self._strangers(store, room, known.present):
            reasons = (*reasons, STRANGER)
        store.directory.note_security(room.id, reasons)
        if not reasons or not room.trusted:
            return None
        self._freeze(store, room, reasons)
        return room, reasons

    def _strangers(self, store: Store, room: Room, present: frozenset[str]) -> frozenset[str]:
        """Accounts in the room that the directory does not put there."""
        people = (room.person,) if room.sees is Sees.DIRECT else members(store, room, self._now())
        accounts = {
            store.directory.account_of(person, room.platform) for person in people if person
        }
        return present - accounts - {self._us.get(room.platform, "")}

    def _freeze(self, store: Store, room: Room, reasons: tuple[str, ...]) -> None:
        now = self._now()
        store.directory.set_trusted(room.id, trusted=False, reason=reasons[0], at=now)
        store.cards.again(room.id, now)
        tell(store, room, reasons, now, self._deployment)
        if not self.few.alone(room.id):
            return
        said = Said(
            "operators.room_frozen",
            room=room.id,
            reasons=tuple(Said(reason) for reason in reasons),
        )
        alert(store, said, f"frozen:{room.id}:{now.isoformat()}", now, self._deployment)
