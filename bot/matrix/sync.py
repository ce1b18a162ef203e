"""Our own sync loop: the token is kept only after all that came with it has its receipt."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from bot.matrix.crypto import Crypto
from bot.matrix.gap import fetch_gap, since_joining
from bot.matrix.hearing import Hearing
from bot.matrix.http import Homeserver, path
from bot.matrix.invites import Invites
from bot.matrix.joined import Joined
from bot.matrix.lanes import Lanes, Raw
from bot.matrix.session import Kept
from bot.matrix.settings import MatrixSettings
from bot.rooms import Busy, Impossible, Receive, RoomChanged, SignedOut, Unclear, Unreadable

log = logging.getLogger(__name__)
_TOKEN = "sync.json"  # noqa: S105 - the name of a file
_NOTHING = {"not_types": ["*"]}
_FILTER = json.dumps(
    {
        "presence": _NOTHING,
        "account_data": _NOTHING,
        "room": {
            "timeline": {"limit": 200},
            "state": {"lazy_load_members": False},
            "ephemeral": _NOTHING,
            "account_data": _NOTHING,
        },
    }
)
_FULL_OF_KEYS = 100  # a homeserver gives no more to-device messages in one sync
_BREATH, _LONGEST_PAUSE = 0.05, 0.25  # seconds
_FULL = 2_000  # more events than this wait for a receipt: nothing new is fetched


class Sync:
    """Reads one account's stream of events."""

    def __init__(
        self,
        server: Homeserver,
        crypto: Crypto,
        joined: Joined,
        kept: Kept,
        settings: MatrixSettings,
    ) -> None:
        self._server, self._crypto, self._joined, self._kept = server, crypto, joined, kept
        self._us, self._patience = settings.user, settings.patience
        self._hearing = Hearing(server, crypto, joined, settings)
        self._invites = Invites(server, settings)
        self._first: dict[str, Any] | None = None
        self._failures = 0

    async def start(self) -> None:
        """Learn the state of every room; at the very first start what was said before is past."""
        token = self._kept.read(_TOKEN).get("token")
        answer = await self._ask(token, full=True, seconds=0)
        if token is None:
            for room in answer.get("rooms", {}).get("join", {}).values():
                state = [e for e in room["timeline"].get("events", ()) if "state_key" in e]
                room["timeline"] = {"events": state, "limited": False}
            self._kept.write(_TOKEN, {"token": answer["next_batch"]})
        self._since = token
        self._learn(answer)
        self._first = answer
        await self._upkeep()

    async def listen(self, receive: Receive, changed: RoomChanged, unreadable: Unreadable) -> None:
        """Until cancelled; raises SignedOut when the homeserver no longer knows us."""

        async def hand(room: str, event: Raw, opened: Raw) -> None:
            await self._hearing.hand(receive, unreadable, room, event, opened)

        async def lose(room: str, event: Raw) -> None:
            await self._hearing.lose(unreadable, room, event)

        lanes = Lanes(self._opened, hand, lose, self._patience)
        if self._first is None:  # listening again: what had no receipt yet comes again
            await self.start()
        answer, self._first = self._first, None
        keys = 0
        while True:
            if answer is not None:
                await self._take(answer, lanes)
            await self._tell(changed)
            token = await lanes.drain(self._now(), more_keys=keys >= _FULL_OF_KEYS)
            if token:
                await asyncio.to_thread(self._kept.write, _TOKEN, {"token": token})
            self._server.contact.there = self._failures == 0 and not lanes.failing
            await self._upkeep()
            await self._invites.settle()
            if answer is not None and not len(lanes):
                await self._pause(answer)
            answer = await self._next(lanes)
            keys = self._learn(answer) if answer else 0

    def _learn(self, answer: dict[str, Any]) -> int:
        """Take in keys, state and invitations; gives how many keys came."""
        keys = self._crypto.absorb(answer)
        rooms = answer.get("rooms", {})
        for room, news in rooms.get("join", {}).items():
            events = [*news.get("state", {}).get("events", ()), *news["timeline"].get("events", ())]
            if self._joined.learn(room, events):
                self._crypto.rotate(room)
        for room in rooms.get("leave", {}):
            self._joined.forget(room)
        self._invites.note(rooms.get("invite", {}))
        return keys

    async def _take(self, answer: dict[str, Any], lanes: Lanes) -> None:
        """Line up what was written, with what the sync left out before it."""
        lined: list[tuple[str, Raw]] = []
        for room, news in answer.get("rooms", {}).get("join", {}).items():
            timeline = news["timeline"]
            events, newcomer = since_joining(timeline.get("events", []), self._us)
            if timeline.get("limited") and not newcomer and self._since:
                events = await self._gap(room, timeline["prev_batch"]) + events
            lined += [(room, event) for event in events if self._hearing.concerns(event)]
        self._since = answer["next_batch"]
        lanes.take(self._since, lined, self._now())

    async def _gap(self, room: str, before: str) -> list[Raw]:
        while True:
            try:
                return await fetch_gap(self._server, room, before, self._since or "", self._us)
            except SignedOut:
                raise
            except (Busy, Unclear) as failed:
                await self._rest(failed)

    def _opened(self, room: str, event: Raw) -> Raw | None:
        return self._crypto.unseal(room, event) if event["type"] == "m.room.encrypted" else event

    async def _tell(self, changed: RoomChanged) -> None:
        for room, security in self._joined.changes():
            try:
                await changed(room, security)
            except Exception as failed:  # noqa: BLE001 - it is told again after the next sync
                ids = {"room": room, "error": type(failed).__name__}
                log.error("matrix.security.untold", extra=ids)  # noqa: TRY400
            else:
                self._joined.told(room, security)
                log.info("matrix.security", extra={"room": room, "reasons": security.reasons})

    async def _upkeep(self) -> None:
        try:
            await self._crypto.upkeep()
        except SignedOut:
            raise
        except (Busy, Unclear, Impossible) as failed:
            log.warning("matrix.upkeep.failed", extra={"error": type(failed).__name__})

    async def _next(self, lanes: Lanes) -> dict[str, Any] | None:
        """The next sync, or None where none could be had: back off, but look after what waits."""
        if len(lanes) > _FULL:
            await asyncio.sleep(0.5)
            return None
        try:
            answer = await self._ask(self._since, full=False, seconds=0.5 if len(lanes) else 30)
        except SignedOut:
            log.critical("matrix.signed_out", extra={"account": self._us})
            raise
        except (Busy, Unclear, Impossible) as failed:
            await self._rest(failed)
            return None
        self._failures = 0
        return answer

    async def _pause(self, answer: dict[str, Any]) -> None:
        """Let what was heard be answered first: a sync costs the homeserver as much as a message.

        In a burst, what comes meanwhile comes with one sync.
        """
        if answer.get("rooms", {}).get("join"):
            await asyncio.sleep(_BREATH)
            await self._server.calm(_LONGEST_PAUSE)

    async def _rest(self, failed: Exception) -> None:
        self._failures += 1
        self._server.contact.there = False
        seconds = min(0.25 * 2**self._failures, 30.0)
        if isinstance(failed, Busy):
            seconds = max(seconds, min(failed.seconds, 60))
        log.warning(
            "matrix.sync.failed", extra={"error": type(failed).__name__, "seconds": seconds}
        )
        await asyncio.sleep(seconds)

    async def _ask(self, since: str | None, *, full: bool, seconds: float) -> dict[str, Any]:
        query = {"filter": _FILTER, "timeout": str(int(seconds * 1000))}
        if since:
            query["since"] = since
        if full:
            query["full_state"] = "true"
        return await self._server.ask("GET", path("sync"), query=query, seconds=seconds + 60)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
