"""A person's Matrix client in a real browser, and pictures of what it shows.

A client reads what was encrypted for it, so it must be signed in, and in the room, before people
write what the picture shows:

    async with await Viewer.sign_in(homeserver, user, password) as viewer:
        await viewer.join(room)
        ...                                     # what happens in the room
        await viewer.picture(room, Path("incident.png"), thread=root, shows="INC-1")
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from docs.pictures.chromium import Chromium

PAGE = Path(__file__).parents[2] / "build" / "pictures"
DESK, PHONE = 760, 390
TALLEST = 8000
FLAT = "flat"
"""Instead of a thread's id: everything in order, as a client without threads shows it."""


class Viewer:
    """One person in one browser; made by `sign_in`, ended by `close`."""

    def __init__(self, browser: Chromium, server: Served, folder: Any) -> None:
        self._browser = browser
        self._server = server
        self._folder = folder

    @classmethod
    async def sign_in(
        cls, homeserver: str, user: str, password: str, *, zone: str = "Europe/Rome"
    ) -> Self:
        """Sign in on a new device, whose keys are gone when it is closed."""
        if not (PAGE / "page.html").exists():
            raise FileNotFoundError("the page is not built; `make picture` builds it")
        folder = tempfile.TemporaryDirectory(prefix="viewer-", ignore_cleanup_errors=True)
        server = Served(PAGE)
        try:
            browser = await Chromium.start(Path(folder.name))
        except BaseException:
            server.close()
            folder.cleanup()
            raise
        viewer = cls(browser, server, folder)
        try:
            await browser.zone(zone)
            await browser.size(DESK, DESK)
            await browser.visit(f"{server.address}/page.html")
            await viewer._ask("signIn", homeserver, user, password)
        except BaseException:
            await viewer.close()
            raise
        return viewer

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the browser and forget the device's keys."""
        await self._browser.close()
        await asyncio.to_thread(self._server.close)
        self._folder.cleanup()

    async def join(self, room: str) -> None:
        """Accept the invitation to a room, or wait until this person is in it."""
        await self._ask("join", room)

    async def picture(
        self,
        room: str,
        png: Path,
        *,
        thread: str = "",
        shows: str = "",
        width: int = DESK,
        height: int | None = None,
    ) -> str:
        """Write what the person sees, once `shows` is on the page; gives the text on it.

        `thread` is the event a thread starts at, `FLAT`, or nothing for the room with its threads
        folded. Without `height`, the picture is as tall as the timeline is long.
        """
        await self._browser.size(width, height or DESK)
        await self._ask("show", room, thread, shows)
        if height is None:
            for _ in range(2):  # what is far out of sight may be measured only when it is near
                await self._browser.size(width, min(await self._ask("height"), TALLEST))
                await self._ask("quiet")
        seen = await self._browser.picture()
        await asyncio.to_thread(png.write_bytes, seen)
        return str(await self._ask("text"))

    async def _ask(self, verb: str, *what: Any) -> Any:
        return await self._browser.run(f"comity.{verb}(...{json.dumps(what)})")


class Served:
    """A folder on the loopback."""

    def __init__(self, folder: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Silent(SimpleHTTPRequestHandler):
    """Serves without telling."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
