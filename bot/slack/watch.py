"""Watches the security of rooms: at the start, at each event that tells of it, and regularly.

Of a private channel that is made public Slack tells no app that does not read what people say in
it; so a channel is also looked at before something sensitive is shown there.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from bot.rooms import Busy, Nobody, RoomChanged, Unclear
from bot.slack.address import is_direct, parted
from bot.slack.channels import Channels

log = logging.getLogger(__name__)
SURVEY_SECONDS = 600
"""Everything is looked at again after this: events may be lost while nobody listens."""
FRESH_SECONDS = 10
"""So long a look holds before something sensitive is shown. Slack allows about fifty a minute."""
AGAIN = 2.0

Rooms = Callable[[], Awaitable[tuple[str, ...]]]
"""Gives the remote ids of the rooms that the directory has here."""
Own = Callable[[str], Awaitable[str | None]]
"""Gives the remote id of the direct room of an account that the directory has."""


class Watch:
    """Asks Slack about rooms and tells what it finds."""

    def __init__(self, channels: Channels, rooms: Rooms, own: Own) -> None:
        self._channels, self._rooms, self._own = channels, rooms, own
        self._moved: dict[str, None] = {}
        self._wake = asyncio.Event()
        self._changed: RoomChanged | None = None
        self._present: dict[str, frozenset[str]] = {}
        """Who was last seen in a room."""
        self._looked: dict[str, float] = {}
        """Until when (`time.monotonic`) a room counts as looked at and safe."""

    def moved(self, room: str) -> None:
        """Something happened to this room that its security may depend on."""
        self._moved[room] = None
        self._wake.set()

    async def became(self, account: str) -> None:
        """An account became a guest, or ceased to be one: wherever it is, is looked at."""
        for room, present in self._present.items():
            if account in present:
                self.moved(room)
        own = await self._own(account)
        if own is not None:
            self.moved(own)

    async def safe(self, room: str) -> None:
        """Look at a channel before something sensitive is shown in it, unless that was just done.

        What is not safe is told as any change is, which freezes the room (T-11). Raises Nobody
        then, and Busy where Slack does not say: nothing was shown.
        """
        now = time.monotonic()
        if is_direct(parted(room)[1]) or now < self._looked.get(room, 0.0):
            return
        try:
            known = await self._channels.security(room)
        except Unclear as fault:
            raise Busy(AGAIN) from fault
        if not known.safe:
            if self._changed is not None:
                await self._changed(room, known)
            raise Nobody(AGAIN)
        self._looked[room] = now + FRESH_SECONDS

    async def run(self, changed: RoomChanged) -> None:
        """Until cancelled; what cannot be asked now is asked again."""
        self._changed = changed
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._survey())
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._moved:
                    room = next(iter(self._moved))
                    await asyncio.sleep(await self._told(room, changed))

    async def _told(self, room: str, changed: RoomChanged) -> float:
        """Look and tell; gives for how many seconds Slack is to be left alone then."""
        del self._moved[room]
        try:
            known = await self._channels.security(room, anew=True)
            self._present[room] = known.present
            await changed(room, known)
        except (Busy, Unclear) as fault:
            self._moved[room] = None  # behind the others
            log.warning(
                "slack.security.unasked", extra={"room": room, "fault": type(fault).__name__}
            )
            return max(AGAIN, getattr(fault, "seconds", 0.0))
        except Exception as failed:  # noqa: BLE001 - one room must not leave the others unwatched
            log.error("slack.security.untold", extra={"room": room, "error": type(failed).__name__})  # noqa: TRY400
            self._moved[room] = None
            return AGAIN
        log.info("slack.security", extra={"room": room, "reasons": known.reasons})
        return 0.0

    async def _survey(self) -> None:
        while True:
            try:
                for room in await self._rooms():
                    self.moved(room)
            except Exception as failed:  # noqa: BLE001 - the database may be away for a while
                log.warning("slack.survey.failed", extra={"error": type(failed).__name__})
            await asyncio.sleep(SURVEY_SECONDS)
