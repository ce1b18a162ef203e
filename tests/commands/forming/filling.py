"""Somebody with a form in hand: where it is opened, what is filled in, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.rehearse.drill import Drill
from commands.deployment import Deployment
from commands.forming import Carried, Opening, Shape, Step, opening, submitted, widened
from commands.heard import Incoming
from storage.store import Store


@dataclass(frozen=True)
class Hand:
    """One person in one room of a drill."""

    drill: Drill
    person: str
    room: str

    async def opens(self, line: str) -> Opening | None:
        """The form that a line opens here."""
        return await self._run(
            lambda store, here, deployment, now: opening(
                store, replace(here, text=f"/comity {line}"), deployment, now
            )
        )

    async def shape(self, line: str) -> Shape:
        """The form that a line opens here, which must have questions."""
        found = await self.opens(line)
        assert isinstance(found, Shape), found
        return found

    async def submits(self, carried: Carried, **values: str) -> Step:
        """What comes of these answers."""
        return await self._run(
            lambda store, here, deployment, now: submitted(
                store, here, carried, values, deployment, now
            )
        )

    async def widens(self, carried: Carried, **values: str) -> Shape | None:
        """The form with everything that may be left out."""
        return await self._run(
            lambda store, here, deployment, now: widened(
                store, here, carried, values, deployment, now
            )
        )

    async def _run(self, read):  # type: ignore[no-untyped-def]
        def work(store: Store):  # type: ignore[no-untyped-def]
            return read(store, self._here(store), self._deployment, self._now)

        return await self.drill.runtime.database.run(work)

    @property
    def _deployment(self) -> Deployment:
        return Deployment(frozenset({"matrix", "slack"}), live=False)

    @property
    def _now(self) -> datetime:
        return self.drill.now

    def _here(self, store: Store) -> Incoming:
        if self.room == "direct":
            place = store.directory.direct_room(self.person)
        elif self.room == "slack":
            place = store.directory.direct_room(self.person, "slack")
        else:
            found = store.directory.room(self.room)
            assert found is not None
            place = found
        account = store.directory.account_of(self.person, place.platform)
        assert account is not None
        assert place.remote is not None
        return Incoming(place.platform, "form", account, place.remote, "", None)
