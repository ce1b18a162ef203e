"""A roundtable of which one member, and one operator, are on Matrix; its homeserver can go away."""

from __future__ import annotations

from pathlib import Path

from bot.demo.slack import Mode
from bot.demo.synapse import Synapse
from tests.bot.monitor.bot_here import BotHere, Machine
from tests.bot.monitor.roundtable import Operated, operated
from tests.stories.both import Both
from tests.stories.in_slack import InSlack, SlackDelegate
from tests.stories.proxy import Door

IN_MATRIX, IN_BOTH = "rt-it", ("table", "operators", "rt-it", "ops")
STEP = 50.0
"""Seconds that pass between two looks: after a longer pause the machine counts as asleep."""
_MORE = """
[room.rt-it]
name = "Italian national roundtable"
platform = "matrix"
group = "it-rt"
sees = "parties"
ceiling = "TLP:AMBER+STRICT"

[room.ops]
name = "Operators"
platform = "matrix"
sees = "operators"
ceiling = "TLP:GREEN"

[person.op1]
name = "Otto"
zone = "Europe/Rome"
matrix = "@op1:{server}"
hats = [{ group = "it-rt", roles = ["sysadmin"], reference = "Contract 2025-04" }]
"""


class HalfAway(Both, Operated):
    """Chiara and Otto are on Matrix; the others, and other operators, in Slack."""

    bot: BotHere

    def __init__(self, synapse: Synapse, door: Door, folder: Path, url: str) -> None:
        super().__init__(synapse, door, folder, url)
        self.machine = Machine()
        self.bot = BotHere(self.bot.account, door.url, folder, url, machine=self.machine)
        self._there = InSlack(self.bot, Mode.SOCKET)
        self.now = self.machine.now

    def directory(self) -> str:
        text = operated().replace('slack = "T0COMITY:U0CHIARA"', 'matrix = "@cwa1:{server}"')
        terms = "grace_seconds = 0\nsilence_hours = 0\nsilence_working_days = 0"
        return text.replace("grace_seconds = 0", f"{terms}\nsilence_agreed = true") + _MORE

    def person(self, id: str) -> SlackDelegate:
        return self.in_slack(id)

    async def passes(self, minutes: float) -> None:
        """Let so much time pass, in which the bot looks at its platforms all the while."""
        for _ in range(round(minutes * 60 / STEP)):
            self.machine.passes(STEP / 60)
            await self.bot.service._watch.look()
