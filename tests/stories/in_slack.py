"""Slack for an installation's people: its server, the bot's settings for it, and delegates."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress

from bot.demo.served import free_port
from bot.demo.slack import Mode, directory
from bot.demo.slack.install import LACKS
from bot.demo.slack.workspace import BOT
from bot.steady import utc_now
from storage.store import Store
from tests.servers.slack import Person, Seen, World, slack
from tests.stories.delegate import DIRECT
from tests.stories.live_bot import LiveBot

_SECTION = """
[slack]
team = "{team}"
bot_token = "{bot_token}"
app_token = "{app_token}"
signing_secret = "{signing_secret}"
mode = "{mode}"
port = {port}
api_url = "{api_url}"
lacks = [{lacks}]
store = "{folder}/slack"
"""


class SlackDelegate:
    """A person of the directory in Slack; rooms are named as in the directory."""

    def __init__(self, id: str, person: Person, bot: LiveBot, rooms: dict[str, str]) -> None:
        self.id, self.person, self._bot, self._rooms = id, person, bot, rooms

    def channel(self, room: str) -> str:
        return self.person.direct if room == DIRECT else self._rooms[room]

    async def types(self, room: str, line: str) -> None:
        """Type `/comity …` in a room."""
        await self.person.command(line, self.channel(room))

    async def says(self, room: str, line: str, thread: str | None = None) -> str:
        """Write to the bot: alone, or with a mention in a room or thread."""
        if room == DIRECT:
            return await self.person.tell_bot(line)
        return await self.person.say(self.channel(room), f"@Comity {line}", thread)

    async def clicks(self, words: str, seen: Seen) -> None:
        await self.person.click(words, seen)

    async def hears(
        self, words: str | Callable[[Seen], bool], room: str, timeout: float = 60
    ) -> Seen:
        """Wait until the bot says these words here."""
        fits = words if callable(words) else lambda m: words in m.words
        place = self.channel(room)
        try:
            return await self.person.sees(place, lambda m: m.user == BOT and fits(m), timeout)
        except AssertionError as fault:
            raise AssertionError("\n".join([str(fault), *self._bot.log[-8:]])) from None

    async def gets(self, words: str, timeout: float = 60) -> Seen:
        """Wait for the bot's words to this person alone, wherever in Slack."""
        try:
            return await self.person.gets(words, timeout)
        except TimeoutError:
            shown = [m.words for c in self.person.page.channels for m in self.person.told(c)]
            told = [f"{self.id} was never told {words!r}, but:", *shown, *self._bot.log[-8:]]
            raise AssertionError("\n".join(told)) from None

    async def makes(self, room: str, line: str, kind: str) -> str:
        """Type a line that makes something; gives its id, which the private answer names."""
        fresh = re.compile(rf"{kind}-[0-9A-Z]{{9}}")
        before = {m.ts for m in self._alone()}
        await self.types(room, line)

        def found() -> list[str]:
            new = [m for m in self._alone() if m.ts not in before]
            return [id for m in new for id in fresh.findall(m.words)]

        await self.person.page.until(lambda: bool(found()), 60)
        return found()[0]

    def told(self, room: str) -> list[Seen]:
        """What the bot says here, in order."""
        return self.person.told(self.channel(room))

    def repeats(self, room: str) -> list[str]:
        """What the bot said here more than once."""
        said = Counter(message.words for message in self.told(room) if not message.private)
        return [words for words, times in said.items() if times > 1]

    def _alone(self) -> list[Seen]:
        page = self.person.page
        said = [m for channel in page.channels for m in self.person.told(channel)]
        return [m for m in said if m.private or page.channels[m.channel]["is_im"]]


class InSlack:
    """The workspace of one installation; `open` before the bot starts."""

    world: World

    def __init__(self, bot: LiveBot, mode: Mode) -> None:
        self._bot, self._mode = bot, mode
        self._ports: list[int] = []
        self._stack = AsyncExitStack()
        self._ids: dict[str, str] = {}
        self._rooms: dict[str, str] = {}

    async def open(self) -> World:
        """Start Slack with the people and channels of the directory, and tell the bot of it."""

        def known(store: Store) -> tuple[dict[str, str], dict[str, str]]:
            people = store.directory.everybody()
            accounts = {one.id: store.directory.account_of(one.id, "slack") for one in people}
            rooms = {r.id: r.remote for r in store.directory.rooms() if r.platform == "slack"}
            return _local(accounts), _local(rooms)

        self._ids, self._rooms = await self._bot.look(known)
        users = await self._bot.look(lambda store: directory.users(store, utc_now()))
        channels = await self._bot.look(lambda store: directory.channels(store, utc_now()))
        place = self._bot.folder / "slack-server"
        self.world = await self._stack.enter_async_context(slack(place, users, channels))
        self._bot.more += self.section()
        return self.world

    def section(self) -> str:
        """The settings of a process of the bot; Slack tells all of them in turn."""
        port = free_port()
        self._ports.append(port)
        if self._mode is Mode.HTTP:
            self.world.listens(*(f"http://127.0.0.1:{one}/slack/events" for one in self._ports))
        return _SECTION.format(
            team=self.world.team,
            bot_token=self.world.bot_token,
            app_token=self.world.app_token,
            signing_secret=self.world.signing_secret,
            mode="http" if self._mode is Mode.HTTP else "socket",
            port=port,
            api_url=self.world.api_url,
            lacks=", ".join(f'"{one}"' for one in sorted(LACKS)),
            folder=self._bot.folder,
        )

    def person(self, id: str) -> SlackDelegate:
        """This person, at Slack's page."""
        return SlackDelegate(id, self.world.person(self._ids[id]), self._bot, self._rooms)

    async def listening(self) -> None:
        """Wait until Slack can reach the bot."""
        if self._mode is Mode.SOCKET:
            await self.world.links.connected(1)
            return
        async with asyncio.timeout(30):
            while True:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", self._ports[0])
                    writer.close()
                    return
                await asyncio.sleep(0.05)

    async def close(self) -> None:
        await self._stack.aclose()


def _local(addresses: dict[str, str | None]) -> dict[str, str]:
    """Ids within the workspace, of those that have one."""
    return {name: one.partition(":")[2] for name, one in addresses.items() if one}
