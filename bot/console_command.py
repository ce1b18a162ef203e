"""`comity console`: the real bot on recording rooms, with this machine's clock moved at will."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bot.console import Console, Screen
from bot.prompt import Prompt, converse
from bot.recording import Shown
from bot.rehearse.drill import Drill
from bot.rehearse.setup import Unusable, prepared
from bot.render.pages import text
from bot.render.reader import Reader
from bot.steady import utc_now
from commands.speaker import CONSOLE
from coordination.said import Said
from storage.store import Store


def console(directory: Path, database: str | None, key: Path, save: Path | None = None) -> int:
    """Speak until the person leaves; 2 when the database or the directory cannot be used."""
    with tempfile.TemporaryDirectory(prefix="comity-") as folder:
        url = database or f"sqlite:///{folder}/console.db"
        try:
            own = key if database else Path(folder) / "master.key"
            asyncio.run(_console(url, own, directory, save))
        except Unusable as wrong:
            sys.stderr.write(f"{wrong}\n")
            return 2
        except KeyboardInterrupt:
            return 0
    return 0


async def _console(url: str, key: Path, directory: Path, save: Path | None) -> None:
    database, platforms = await prepared(url, key, directory, utc_now())
    prompt = Prompt()
    screen = Screen.here(prompt.over)
    ready: list[Console] = []

    def told(shown: Shown) -> None:
        for one in ready:
            one.show(shown)

    drill = Drill(database, platforms | {CONSOLE}, utc_now(), told, previews=True)
    await drill.open()

    async def move(by: timedelta) -> None:
        drill.ahead += by
        await drill.until(utc_now() + drill.ahead)

    person, room = await database.run(_first)
    speaking = Console(drill.runtime, person, room, screen, move, save)
    ready.append(speaking)
    screen.line(text(Said("console.welcome"), Reader()))
    screen.line(text(Said("console.help"), Reader()))
    ticking = asyncio.create_task(_tick(drill))
    try:
        await converse(speaking, prompt)
    finally:
        ticking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ticking
        await database.close()


def _first(store: Store) -> tuple[str, str]:
    """Whom and where the terminal begins as."""
    return store.directory.everybody()[0].id, store.directory.rooms()[0].id


async def _tick(drill: Drill) -> None:
    """The drill's clock follows the machine's, ahead by what it was moved."""
    while True:
        await drill.until(utc_now() + drill.ahead)
        await asyncio.sleep(1)
