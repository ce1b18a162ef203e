"""Chromium without a window, driven over its DevTools protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
from pathlib import Path
from typing import Any, Self

import aiohttp

READY_SECONDS = 60.0
ANSWER_SECONDS = 120.0
LARGEST_ANSWER = 1 << 28
SHARPNESS = 2
NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless=new",
    "--no-sandbox",  # it shows our own page and our own homeserver, also as root
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--no-proxy-server",
    "--remote-debugging-address=127.0.0.1",
    "--remote-debugging-port=0",
)


class NoChromium(Exception):
    """There is no Chromium here, or it did not start; the text says what to do."""


class Chromium:
    """One browser with one page; made by `start`, ended by `close`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._numbers = itertools.count(1)

    @classmethod
    async def start(cls, profile: Path) -> Self:
        """Start on this profile folder, which is made if it is not there."""
        program = next((found for name in NAMES if (found := shutil.which(name))), None)
        if program is None:
            raise NoChromium("No Chromium was found; on Debian: apt-get install chromium")
        nowhere = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            program,
            *SWITCHES,
            f"--user-data-dir={profile}",
            "--no-startup-window",
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
        )
        browser = cls(process)
        try:
            await browser._attach(profile / "DevToolsActivePort")
        except BaseException:
            await browser.close()
            raise
        return browser

    async def close(self) -> None:
        """End the browser in order, by force when it takes too long."""
        if self._session is not None:
            await self._session.close()
        if self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 10)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    async def visit(self, address: str) -> None:
        """Open a page; returns when it is loaded."""
        await self._ask("Page.navigate", url=address)
        await self.run("new Promise(r => document.readyState == 'complete' ? r() : onload = r)")

    async def zone(self, name: str) -> None:
        """Show times in this zone, written the European way."""
        await self._ask("Emulation.setTimezoneOverride", timezoneId=name)
        await self._ask("Emulation.setLocaleOverride", locale="en-GB")

    async def size(self, width: int, height: int) -> None:
        """Make the page this large, in CSS pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": SHARPNESS, "mobile": False}
        await self._ask("Emulation.setDeviceMetricsOverride", **size)

    async def run(self, script: str) -> Any:
        """What a JavaScript expression gives; a promise is waited for."""
        answer = await self._ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if failed := answer.get("exceptionDetails"):
            what = failed.get("exception", {}).get("description") or failed["text"]
            raise RuntimeError(f"in the page: {what}")
        return answer["result"].get("value")

    async def picture(self, clip: dict[str, float] | None = None) -> bytes:
        """The page as it looks now, or a part of it (x, y, width, height, scale), as PNG."""
        part = {"clip": clip} if clip else {}
        answer = await self._ask("Page.captureScreenshot", format="png", **part)
        return base64.b64decode(answer["data"])

    async def _attach(self, file: Path) -> None:
        async with asyncio.timeout(READY_SECONDS):
            while (port := _written(file)) is None:
                if self._process.returncode is not None:
                    raise NoChromium(f"Chromium ended with {self._process.returncode}")
                await asyncio.sleep(0.05)
            self._session = aiohttp.ClientSession(f"http://127.0.0.1:{port}")
            async with self._session.put("/json/new") as answer:
                page = await answer.json()
            address = page["webSocketDebuggerUrl"]
            self._socket = await self._session.ws_connect(address, max_msg_size=LARGEST_ANSWER)

    async def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        if self._socket is None:
            raise NoChromium("Chromium is not there (yet, or any more)")
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                answer = await self._socket.receive_json()
                if answer.get("id") == number:
                    break
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        found: dict[str, Any] = answer["result"]
        return found


def _written(file: Path) -> int | None:
    """The port in DevToolsActivePort, once its first line is whole."""
    line, ended, _ = file.read_text().partition("\n") if file.exists() else ("", "", "")
    return int(line) if ended else None
