"""A Slack platform that listens, and what it heard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bot.rooms import Receive, Security
from bot.slack.forms import Line, Step
from bot.slack.platform import SlackPlatform
from bot.slack.settings import HTTP, SlackSettings
from commands.heard import Incoming
from config.settings import Workspace
from tests.servers.slack import World

Found = TypeVar("Found")
KEY = b"k" * 32


def settings(world: World, store: Path, mode: str, **more: Any) -> SlackSettings:
    install = Workspace(
        team=world.team,
        bot_token=world.bot_token,
        app_token=world.app_token,
        signing_secret=world.signing_secret,
    )
    given = {"installs": (install,), "pace": 0.0, "port": 0, **more}
    return SlackSettings(key=KEY, store=store, mode=mode, api_url=world.api_url, **given)


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


class OneForm:
    """Lines that end with `…` open a form with one question; its answer ends the line."""

    def __init__(self, rooms: tuple[str, ...] = ()) -> None:
        self.known = rooms
        self.homes: dict[str, str] = {}

    async def heard(self, heard: Incoming, receive: Receive) -> dict[str, Any] | None:
        if not heard.text.endswith("…"):
            await receive(heard)
            return None
        element = {"type": "plain_text_input", "action_id": "v"}
        return {
            "type": "modal",
            "title": text("Form"),
            "submit": text("Send"),
            "private_metadata": f"{heard.room} {heard.text.removesuffix('…')}",
            "blocks": [{"type": "input", "block_id": "q", "label": text("Q"), "element": element}],
        }

    async def barred(self, heard: Incoming) -> dict[str, Any] | None:
        return None

    async def submitted(self, heard: Incoming, view: dict[str, Any]) -> Step | Line:
        answer = view["state"]["values"]["q"]["v"]["value"]
        if not answer:
            return Step({"response_action": "errors", "errors": {"q": "Say it."}})
        room, _, line = view["private_metadata"].partition(" ")
        return Line(f"{line}{answer}", room, None)

    async def acted(self, heard: Incoming, view: Any, action: Any) -> dict[str, Any] | None:
        return None

    async def options(self, heard: Incoming, body: dict[str, Any]) -> list[dict[str, Any]]:
        return []

    async def shortcut(self, body: dict[str, Any]) -> str:
        return f"shortcut {body['callback_id']}"

    async def home(self, account: str) -> dict[str, Any] | None:
        words = self.homes.get(account)
        section = {"type": "section", "text": text(words or "")}
        return {"type": "home", "blocks": [section]} if words else None

    async def rooms(self) -> tuple[str, ...]:
        return self.known


class Ears:
    """Keeps what the platform hands over; `fail` makes that many receipts fail first."""

    def __init__(self, config: SlackSettings, forms: OneForm) -> None:
        self.platform, self.forms = SlackPlatform(config, forms), forms
        self.heard: list[Incoming] = []
        self.changes: list[tuple[str, Security]] = []
        self.fail: Callable[[Incoming], bool] = lambda _: False
        self._news = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    async def start(self, world: World, mode: str) -> None:
        await self.platform.start()
        self._task = asyncio.create_task(
            self.platform.listen(self._receive, self._changed, self._unreadable)
        )
        if mode == HTTP:
            async with asyncio.timeout(10):
                await self.platform.door.open.wait()
            world.listens(f"http://127.0.0.1:{self.platform.door.port}/slack/events")
        else:
            await world.links.connected(2)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self.platform.close()

    async def hears(self, what: str, timeout: float = 20) -> Incoming:
        return await self._until(
            lambda: next((i for i in self.heard if i.text == what), None), timeout
        )

    async def learns(self, room: str, *reasons: str) -> Security:
        def found() -> Security | None:
            last = [s for r, s in self.changes if r == room]
            return last[-1] if last and last[-1].reasons == reasons else None

        return await self._until(found, 20)

    async def _until(self, found: Callable[[], Found | None], timeout: float) -> Found:
        async with asyncio.timeout(timeout):
            while True:
                if self._task is not None and self._task.done():
                    self._task.result()
                result = found()
                if result is not None:
                    return result
                async with self._news:
                    await self._news.wait()

    async def _receive(self, incoming: Incoming, *_: object) -> None:
        if self.fail(incoming):
            raise ConnectionError("the database is not there")
        self.heard.append(incoming)
        await self._tell()

    async def _changed(self, room: str, security: Security) -> None:
        self.changes.append((room, security))
        await self._tell()

    async def _unreadable(self, room: str, event: str, account: str) -> None:
        raise AssertionError(room, event, account)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()
