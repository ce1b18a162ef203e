"""Watches the security of rooms: at the start, at each event that tells of it, and regularly."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.rooms import Busy, RoomChanged, Unclear
from bot.slack.channels import Channels

log = logging.getLogger(__name__)
SURVEY_SECONDS = 600
"""Slack tells nobody that a member became a guest: everything is looked at again after this."""
AGAIN = 2.0

Rooms = Callable[[], Awaitable[tuple[str, ...]]]
"""Gives the remote ids of the rooms that the directory has here."""


class Watch:
    """Asks Slack about rooms and tells what it finds."""

    def __init__(self, channels: Channels, rooms: Rooms) -> None:
        self._channels, self._rooms = channels, rooms
        self._moved: dict[str, None] = {}
        self._wake = asyncio.Event()

    def moved(self, room: str) -> None:
        """Something happened to this room that its security may depend on."""
        self._moved[room] = None
        self._wake.set()

    async def run(self, changed: RoomChanged) -> None:
        """Until cancelled; what cannot be asked now is asked again."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._survey())
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._moved:
                    room = next(iter(self._moved))
                    if not await self._told(room, changed):
                        await asyncio.sleep(AGAIN)

    async def _told(self, room: str, changed: RoomChanged) -> bool:
        del self._moved[room]
        try:
            known = await self._channels.security(room, anew=True)
            await changed(room, known)
        except (Busy, Unclear) as fault:
            self._moved[room] = None  # behind the others
            log.warning(
                "slack.security.unasked", extra={"room": room, "fault": type(fault).__name__}
            )
            return False
        except Exception as failed:  # noqa: BLE001 - one room must not leave the others unwatched
            log.error("slack.security.untold", extra={"room": room, "error": type(failed).__name__})  # noqa: TRY400
            self._moved[room] = None
            return False
        log.info("slack.security", extra={"room": room, "reasons": known.reasons})
        return True

    async def _survey(self) -> None:
        while True:
            try:
                for room in await self._rooms():
                    self.moved(room)
            except Exception as failed:  # noqa: BLE001 - the database may be away for a while
                log.warning("slack.survey.failed", extra={"error": type(failed).__name__})
            await asyncio.sleep(SURVEY_SECONDS)
