"""The forms, read from the database: nothing is stored here."""

from __future__ import annotations

from typing import Any

from bot.receive import Now
from bot.slack.address import is_direct, parted
from bot.slack.forms import Line, Step
from bot.slack.incoming import NAME
from commands.deployment import Deployment
from commands.heard import Incoming
from storage.database import Database


class Reading:
    """What the Slack edge asks, answered from the store."""

    def __init__(
        self, database: Database, deployment: Deployment, lacks: frozenset[str], now: Now
    ) -> None:
        self._database, self._deployment = database, deployment
        self._lacks, self._now = lacks, now

    async def opening(self, heard: Incoming) -> dict[str, Any] | None:
        return None

    async def submitted(self, heard: Incoming, view: dict[str, Any]) -> Step | Line:
        return Step({"response_action": "clear"})

    async def acted(
        self, heard: Incoming, view: dict[str, Any], action: dict[str, Any]
    ) -> dict[str, Any] | None:
        return None

    async def options(self, heard: Incoming, body: dict[str, Any]) -> list[dict[str, Any]]:
        return []

    async def shortcut(self, body: dict[str, Any]) -> str:
        return "incident open"

    async def home(self, account: str) -> dict[str, Any] | None:
        return None

    async def rooms(self) -> tuple[str, ...]:
        """The remote ids of the shared rooms that the directory has here."""
        rooms = await self._database.run(lambda store: store.directory.rooms())
        return tuple(
            room.remote
            for room in rooms
            if room.platform == NAME and room.remote and not is_direct(parted(room.remote)[1])
        )
