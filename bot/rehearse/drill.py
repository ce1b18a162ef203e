"""The real bot on recording rooms, with a clock that is moved: rehearsals, console and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.recording import Recording, Shown
from bot.render.pages import text
from bot.render.reader import Reader
from bot.runtime import Runtime
from commands.deployment import Deployment
from commands.heard import Incoming
from commands.perform import Performed
from coordination.parties import Room, Sees
from storage.database import Database
from storage.store import Store


class Nowhere(Exception):
    """The person or the room of a step is not in the directory, or the person has no account."""


@dataclass(frozen=True)
class Act:
    """What the clock performed, at its own instant."""

    at: datetime
    performed: Performed


class Drill:
    """Speak as anybody, move the clock, and see what every room shows."""

    def __init__(
        self,
        database: Database,
        platforms: Iterable[str],
        start: datetime,
        told: Callable[[Shown], None] | None = None,
        *,
        previews: bool = False,
        run: str = "drill",
    ) -> None:
        self.now = start
        self.ahead = timedelta()
        """How far the clock was moved ahead of the machine's, where it follows that one."""
        self.shown: list[Shown] = []
        self._told = told
        self._run = run
        self._count = 0
        names = frozenset(platforms)
        rooms = {name: Recording(name, self._see) for name in names}
        deployment = Deployment(names, previews=previews, live=False)
        self.runtime = Runtime(database, rooms, deployment, lambda: self.now)

    def _see(self, shown: Shown) -> None:
        self.shown.append(shown)
        if self._told is not None:
            self._told(shown)

    async def open(self) -> None:
        """Give every room of the directory an id on its recording platform, and begin to send."""
        await self.runtime.database.run(_furnish)
        await self.begin()

    async def begin(self) -> None:
        """Begin to send, in rooms that have their ids from a drill before."""
        await self.runtime.sender.start()
        await self.runtime.receiver.perform_all()
        await self.runtime.sender.drain()

    async def say(
        self,
        person: str,
        room: str,
        text: str,
        *,
        event: str = "",
        answers: str | None = None,
        sent_at: datetime | None = None,
    ) -> Performed | None:
        """Speak in a room (`direct` is the person's own); None when it was not for the bot.

        `sent_at` is the platform's own trusted time, where it differs from the receipt's (DR-11).
        """
        self._count += 1
        incoming = await self.runtime.database.run(
            lambda store: _incoming(store, person, room, text)
        )
        name = event or f"{self._run}.{self._count}"
        done = await self.runtime.say(
            incoming._replace(event=name, answers=answers, sent_at=sent_at)
        )
        return done[0] if done else None

    async def react(self, person: str, room: str, id: str) -> Performed | None:
        """Put a sign on a room's newest message whose title has this id; None for no effect."""
        self._count += 1
        heard = await self.runtime.database.run(lambda store: _incoming(store, person, room, ""))
        there = [one for one in self.shown if one.room == heard.room and one.kind == "message"]
        signed = [one for one in there if id in one.text.partition("\n")[0]]
        if not signed:
            raise Nowhere(f"nothing of {id} stands in {room}")
        name = f"{self._run}.{self._count}"
        remote = signed[-1].edits or signed[-1].remote
        sign = heard._replace(event=name, text="", answers=remote, reaction=True)
        done = await self.runtime.say(sign)
        return done[0] if done else None

    async def until(self, instant: datetime) -> list[Act]:
        """Move the clock; everything due in between is performed in order, at its own instant."""
        acts: list[Act] = []
        while True:
            at = await self.runtime.next_instant()
            if at is None or at > instant:
                break
            self.now = max(self.now, at)
            acts += [Act(self.now, done) for done in await self.runtime.receiver.perform_all()]
            await self.runtime.sender.drain()
        self.now = instant
        acts += [Act(self.now, done) for done in await self.runtime.receiver.perform_all()]
        await self.runtime.sender.drain()
        return acts

    def whispers(self, room: str, account: str) -> list[Shown]:
        """What this account alone was shown in a shared room."""
        here = (one for one in self.shown if one.kind == "whisper" and one.room == room)
        return [one for one in here if one.to == account]

    def texts(self, room: str) -> list[str]:
        """What stands in a room now, in order; an edited message shows its newest words."""
        return list(standing(self.shown, room).values())


def standing(shown: Iterable[Shown], room: str) -> dict[str, str]:
    """The messages of a room by remote id, each with its newest words; redacted ones are gone."""
    found: dict[str, str] = {}
    for one in shown:
        if one.room != room or one.kind in ("mark", "whisper"):
            continue
        if one.kind == "redact":
            found.pop(one.edits or "", None)
        else:
            found[one.edits or one.remote] = one.text
    return found


def words(performed: Performed) -> str:
    """What the speaker was told, in English."""
    return text(performed.page, Reader(shared=False)) if performed.page else ""


def _furnish(store: Store) -> None:
    for room in store.directory.rooms():
        store.directory.note_security(room.id, ())
        if room.remote != room.id:
            store.directory.remember_remote(room.id, room.id)
    for person in store.directory.everybody():
        for platform in store.directory.platforms_of(person.id):
            room = store.directory.direct_room(person.id, platform)
            store.directory.remember_remote(room.id, f"direct:{person.id}", platform)


def _incoming(store: Store, person: str, room: str, text: str) -> Incoming:
    place = _place(store, person, room)
    account = store.directory.account_of(person, place.platform)
    if account is None or place.remote is None:
        raise Nowhere(f"{person} has no account where {room} is")
    direct = place.sees is Sees.DIRECT
    line = text if direct or text.startswith(("!", "/")) else f"!comity {text}"
    return Incoming(place.platform, "", account, place.remote, line, None, direct=direct)


def _place(store: Store, person: str, room: str) -> Room:
    known = store.directory.person(person)
    if known is None:
        raise Nowhere(f"{person} is not in the directory")
    if room == "direct":
        return store.directory.direct_room(person)
    found = store.directory.room(room)
    if found is None:
        raise Nowhere(f"{room} is not a room of the directory")
    return found
