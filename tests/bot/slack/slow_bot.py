"""A bot over HTTP with slow receipts, to be killed: API TOKEN SECRET TEAM DATABASE WHERE."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path

from bot.rooms import Security
from bot.slack.platform import SlackPlatform
from bot.slack.settings import HTTP, SlackSettings
from commands.heard import Incoming
from config.settings import Workspace
from tests.bot.slack.ears import KEY, OneForm


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def main(api: str, token: str, secret: str, team: str, database: str, where: str) -> None:
    receipts = sqlite3.connect(database)
    receipts.execute("CREATE TABLE IF NOT EXISTS receipt (event TEXT PRIMARY KEY, text TEXT)")

    async def receive(incoming: Incoming, *_: object) -> None:
        if where == "before":
            say("reached")
            await asyncio.sleep(60)
        with receipts:
            row = [incoming.event, incoming.text]
            receipts.execute("INSERT OR IGNORE INTO receipt VALUES (?, ?)", row)
        if where == "after":
            say("reached")
            await asyncio.sleep(60)

    async def changed(_room: str, _known: Security) -> None:
        pass

    async def unreadable(room: str, event: str, account: str) -> None:
        raise AssertionError(room, event, account)

    install = Workspace(team=team, bot_token=token, signing_secret=secret)
    store = Path(database).parent
    config = SlackSettings((install,), KEY, store, mode=HTTP, port=0, api_url=api)
    platform = SlackPlatform(config, OneForm())
    await platform.start()
    listening = asyncio.create_task(platform.listen(receive, changed, unreadable))
    await platform.door.open.wait()
    say(f"port {platform.door.port}")
    await listening


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
