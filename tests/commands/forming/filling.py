"""Somebody with a form in hand: where it is opened, what is filled in, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, TypeVar

from bot.rehearse.drill import Drill
from commands.deployment import Deployment
from commands.forming import Act, Carried, Opening, Review, Shape, Step, opening, submitted, widened
from commands.heard import Incoming
from storage.store import Store

T = TypeVar("T")
Read: TypeAlias = Callable[[Store, Incoming, Deployment, datetime], T]
LIVE = Deployment(frozenset({"matrix", "slack"}), live=False)


@dataclass(frozen=True)
class Hand:
    """One person in one room of a drill; `direct` and `slack` are the person's own rooms."""

    drill: Drill
    person: str
    room: str

    async def opens(self, line: str) -> Opening | None:
        """The form that a line opens here."""
        said = f"/comity {line}"
        return await self.reads(
            lambda s, here, d, now: opening(s, here._replace(text=said), d, now)
        )

    async def shape(self, line: str) -> Shape:
        """The form that a line opens here, which must have questions."""
        found = await self.opens(line)
        assert isinstance(found, Shape), found
        return found

    async def review(self, line: str) -> Review:
        """The review that a complete line opens here."""
        found = await self.opens(line)
        assert isinstance(found, Review), found
        return found

    async def submits(self, carried: Carried, **values: str) -> Step:
        """What comes of these answers."""
        kept = Carried.read(carried.text())
        return await self.reads(lambda s, here, d, now: submitted(s, here, kept, values, d, now))

    async def acts(self, carried: Carried, **values: str) -> str:
        """The line that these answers make."""
        step = await self.submits(carried, **values)
        assert isinstance(step, Act), step
        return step.line

    async def widens(self, carried: Carried, **values: str) -> Shape | None:
        """The form with everything that may be left out."""
        kept = Carried.read(carried.text())
        return await self.reads(lambda s, here, d, now: widened(s, here, kept, values, d, now))

    async def reads(self, read: Read[T]) -> T:
        """Run this as this person in this room."""
        now = self.drill.now
        return await self.drill.runtime.database.run(
            lambda store: read(store, self._here(store), LIVE, now)
        )

    def _here(self, store: Store) -> Incoming:
        if self.room in ("direct", "slack"):
            platform = "slack" if self.room == "slack" else None
            place = store.directory.direct_room(self.person, platform)
        else:
            found = store.directory.room(self.room)
            assert found is not None
            place = found
        account = store.directory.account_of(self.person, place.platform)
        assert account is not None
        assert place.remote is not None
        return Incoming(place.platform, "form", account, place.remote, "", None, unseen=True)


def names(shape: Shape) -> list[str]:
    """The questions of a form, in order."""
    return [asked.name for asked in shape.fields]


def text_of(value: object) -> str:
    """Every key and value of a sentence, to look for words in it."""
    return repr(value)
