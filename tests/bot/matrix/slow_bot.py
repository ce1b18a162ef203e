"""A bot with slow receipts, to be killed: HOMESERVER USER STORE DATABASE."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path

from bot.matrix.platform import MatrixPlatform
from bot.rooms import Security
from commands.heard import Incoming
from tests.bot.matrix.ears import settings


async def main(homeserver: str, user: str, store: str, database: str) -> None:
    receipts = sqlite3.connect(database)
    receipts.execute("CREATE TABLE IF NOT EXISTS receipt (event TEXT PRIMARY KEY)")

    async def receive(incoming: Incoming, *_: object) -> None:
        sys.stdout.write(f"handling {incoming.event}\n")
        sys.stdout.flush()
        await asyncio.sleep(0.1)
        with receipts:
            receipts.execute("INSERT OR IGNORE INTO receipt VALUES (?)", [incoming.event])
        await asyncio.sleep(0.05)

    async def changed(room: str, security: Security) -> None:
        pass

    async def unreadable(room: str, event: str, account: str) -> None:
        raise AssertionError(room, event, account)

    platform = MatrixPlatform(settings(homeserver, user, Path(store)))
    await platform.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await platform.listen(receive, changed, unreadable)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
