"""Our device's keys: matrix-nio's Olm machine, the only part of nio that is used.

nio's own sync loses events and its own sharing marks a session as shared whatever the
homeserver answered, so both are done here; nio keeps the ratchets and their database.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import aiohttp
import nio
from nio.crypto import Olm
from nio.crypto.attachments import encrypt_attachment
from nio.store import SqliteStore
from peewee import PeeweeException  # type: ignore[import-untyped]

from bot.matrix.http import Homeserver, path
from bot.matrix.session import Kept
from bot.rooms import Busy, Nobody, SignedOut

log = logging.getLogger(__name__)
STORE = "crypto.db"
_NOBODY_SECONDS = 60.0  # the longest wait for the first person who signs in


class _Store(SqliteStore):  # type: ignore[misc]
    """nio's database; whom we trust is decided by rooms, so that no device is marked in it."""

    def is_device_verified(self, device: nio.crypto.OlmDevice) -> bool:
        """Without a look: nio would ask the disk about the sender of each message."""
        return False


class Crypto:
    """Encrypts what goes out, decrypts what comes in, for one device."""

    def __init__(
        self, server: Homeserver, kept: Kept, pickle_key: bytes, *, unread: bool = False
    ) -> None:
        """`unread`: seal also where nobody has a device yet."""
        self._unread = unread
        self._server = server
        self._kept = kept
        self._key = pickle_key
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._refreshing = asyncio.Lock()
        self._epochs: defaultdict[str, int] = defaultdict(int)
        self._shared_with: dict[str, frozenset[str]] = {}
        self._changed: set[str] = set()
        self._nobody: defaultdict[str, int] = defaultdict(int)
        """How often a message waited because nobody in its room had a device."""
        self._client: Any = None

    def open(self, user: str, device: str, token: str) -> None:
        """Load the keys of this device, or make them."""
        config = nio.AsyncClientConfig(
            store=_Store,
            store_name=STORE,
            pickle_key=self._key.hex(),
            store_sync_tokens=False,
            max_limit_exceeded=0,
            max_timeouts=0,
            request_timeout=30,
        )
        folder = str(self._kept.folder)
        self._client = nio.AsyncClient(self._server.address, user, device, folder, config)
        self._client.restore_login(user, device, token)
        self._olm = self._client.olm
        (self._kept.folder / STORE).chmod(0o600)

    def sign(self, text: str) -> str:
        """Our device's signature."""
        return str(self._olm.account.sign(text))

    # ── coming in ─────────────────────────────────────────────────────────────────────────────

    def absorb(self, sync: dict[str, Any]) -> int:
        """Take in the keys that a sync brings, before its messages; gives how many came.

        All in one transaction: a ratchet kept without the key it brought could not read it again.
        """
        events = sync.get("to_device", {}).get("events", [])
        try:
            with self._client.store.database.atomic():
                self._take_keys(events)
        except PeeweeException:
            self._olm = self._client.olm = self._from_disk()
            raise  # our own disk could not keep it: it must come again, with the same token
        self._olm.clear_verifications()
        self._olm.collect_key_requests()
        left = sync.get("device_one_time_keys_count", {}).get("signed_curve25519")
        if left is not None:
            self._olm.uploaded_key_count = left  # also at 0, which nio overlooks
        lists = sync.get("device_lists", {})
        moved = {*lists.get("changed", ()), *lists.get("left", ())}
        self._changed |= moved & self._olm.tracked_users
        return len(events)

    def _take_keys(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            try:
                self._olm.handle_to_device_event(nio.ToDeviceEvent.parse_event(event))
            except PeeweeException:
                raise
            except Exception as failed:  # noqa: BLE001 - a bad one must not keep the next from us
                ids = {"account": event.get("sender"), "error": type(failed).__name__}
                log.error("matrix.to_device.failed", extra=ids)  # noqa: TRY400

    def _from_disk(self) -> Olm:
        return Olm(self._client.user_id, self._client.device_id, self._client.store)

    def unseal(self, room: str, event: dict[str, Any]) -> dict[str, Any] | None:
        """The event inside an encrypted one, or None while its key is missing."""
        sealed = nio.Event.parse_event(event)
        if not isinstance(sealed, nio.MegolmEvent):
            return None
        sealed.room_id = room
        try:
            opened = self._client.decrypt_event(sealed)
        except Exception:  # noqa: BLE001 - no key, or anything else that a stranger made of it
            return None
        source: dict[str, Any] = opened.source
        return source

    async def upkeep(self) -> None:
        """What the Olm machine wants to ask or send after a sync."""
        client = self._client
        if client.should_upload_keys:
            await self._asked(client.keys_upload())
        if self._changed or client.should_query_keys:
            await self.refresh()
        if client.should_claim_keys:
            await self._asked(client.keys_claim(client.get_users_for_key_claiming()))
        if client.outgoing_to_device_messages:
            await client.send_to_device_messages()

    # ── going out ─────────────────────────────────────────────────────────────────────────────

    async def seal(
        self, room: str, kind: str, content: dict[str, Any], readers: Callable[[], list[str]]
    ) -> tuple[str, dict[str, Any]]:
        """Encrypt for every device of those who are in the room at this moment."""
        async with self._locks[room]:
            for _ in range(5):
                epoch = self._epochs[room]
                await self._share(room, readers())
                if epoch == self._epochs[room]:
                    return "m.room.encrypted", self._encrypted(room, kind, content)
                self._olm.outbound_group_sessions.pop(room, None)
        raise Busy(1)

    def seal_file(self, content: bytes) -> tuple[bytes, dict[str, Any]]:
        sealed, keys = encrypt_attachment(content)
        return sealed, keys

    def rotate(self, room: str) -> None:
        """Begin a new session with the next message: who is in the room has changed."""
        self._epochs[room] += 1
        self._olm.outbound_group_sessions.pop(room, None)

    async def refresh(self) -> None:
        """Ask for the devices of those of whom something changed."""
        async with self._refreshing:
            wanted = self._olm.users_for_key_query
            asked = self._changed | wanted
            if not asked:
                return
            wanted |= asked
            self._changed = set()
            try:
                answer = await self._asked(self._client.keys_query())
            except Busy:
                self._changed |= asked
                raise
            wanted -= asked  # also of those whose server did not answer: asked at the next sharing
        for room, readers in self._shared_with.items():
            if not readers.isdisjoint(answer.changed):
                self.rotate(room)

    async def _share(self, room: str, readers: list[str]) -> None:
        olm = self._olm
        if not olm.should_share_group_session(room) and not self._changed:
            return
        if olm.should_share_group_session(room):
            self._changed |= set(readers) - olm.tracked_users | self._without_device(readers)
        await self.refresh()
        if not olm.should_share_group_session(room):
            return
        self._somebody_reads(room, readers)
        missing = olm.get_missing_sessions(readers)
        if missing:
            await self._asked(self._client.keys_claim(missing))
        held = olm.outbound_group_sessions.get(room)
        if held is None or held.shared or held.expired:
            olm.create_outbound_group_session(room)
        session = olm.outbound_group_sessions[room]
        self._shared_with[room] = frozenset(readers)
        for receivers, body in olm.share_group_session_parallel(room, readers, True):
            await self._server.ask(
                "PUT", path("sendToDevice", "m.room.encrypted", str(uuid4())), body
            )
            session.users_shared_with.update(receivers)
        session.shared = True
        log.info(
            "matrix.session.shared", extra={"room": room, "devices": len(session.users_shared_with)}
        )

    def _without_device(self, readers: list[str]) -> set[str]:
        """Those of the readers, but us, of whom no device is known."""
        others = set(readers) - {self._client.user_id}
        return {one for one in others if not any(self._olm.device_store.active_user_devices(one))}

    def _somebody_reads(self, room: str, readers: list[str]) -> None:
        """Raises `Nobody` while nobody there has signed in: it could never be read (later)."""
        others = len(readers) - (self._client.user_id in readers)
        if others and not self._unread and len(self._without_device(readers)) == others:
            self._nobody[room] += 1
            raise Nobody(min(2.0 ** self._nobody[room], _NOBODY_SECONDS))
        self._nobody.pop(room, None)

    def _encrypted(self, room: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        sealed: dict[str, Any] = self._olm.group_encrypt(room, {"type": kind, "content": content})
        if "m.relates_to" in content:
            sealed["m.relates_to"] = content["m.relates_to"]  # the homeserver needs it in clear
        return sealed

    async def _asked(self, request: Awaitable[Any]) -> Any:
        try:
            answer = await request
        except (aiohttp.ClientError, TimeoutError, OSError) as lost:
            raise Busy(2) from lost  # only keys were asked for; the message is still here
        if isinstance(answer, nio.ErrorResponse):
            if answer.status_code == "M_UNKNOWN_TOKEN":
                raise SignedOut(answer.status_code)
            raise Busy((answer.retry_after_ms or 2000) / 1000)
        return answer

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client.store.database.close()  # nio leaves it open
