"""One installation in Slack alone."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.demo.slack import Mode
from bot.steady import utc_now
from storage.outbox import State
from storage.store import Store
from tests.servers.slack import World
from tests.stories.in_slack import InSlack, SlackDelegate
from tests.stories.live_bot import LiveBot

DIRECTORY = Path(__file__).parent / "roundtable.toml"
TABLE = "table"
PACE = timedelta(seconds=3)
"""What is sent later waits for the morning, not for its turn in the channel."""


class SlackTown:
    """The roundtable's installation, and the people of it."""

    slack: World
    directory = DIRECTORY

    def __init__(
        self, folder: Path, url: str, mode: Mode, bot: LiveBot | None = None, *, grace: int = 0
    ) -> None:
        """`grace` are the seconds that a poll waits for what was sent in time."""
        self.bot = bot or LiveBot("", "", folder, url)
        self.now = utc_now
        self._there = InSlack(self.bot, mode)
        self._grace = grace

    async def settle(self) -> None:
        """Install the bot, and start it."""
        self.bot.folder.mkdir(parents=True, exist_ok=True)
        directory = self.bot.folder / "directory.toml"
        text = self.directory.read_text(encoding="utf-8")
        text = text.replace("grace_seconds = 0", f"grace_seconds = {self._grace}")
        directory.write_text(text, encoding="utf-8")
        await self.bot.install(directory)
        self.slack = await self._there.open()
        await self.start()

    async def start(self) -> None:
        await self.bot.start()
        await self._there.listening()

    def person(self, id: str) -> SlackDelegate:
        return self._there.person(id)

    async def quiet(self) -> None:
        """Wait until all was told, heard, performed, and sent that can be sent now."""

        def busy(store: Store) -> bool:
            if store.receipts.waiting_since() or store.cards.next_at():
                return True
            if {State.SENDING, State.AMBIGUOUS} & store.outbox.waiting().keys():
                return True
            at = store.outbox.earliest(("slack",))
            return at is not None and at <= self.now() + PACE

        async with asyncio.timeout(60):
            await self.slack.quiet()
            while await self.bot.look(busy):
                await asyncio.sleep(0.1)

    async def close(self) -> None:
        await self.bot.stop()
        await self._there.close()
