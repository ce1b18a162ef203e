"""The smallest encrypted echo that matrix-nio can be: HOMESERVER USER PASSWORD FOLDER."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import nio

ALL = {"room": {"timeline": {"limit": 500}}}
"""Without it the homeserver leaves out what is older than ten messages: a burst would be lost."""


async def main(homeserver: str, user: str, password: str, folder: str) -> None:
    """Answer every message with its own words, until the process is ended."""
    config = nio.AsyncClientConfig(store_sync_tokens=True, encryption_enabled=True)
    client = nio.AsyncClient(homeserver, user, store_path=folder, config=config)
    await client.login(password)

    async def joins(room: Any, event: Any) -> None:
        if event.state_key == client.user_id:
            await client.join(room.room_id)

    async def answers(room: Any, event: Any) -> None:
        if event.sender != client.user_id:
            relation = {"m.in_reply_to": {"event_id": event.event_id}}
            content = {"msgtype": "m.text", "body": event.body, "m.relates_to": relation}
            await client.room_send(
                room.room_id, "m.room.message", content, ignore_unverified_devices=True
            )

    client.add_event_callback(joins, nio.InviteMemberEvent)
    client.add_event_callback(answers, nio.RoomMessageText)
    print("ready", flush=True)
    await client.sync_forever(timeout=30_000, full_state=True, sync_filter=ALL)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
