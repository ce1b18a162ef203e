"""The rooms are as the directory wants them: made, filled, and left by who belongs no more.

It is looked at when a platform starts, when the directory has changed, and now and then, for a hat
may end by itself. A stranger is nobody's to remove: the room loses its trust (T-11).
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.render.pages import text
from bot.render.reader import Reader
from bot.rooms import Busy, Impossible, Platform, Security, Unclear
from bot.steady import Now
from bot.trust import ABSENT
from commands.answer import alert
from commands.deployment import Deployment
from commands.seats import members
from coordination.parties import Room, Sees
from coordination.said import Said
from storage.database import Database
from storage.store import Store

_log = logging.getLogger("comity.furnish")
Look = Callable[[Platform, str, Security], Awaitable[None]]
"""Compares what a platform knows of a room (its remote id) with the directory."""


FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""How long a room is left in peace into which somebody cannot be invited."""


@dataclass(frozen=True)
class Rest:
    """A room into which one of these accounts cannot be invited, and when it is tried again."""

    accounts: frozenset[str]
    until: datetime
    length: timedelta = FIRST


class Furnish:
    """Remembers for each room who was last put there, so that little has to be asked."""

    def __init__(
        self, database: Database, deployment: Deployment, now: Now, us: dict[str, str], look: Look
    ) -> None:
        """`us` is our own account on each platform."""
        self._database, self._deployment, self._now = database, deployment, now
        self._us, self._look = us, look
        self._done: dict[str, frozenset[str]] = {}
        self._undone: set[str] = set()
        """Rooms with which something went wrong when they were last seen to."""
        self._rests: dict[str, Rest] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        """One at a time on each platform: two would make the same room twice."""

    async def begin(self, platform: Platform) -> None:
        """All rooms of a platform that has just started; what fails is done later."""
        await self._each(platform, anew=True)

    async def follow(self, platform: Platform) -> None:
        """Those whose people are others than when they were last seen to."""
        await self._each(platform, anew=False)

    async def judged(self, platform: Platform, remote: str, known: Security) -> Security:
        """What there is to judge of a room: whom we have yet to remove is no stranger there.

        Where somebody is told of who was put there and belongs there no more, the platform is
        asked once more: it may be how the room was before. Raises Busy or Unclear.
        """
        former, _ = await self._database.run(lambda s: self._former(s, platform, remote, known))
        if not former:
            return known
        try:
            known = await platform.security(remote, anew=True)
        except Impossible:
            return known
        _, due = await self._database.run(lambda s: self._former(s, platform, remote, known))
        return replace(known, present=known.present - due)

    def _former(
        self, store: Store, platform: Platform, remote: str, known: Security
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Who is there and belongs there no more; those of them whom we put there ourselves.

        The second are removed when the room is seen to next.
        """
        room = store.directory.room_by_remote(platform.name, remote)
        if room is None or room.sees is Sees.DIRECT:
            return frozenset(), frozenset()
        accounts = store.directory.accounts(platform.name)
        gone = known.present - _belong(store, room, accounts, self._now())
        former = gone & store.directory.ever_known(platform.name)
        return former, gone & self._done.get(room.id, frozenset())

    async def _each(self, platform: Platform, *, anew: bool) -> None:
        async with self._turns[platform.name]:
            await self._all(platform, anew=anew)

    async def _all(self, platform: Platform, *, anew: bool) -> None:
        wanted = await self._database.run(lambda store: _wanted(store, platform, self._now()))
        for room, accounts in wanted:
            same = self._done.get(room.id) == accounts and room.id not in self._undone
            if not anew and (same or self._rests_now(room, accounts)):
                continue
            if await self._tried(platform, room, accounts):
                self._done[room.id] = accounts
                self._undone.discard(room.id)
            else:
                self._undone.add(room.id)

    async def _tried(self, platform: Platform, room: Room, accounts: frozenset[str]) -> bool:
        try:
            return await self._furnished(platform, room, accounts)
        except (Busy, Unclear, Impossible) as fault:
            extra = {"room": room.id, "fault": type(fault).__name__}
            _log.warning("room_not_furnished", extra=extra)
            if isinstance(fault, Impossible):
                said = Said("operators.not_furnished", room=room.id, code=fault.code)
                await self._told(said, f"not_furnished:{room.id}:{fault.code}")
            return False

    def _rests_now(self, room: Room, accounts: frozenset[str]) -> bool:
        """Whether it was in vain with just these people a while ago."""
        rest = self._rests.get(room.id)
        return rest is not None and rest.accounts == accounts and self._now() < rest.until

    def _rested(self, room: Room, accounts: frozenset[str], *, refused: bool) -> None:
        """Note whether somebody cannot be invited: each time the room rests twice as long."""
        before = self._rests.pop(room.id, None)
        if refused:
            again = before is not None and before.accounts == accounts
            length = min(before.length * 2, LONGEST) if before and again else FIRST
            self._rests[room.id] = Rest(accounts, self._now() + length, length)

    async def _furnished(self, platform: Platform, room: Room, accounts: frozenset[str]) -> bool:
        """Make the room or put it right; whether everybody is where they belong."""
        if room.remote is None:
            await self._made(platform, room, accounts)
            return True
        known = await platform.security(room.remote)
        if ABSENT in known.reasons:  # said once, and not of everybody who cannot be invited
            raise Impossible("not_joined")
        present = known.present
        invited = [
            await self._moved(platform.invite, room, account, "invited")
            for account in accounts - present
        ]
        gone = present - accounts - {self._us.get(platform.name, "")}
        left = True
        if gone:
            left = await self._left(platform, room, gone)
        else:  # what was told of the room before it was ours was lost on us
            await self._look(platform, room.remote, known)
        self._rested(room, accounts, refused=left and not all(invited))
        return left and all(invited)

    async def _made(self, platform: Platform, room: Room, accounts: frozenset[str]) -> None:
        topic = text(Said("room.topic", label=room.ceiling), Reader(room.language))
        remote = await platform.make_room(room.name, topic, tuple(sorted(accounts)))
        await self._noted(room, lambda store: store.directory.remember_remote(room.id, remote))
        # What the platform told of the room while nobody knew it was lost on us.
        known = await platform.security(remote)
        await self._noted(room, lambda store: store.directory.note_security(room.id, known.reasons))

    async def _noted(self, room: Room, note: Callable[[Store], None]) -> None:
        """Note something of the room, unless an import has ended it meanwhile."""

        def work(store: Store) -> None:
            if store.directory.room(room.id) is not None:
                note(store)

        await self._database.run(work)

    async def _left(self, platform: Platform, room: Room, gone: Iterable[str]) -> bool:
        """Remove whom the directory knows, or knew; whoever else is there is a stranger."""
        name, remote = platform.name, room.remote or ""
        known = await self._database.run(lambda store: store.directory.ever_known(name))
        leaving = sorted(known.intersection(gone))
        removed = [
            await self._moved(platform.remove, room, account, "moved") for account in leaving
        ]
        kept = {account for account, moved in zip(leaving, removed, strict=True) if not moved}
        # From here on they are strangers: nobody knows that they will ever leave.
        self._done[room.id] = self._done.get(room.id, frozenset()) - kept
        if any(removed):
            said = Said("operators.removed", room=room.id, n=sum(removed))
            key = f"removed:{room.id}:{self._now().isoformat()}"
            await self._told(said, key)
        # Asked anew: news on its way may still tell that they are there.
        await self._look(platform, remote, await platform.security(remote, anew=True))
        return all(removed)

    async def _moved(
        self, move: Callable[[str, str], Awaitable[None]], room: Room, account: str, what: str
    ) -> bool:
        """Invite or remove one; operators are told once where the platform never will."""
        try:
            await move(room.remote or "", account)
        except Impossible as no:
            _log.warning(f"not_{what}", extra={"room": room.id, "code": no.code})
            said = Said(f"operators.not_{what}", room=room.id, account=account, code=no.code)
            await self._told(said, f"not_{what}:{room.id}:{account}")
            return False
        return True

    async def _told(self, said: Said, key: str) -> None:
        at, here = self._now(), self._deployment
        await self._database.run(lambda store: alert(store, said, key, at, here))


def _wanted(store: Store, platform: Platform, at: datetime) -> list[tuple[Room, frozenset[str]]]:
    """The platform's shared rooms, each with the accounts that belong there."""
    accounts = store.directory.accounts(platform.name)
    return [
        (room, _belong(store, room, accounts, at))
        for room in store.directory.rooms()
        if room.platform == platform.name
    ]


def _belong(store: Store, room: Room, accounts: Mapping[str, str], at: datetime) -> frozenset[str]:
    """The accounts of those who belong in a room."""
    return frozenset(accounts[who] for who in members(store, room, at) if who in accounts)
