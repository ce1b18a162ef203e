"""A roundtable with an operators' room in Slack, its bot within the test."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from bot.demo.slack import Mode
from tests.bot.monitor.bot_here import BotHere, Machine
from tests.servers.slack import World
from tests.stories.in_slack import SlackDelegate
from tests.stories.live_bot import LiveBot
from tests.stories.slack_town import DIRECTORY, TABLE, SlackTown

OPERATORS = "C0OPS"
_ROOM = """
[room.operators]
name = "operators"
platform = "slack"
sees = "operators"
ceiling = "TLP:GREEN"
remote = "T0COMITY:C0OPS"
"""
TITLE = "One number on two certificates"
MEASURE = "Every agency checks the number"


def operated() -> str:
    """The directory of the roundtable, with its operators."""
    return DIRECTORY.read_text(encoding="utf-8") + _ROOM


class Operated(ABC):
    """What its operators read, and its people in Slack."""

    bot: LiveBot
    slack: World

    @abstractmethod
    def person(self, id: str) -> SlackDelegate:
        """This person, at Slack's page."""

    async def heard_from(self, platform: str) -> None:
        """Wait until the bot has kept that this platform is there."""
        async with asyncio.timeout(60):
            while not await self.bot.look(lambda store: store.contacts.heard_at(platform)):
                await asyncio.sleep(0.1)

    async def told(self, words: str) -> None:
        """Wait until operators read this."""
        try:
            await until(lambda: any(words in one for one in self.read()))
        except TimeoutError:
            found = [f"operators never read {words!r}, but:", *self.read(), *self.bot.log[-8:]]
            raise AssertionError("\n".join(found)) from None

    async def told_more(self, words: str, before: int) -> None:
        """Wait until operators read this more often than before."""
        await until(lambda: self.read().count(words) > before)

    def read(self) -> list[str]:
        """All that operators have read, in order."""
        said = (call for call in self.slack.calls if call.method == "chat.postMessage")
        return [str(c.arguments["text"]) for c in said if c.arguments["channel"] == OPERATORS]

    async def polled(self, line: str) -> tuple[str, str]:
        """An incident whose measure is put to the agencies by this line; it, and the poll."""
        dario, bianca = self.person("dario"), self.person("bianca")
        opening = f"incident open IT past practices=IP-DOC now=yes {TITLE}"
        incident = await dario.makes(TABLE, opening, "INC")
        await bianca.types(TABLE, f"incident consult {incident}")
        await bianca.gets("the consultation is open")
        proposing = f"response unify {incident} IP-DOC reason=none {MEASURE}"
        response = await dario.makes(TABLE, proposing, "RES")
        return incident, await bianca.makes(TABLE, line.format(response), "POL")


class Roundtable(SlackTown, Operated):
    """All of it in Slack."""

    bot: BotHere

    def __init__(self, folder: Path, url: str, mode: Mode, *, grace: int = 0) -> None:
        super().__init__(folder, url, mode, BotHere("", "", folder, url), grace=grace)
        folder.mkdir(parents=True, exist_ok=True)
        self.directory = folder / "operated.toml"
        self.directory.write_text(operated(), encoding="utf-8")
        self.now = self.machine.now

    @property
    def machine(self) -> Machine:
        return self.bot.machine

    async def start(self) -> None:
        await super().start()
        await self.heard_from("slack")


async def until(there: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for it."""
    async with asyncio.timeout(seconds):
        while not there():
            await asyncio.sleep(0.05)
