"""One installation on both platforms: Synapse and Slack, each with a door that holds and spoils."""

from __future__ import annotations

import re
from pathlib import Path

from bot.demo.slack import Mode
from bot.demo.synapse import Synapse
from tests.servers.slack import World
from tests.stories.in_slack import InSlack, SlackDelegate
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

    def in_slack(self, id: str) -> SlackDelegate:
        """This person, at Slack's page."""
        return self._there.person(id)

    async def close(self) -> None:
        await super().close()
        await self._there.close()
