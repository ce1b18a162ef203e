"""The demonstration, with people who write in it: what the README shows happened like this."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.demo.stage import Stage
from bot.serve import Service
from storage.store import Store
from tests.bot.matrix.person import MatrixPerson
from tests.bot.matrix.seen import Seen

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Scene:
    """A running demonstration; people sign in to it and write."""

    stage: Stage
    service: Service
    people: dict[str, MatrixPerson]

    async def person(self, name: str) -> MatrixPerson:
        """A person of the demonstration's directory, signed in."""
        if name not in self.people:
            account = f"@{name}:localhost"
            self.people[name] = await MatrixPerson.login(
                self.stage.synapse.url, account, self.stage.password
            )
        return self.people[name]

    async def room(self, name: str) -> str:
        """The id of a room of the directory, or of a person's own room with the bot."""

        def remote(store: Store) -> str | None:
            found = store.directory.room(name) or store.directory.direct_room(name, "matrix")
            return found.remote

        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:  # the bot makes a room when it first has something to say there
                found = await self.service.runtime.database.run(remote)
                if found is not None:
                    return found
                await asyncio.sleep(0.1)

    async def says(self, name: str, text: str, room: str, thread: str | None = None) -> None:
        """Write as this person, and wait until all that follows from it was sent."""
        person = await self.person(name)
        await person.say(await self.room(room), text, thread=thread)
        await asyncio.sleep(0.5)
        await self.quiet()

    async def shown(self, name: str, words: str, room: str) -> Seen:
        """Wait until this person sees these words; gives the message."""
        person = await self.person(name)
        return await person.sees(await self.room(room), lambda m: words in m.body)

    async def signed_off(self) -> None:
        """Everybody's client ends."""
        for person in self.people.values():
            await person.close()

    async def quiet(self) -> None:
        """Wait until all that was heard is performed, and all that it led to by now was sent."""
        runtime = self.service.runtime

        def busy(store: Store) -> bool:
            sends = store.outbox.earliest(runtime.deployment.platforms)
            waits = store.receipts.waiting_since() or store.cards.next_at()
            return waits is not None or (sends is not None and sends <= runtime.now())

        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if not await runtime.database.run(busy):
                    return
                await asyncio.sleep(0.1)


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    """The demonstration from its start to its end, in a folder of its own."""
    stage = Stage(folder, lambda _: None)
    async with contextlib.AsyncExitStack() as ending:
        ending.push_async_callback(asyncio.to_thread, stage.close)
        service = await stage.open(lambda _: None)
        ending.push_async_callback(service.close)
        ending.push_async_callback(_ended, asyncio.create_task(service.serve()))
        shown = Scene(stage, service, {})
        ending.push_async_callback(shown.signed_off)
        yield shown


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
