"""A person with an ordinary Matrix client (matrix-nio, end-to-end encrypted), for stories."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, Self
from uuid import uuid4

import aiohttp
import nio
from nio.store import SqliteMemoryStore

from tests.bot.matrix.seen import Seen

FILTER = {"room": {"timeline": {"limit": 500}}, "presence": {"not_types": ["*"]}}
MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
KEYLESS = {
    **MEGOLM,
    "sender_key": "a" * 43,
    "session_id": "b" * 43,
    "device_id": "GONE",
    "ciphertext": "c" * 64,
}
"""What nobody has the key to."""


class MatrixPerson:
    """Reads and writes like a person; made by `login`, ended by `close`.

    With `listening=False` no background sync runs: such a person only writes (for load).
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._messages: dict[str, list[Seen]] = {}
        self._shown: set[str] = set()
        self._closed: list[tuple[str, Any]] = []
        self._news = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def login(
        cls, homeserver: str, account: str, password: str, *, listening: bool = True
    ) -> Self:
        config = nio.AsyncClientConfig(store=SqliteMemoryStore, pickle_key="person")
        person = cls(nio.AsyncClient(homeserver, account, config=config))
        answer = await person._client.login(password, device_name="person")
        assert isinstance(answer, nio.LoginResponse), answer
        await person._client.keys_upload()
        person._client.add_event_callback(person._took, nio.Event)
        await person.refresh()
        if listening:
            person._client.add_response_callback(person._synced, nio.SyncResponse)
            person._task = asyncio.create_task(person._listen())
        return person

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._client.close()
        self._client.store.database.close()

    @property
    def account(self) -> str:
        return str(self._client.user_id)

    def forgets(self, room: str) -> None:
        """The next message in this room has a key of its own."""
        self._client.olm.outbound_group_sessions.pop(room, None)

    async def refresh(self) -> None:
        """One sync by hand: what the homeserver has now."""
        answer = await self._client.sync(timeout=0, sync_filter=FILTER, full_state=True)
        assert isinstance(answer, nio.SyncResponse), answer
        await self._synced(answer)
        if self._client.should_query_keys:
            await self._client.keys_query()

    async def room(self, *invited: str, encrypted: bool = True, **more: Any) -> str:
        """Make a room (history for members, no guests) and invite to it; gives its id."""
        state = {
            "m.room.guest_access": {"guest_access": "forbidden"},
            "m.room.history_visibility": {"history_visibility": "invited"},
            **({"m.room.encryption": MEGOLM} if encrypted else {}),
        }
        initial = [{"type": kind, "state_key": "", "content": c} for kind, c in state.items()]
        preset = nio.RoomPreset.private_chat
        answer = await self._client.room_create(
            preset=preset, invite=list(invited), initial_state=initial, **more
        )
        assert isinstance(answer, nio.RoomCreateResponse), answer
        await self._knows(str(answer.room_id))
        return str(answer.room_id)

    async def join(self, room: str) -> None:
        """Join a room this person is invited to; the invitation may still be on its way."""
        async with asyncio.timeout(60):
            while not isinstance(await self._client.join(room), nio.JoinResponse):
                await asyncio.sleep(0.1)
        await self._knows(room)

    async def invitation(self, inviter: str) -> str:
        """Wait for an invitation from this account; gives the room."""
        async with asyncio.timeout(40):
            while True:
                for room, invited in self._client.invited_rooms.items():
                    if invited.inviter == inviter:
                        return str(room)
                await asyncio.sleep(0.05)

    async def waits_for(self, room: str, account: str) -> None:
        """Wait until this account has joined, as far as this person's client knows."""
        async with asyncio.timeout(40):
            while True:
                member = self._client.rooms[room].users.get(account)
                if member is not None and not member.invited:
                    return
                await self._tick()

    async def say(
        self,
        room: str,
        text: str,
        *,
        thread: str | None = None,
        replaces: str | None = None,
        answers: str | None = None,
        msgtype: str = "m.text",
    ) -> str:
        """Write; gives the event id."""
        content: dict[str, Any] = {"msgtype": msgtype, "body": text}
        if replaces:
            content = {**content, "body": f"* {text}", "m.new_content": content}
            content["m.relates_to"] = {"rel_type": "m.replace", "event_id": replaces}
        elif thread:
            there = {"event_id": answers or thread}
            reply = {"is_falling_back": answers is None, "m.in_reply_to": there}
            content["m.relates_to"] = {"rel_type": "m.thread", "event_id": thread, **reply}
        elif answers:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": answers}}
        return await self.send(room, "m.room.message", content)

    async def send(self, room: str, kind: str, content: dict[str, Any]) -> str:
        """Send any event, encrypted where the room is."""
        if self._client.should_query_keys:
            await self._client.keys_query()
        answer = await self._client.room_send(room, kind, content, ignore_unverified_devices=True)
        assert isinstance(answer, nio.RoomSendResponse), answer
        return str(answer.event_id)

    async def puts(self, room: str, kind: str, content: dict[str, Any]) -> str:
        """Send an event as it stands, also in clear where the room is encrypted; gives its id."""
        url = f"{self._client.homeserver}/_matrix/client/v3/rooms/{room}/send/{kind}/{uuid4()}"
        headers = {"Authorization": f"Bearer {self._client.access_token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as http,
            http.put(url, json=content) as answer,
        ):
            return str((await answer.json())["event_id"])

    async def removes(self, room: str, event: str) -> None:
        """Take a message away."""
        answer = await self._client.room_redact(room, event)
        assert isinstance(answer, nio.RoomRedactResponse), answer

    async def change(self, room: str, kind: str, content: dict[str, Any]) -> None:
        """Send a state event."""
        answer = await self._client.room_put_state(room, kind, content)
        assert isinstance(answer, nio.RoomPutStateResponse), answer

    async def membership(self, room: str, account: str, stage: str) -> None:
        """Wait until the homeserver says that this account has this stage in the room."""
        async with asyncio.timeout(40):
            while True:
                answer = await self._client.room_get_state_event(room, "m.room.member", account)
                if answer.content.get("membership") == stage:
                    return
                await asyncio.sleep(0.1)

    def seen(self, room: str) -> list[Seen]:
        """What this person can read in a room, in order."""
        return list(self._messages.get(room, ()))

    async def sees(self, room: str, predicate: Callable[[Seen], bool], timeout: float = 40) -> Seen:
        """Wait for a message (also one that is there already)."""
        async with asyncio.timeout(timeout):
            while True:
                for message in self.seen(room):
                    if predicate(message):
                        return message
                await self._tick()

    async def _tick(self) -> None:
        if self._task is None:
            await self.refresh()
            return
        if self._task.done():
            self._task.result()
        async with self._news:
            await self._news.wait()

    async def _knows(self, room: str) -> None:
        async with asyncio.timeout(40):
            while room not in self._client.rooms:
                await self._tick()

    async def _listen(self) -> None:
        while True:
            # nio ends its loop where a send has asked for the keys that the loop was to ask for.
            with contextlib.suppress(nio.LocalProtocolError):
                await self._client.sync_forever(timeout=30_000, sync_filter=FILTER)

    async def _took(self, room: Any, event: Any) -> None:
        if isinstance(event, nio.MegolmEvent):
            self._closed.append((room.room_id, event))
        else:
            self._show(room.room_id, event, sealed=bool(event.decrypted))

    async def _synced(self, _: Any) -> None:
        closed, self._closed = self._closed, []
        for room, event in closed:
            try:
                self._show(room, self._client.decrypt_event(event), sealed=True)
            except nio.EncryptionError:
                self._closed.append((room, event))
        async with self._news:
            self._news.notify_all()

    def _show(self, room: str, event: Any, *, sealed: bool) -> None:
        content = event.source.get("content", {})
        body = content.get("m.new_content", content).get("body")
        if event.event_id in self._shown:
            return  # a sync by hand and the one that listens may bring the same
        self._shown.add(event.event_id)
        if event.source.get("type") == "m.room.message" and isinstance(body, str):
            message = Seen(event.event_id, event.sender, body, content, sealed)
            self._messages.setdefault(room, []).append(message)
