"""One installation with its people, on a homeserver that other stories use too."""

from __future__ import annotations

import asyncio
import re
import secrets
from importlib.resources import files
from pathlib import Path

import aiohttp

from bot.demo.synapse import Synapse
from bot.steady import utc_now
from coordination.parties import Room
from storage.outbox import State
from storage.store import Store
from tests.bot.matrix.person import MatrixPerson
from tests.stories.delegate import Delegate
from tests.stories.live_bot import LiveBot
from tests.stories.proxy import Door

DIRECTORY = Path(str(files("config"))) / "demo" / "directory.toml"
_ROOM = re.compile(r"^\[room\.([a-z-]+)\]\n(?:(?!^\[).*\n?)*", re.MULTILINE)
_ACCOUNT = re.compile(r'"@([a-z0-9-]+):\{server\}"')


class Town:
    """The demonstration's directory with accounts of its own, the bot, and a door between."""

    def __init__(self, synapse: Synapse, door: Door, folder: Path, url: str) -> None:
        self.synapse, self.door = synapse, door
        self._mark = secrets.token_hex(3)
        self.platforms: tuple[str, ...] = ("matrix",)
        self.people: list[Delegate] = []
        self.now = utc_now
        account = synapse.register(self.name("comity"), "secret")
        self.bot = LiveBot(account, door.url, folder, url)

    async def settle(self, rooms: tuple[str, ...]) -> None:
        """Install the bot with these rooms of the demonstration, and start it.

        Polls close without a time of grace: stories do not wait five minutes.
        """
        text = self.directory()
        text = text.replace("grace_seconds = 300", "grace_seconds = 0")
        text = _ROOM.sub(lambda m: m[0] if m[1] in rooms else "", text)
        text = _ACCOUNT.sub(lambda m: f'"@{self.name(m[1])}:localhost"', text)
        text = self.adapted(text)
        self.bot.folder.mkdir(parents=True, exist_ok=True)
        directory = self.bot.folder / "directory.toml"
        directory.write_text(text, encoding="utf-8")
        await self.bot.install(directory)
        await self.before_start()
        await self.bot.start()

    def directory(self) -> str:
        """Who is there, before accounts and rooms are this story's own."""
        return DIRECTORY.read_text(encoding="utf-8")

    def adapted(self, text: str) -> str:
        """The directory as this story needs it."""
        return text

    async def before_start(self) -> None:
        """Whatever else the bot needs to be there."""

    def beside(self) -> LiveBot:
        """Another process of this installation, which is not started yet."""
        first = self.bot
        return LiveBot(first.account, first.homeserver, first.folder, first.url, name="other")

    async def delegate(self, id: str, *rooms: str, listening: bool = True) -> Delegate:
        """This person signs in, joins these rooms, and waits for the bot to be there."""
        account = await asyncio.to_thread(self.synapse.register, self.name(id), "secret")
        client = await MatrixPerson.login(self.synapse.url, account, "secret", listening=listening)
        person = Delegate(id, client, self.bot)
        self.people.append(person)
        await person.joins(*rooms)
        return person

    async def gather(self, *ids: str, room: str) -> list[Delegate]:
        """These people sign in and join a room; each then knows that the others are there."""
        people = [await self.delegate(id, room) for id in ids]
        for person in people:
            for other in people:
                await person.client.waits_for(person.rooms[room], other.client.account)
        return people

    async def killed(self) -> None:
        """The bot dies with whatever it had under way, and is started again."""
        await self.bot.kill()
        self.door.drop()
        await self.bot.start()

    async def room(self, name: str) -> Room:
        """A room as the directory knows it now."""
        found = await self.bot.look(lambda store: store.directory.room(name))
        assert found is not None
        return found

    async def knows_as_safe(self, name: str) -> None:
        """Wait until the bot has learnt that nothing speaks against this room."""
        async with asyncio.timeout(30):
            while await self.bot.look(lambda store: store.directory.security(name)) != ():
                await asyncio.sleep(0.1)

    async def quiet(self) -> None:
        """Wait until all that was heard is performed, and all that can be sent now was sent."""

        def busy(store: Store) -> bool:
            if store.receipts.waiting_since() or store.cards.next_at():
                return True
            if {State.SENDING, State.AMBIGUOUS} & store.outbox.waiting().keys():
                return True
            at = store.outbox.earliest(self.platforms)  # later: for who has not signed in
            return at is not None and at <= self.now()

        async with asyncio.timeout(60):
            while await self.bot.look(busy):
                await asyncio.sleep(0.1)

    async def takes_power(self, person: Delegate, room: str) -> None:
        """The homeserver's operator gives this person the power over a room."""
        admin = self.synapse.register("admin", "secret", admin=True)
        signed_in = await MatrixPerson.login(self.synapse.url, admin, "secret", listening=False)
        url = f"{self.synapse.url}/_synapse/admin/v1/rooms/{person.rooms[room]}/make_room_admin"
        headers = {"Authorization": f"Bearer {signed_in._client.access_token}"}
        body = {"user_id": person.client.account}
        async with (
            aiohttp.ClientSession(headers=headers) as http,
            http.post(url, json=body) as answer,
        ):
            assert answer.status == 200, await answer.text()
        await signed_in.close()

    async def close(self) -> None:
        """Everybody signs off."""
        await self.bot.stop()
        for person in self.people:
            await person.client.close()

    def name(self, word: str) -> str:
        """A name that no other story has."""
        return f"{word}-{self._mark}"
