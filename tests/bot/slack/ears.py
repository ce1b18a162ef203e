"""A Slack platform that listens, and what it heard."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.rooms import Receive
from bot.slack.forms import Line, Step
from bot.slack.platform import SlackPlatform
from bot.slack.settings import HTTP, SlackSettings
from commands.heard import Incoming
from config.settings import Workspace
from tests.bot.ears import Hearing
from tests.servers.slack import World

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
        self.acts = 0

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

    async def done(self) -> int:
        return self.acts

    async def rooms(self) -> tuple[str, ...]:
        return self.known

    async def own(self, account: str) -> str | None:
        return None


class Ears(Hearing[SlackPlatform]):
    def __init__(self, config: SlackSettings, forms: OneForm) -> None:
        super().__init__(SlackPlatform(config, forms))
        self.forms = forms

    async def start(self, world: World, mode: str) -> None:
        await self.platform.start()
        await self.listens()
        if mode == HTTP:
            async with asyncio.timeout(10):
                await self.platform.door.open.wait()
            world.listens(f"http://127.0.0.1:{self.platform.door.port}/slack/events")
        else:
            await world.links.connected(2)

    async def _unreadable(self, room: str, event: str, account: str) -> None:
        raise AssertionError(room, event, account)
