"""One installation on both platforms: Synapse and Slack, each with a door that holds and spoils."""

from __future__ import annotations

import re
from pathlib import Path

from bot.demo.slack import Mode
from bot.demo.synapse import Synapse
from tests.servers.slack import Held, World
from tests.stories.in_slack import InSlack, SlackDelegate
from tests.stories.live_bot import LiveBot
from tests.stories.proxy import Door
from tests.stories.town import Town


class Both(Town):
    """A town whose people have Slack too."""

    slack: World

    def __init__(
        self,
        synapse: Synapse,
        door: Door,
        folder: Path,
        url: str,
        *,
        mode: Mode = Mode.SOCKET,
        accepted: bool = True,
        slack_alone: tuple[str, ...] = (),
    ) -> None:
        """`accepted`: whether somebody has accepted that Slack can read what is written there.

        `slack_alone` are people without an account in Matrix.
        """
        super().__init__(synapse, door, folder, url)
        self.platforms = ("matrix", "slack")
        self._accepted, self._slack_alone = accepted, slack_alone
        self._there = InSlack(self.bot, mode)

    def adapted(self, text: str) -> str:
        for person in self._slack_alone:
            text = text.replace(f'matrix = "@{self.name(person)}:localhost"\n', "")
        return text if self._accepted else re.sub(r"(?m)^accepted = .*\n", "", text)

    async def before_start(self) -> None:
        """Start Slack with the people and channels of the directory."""
        self.slack = await self._there.open()

    async def listening(self) -> None:
        """Wait until Slack can reach the bot."""
        await self._there.listening()

    def beside(self) -> LiveBot:
        """Another process of this installation, which is not started yet."""
        first = self.bot
        section = self._there.section()
        return LiveBot(first.account, first.homeserver, first.folder, first.url, section, "other")

    async def killed(self) -> None:
        """The bot dies with whatever it had under way, and is started again."""
        await self.dies()
        await self.revived()

    async def dies(self, *held: Held) -> None:
        """The bot dies with whatever it had under way; what was held never reaches it."""
        await self.bot.kill()
        self.door.drop()
        for one in held:
            one.release(cut=True)

    async def revived(self) -> None:
        """It is started again."""
        await self.bot.start()
        await self.listening()

    def in_slack(self, id: str) -> SlackDelegate:
        """This person, at Slack's page."""
        return self._there.person(id)

    async def close(self) -> None:
        await super().close()
        await self._there.close()
