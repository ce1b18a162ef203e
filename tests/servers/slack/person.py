"""A person in Slack: writes, types commands, clicks, fills in forms, and reads what is shown."""

from __future__ import annotations

import asyncio
import html
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.demo.slack.workspace import APP, BOT
from tests.servers.slack.form import Form
from tests.servers.slack.page import Page
from tests.servers.slack.seen import Seen, parts, seen_now, texts

PATIENCE = 30.0
COMMAND = "/comity"


class Person:
    """One user of the workspace; channels are named by their ids, `direct` is with the bot."""

    def __init__(self, id: str, page: Page) -> None:
        self.id, self.page = id, page

    async def say(self, channel: str, text: str, thread: str | None = None) -> str:
        """Write in a channel or thread; `@Comity` mentions the bot; gives the ts."""
        said = text.replace("@Comity", f"<@{BOT}>")
        more = {"thread_ts": thread} if thread else {}
        done = await self.page.control("message", channel=channel, user=self.id, text=said, **more)
        return str(done["message"]["ts"])

    async def tell_bot(self, text: str) -> str:
        """Write to the bot alone; gives the ts."""
        return await self.say(self.id, text)

    async def edit(self, channel: str, ts: str, text: str) -> None:
        """Change what this person wrote."""
        said = text.replace("@Comity", f"<@{BOT}>")
        await self.page.control("edit-message", channel=channel, ts=ts, user=self.id, text=said)

    async def remove(self, channel: str, ts: str) -> None:
        """Take away what this person wrote."""
        await self.page.control("delete-message", channel=channel, ts=ts, user=self.id)

    @property
    def direct(self) -> str:
        """The channel with the bot alone; there is one once either has written."""
        found = [
            c["id"] for c in self.page.channels.values() if c["is_im"] and self.id in c["members"]
        ]
        assert found, f"{self.id} has no direct channel yet"
        return str(found[0])

    async def command(self, text: str, channel: str, command: str = COMMAND) -> None:
        """Type a slash command; returns when the bot has acknowledged it."""
        await self.page.control(
            "command", channel=channel, user=self.id, command=command, text=text
        )

    async def open_home(self, timeout: float = PATIENCE) -> str:
        """Open the bot's home; gives its words when it is shown anew."""
        before = self.page.homes.get(self.id)
        await self.page.control("open-home", user=self.id)
        await self.page.until(lambda: self.page.homes.get(self.id) is not before, timeout)
        return self.home

    @property
    def home(self) -> str:
        """The words of the bot's home, as it is shown to this person."""
        return html.unescape("\n".join(texts(self.page.homes.get(self.id, {}).get("blocks", ()))))

    async def click(self, words: str, seen: Seen | None = None, channel: str = "") -> None:
        """Click the newest button with these words, in a message or a channel."""
        message = seen or await self.sees(channel, lambda m: words in m.buttons)
        block, part = next(
            (b, p) for b, p in parts(message.blocks, "button") if p["text"]["text"] == words
        )
        await self._act(message, block, part, value=part.get("value"), text=part["text"])

    async def choose(self, words: str, seen: Seen) -> None:
        """Choose from a menu of a message."""
        for block, part in parts(seen.blocks, "static_select", "overflow"):
            for option in part["options"]:
                if option["text"]["text"] == words:
                    await self._act(seen, block, part, selected_option=option)
                    return
        raise AssertionError(f"no choice {words} in {seen}")

    async def click_at_home(self, words: str) -> None:
        """Click a button in the bot's home."""
        blocks = self.page.homes[self.id]["blocks"]
        block, part = next((b, p) for b, p in parts(blocks, "button") if p["text"]["text"] == words)
        action = _action(block, part, value=part.get("value"), text=part["text"])
        await self.page.act(
            "block_action", channel="", messageTs="", user=self.id, action=action, appId=APP
        )

    async def _act(self, seen: Seen, block: str, part: dict[str, Any], **more: Any) -> None:
        action = _action(block, part, **more)
        await self.page.control(
            "interact", channel=seen.channel, messageTs=seen.ts, user=self.id, action=action
        )

    @asynccontextmanager
    async def form(self, timeout: float = PATIENCE) -> AsyncIterator[Callable[[], Any]]:
        """While this lasts the form is this person's: act so that it opens, then await it.

        async with emily.form() as opened:
            await emily.command("poll vote", channel)
            form = await opened()
        """
        async with self.page.turn:
            before = self.page.changes

            async def opened() -> Form:
                await self.page.until(
                    lambda: self.page.changes > before and bool(self.page.forms), timeout
                )
                return Form(self.page, self.id)

            try:
                yield opened
            finally:
                if self.page.forms:
                    await self.page.act("view_close", user=self.id)
                    with suppress(TimeoutError):
                        await self.page.until(lambda: not self.page.forms, 5)

    def reads(self, channel: str) -> list[Seen]:
        """What this person sees in a channel and its threads now, in order."""
        if self.id not in self.page.channels.get(channel, {}).get("members", ()):
            return []
        found = self.page.messages.get(channel, {})
        shown = [m for m in found.values() if m.get("ephemeral_to") in (None, self.id)]
        return [seen_now(message) for message in shown]

    def told(self, channel: str) -> list[Seen]:
        """What the bot says to this person in a channel, in order."""
        return [message for message in self.reads(channel) if message.user == BOT]

    def private(self, channel: str) -> list[Seen]:
        """What this person alone sees in a channel."""
        return [message for message in self.reads(channel) if message.private]

    def thread(self, channel: str, root: str) -> list[Seen]:
        """The answers in a thread."""
        return [message for message in self.reads(channel) if message.thread == root]

    async def sees(
        self, channel: str, what: str | Callable[[Seen], bool], timeout: float = PATIENCE
    ) -> Seen:
        """Wait for a message (also one that is there already); gives the newest that fits."""
        fits = what if callable(what) else lambda m: what in m.words

        def found() -> list[Seen]:
            return [message for message in self.reads(channel) if fits(message)]

        try:
            await self.page.until(lambda: bool(found()), timeout)
        except TimeoutError:
            shown = "\n".join(message.words for message in self.reads(channel))
            raise AssertionError(f"{self.id} in {channel} sees:\n{shown}") from None
        return found()[-1]

    async def hears(
        self, what: str | Callable[[Seen], bool], timeout: float = PATIENCE, channel: str = ""
    ) -> Seen:
        """Wait for the bot's words to this person alone, in the direct channel or as ephemeral."""
        async with asyncio.timeout(timeout):
            while not channel:
                with suppress(AssertionError):
                    channel = self.direct
                await asyncio.sleep(0 if channel else 0.05)
        return await self.sees(channel, what, timeout)

    async def gets(self, words: str, timeout: float = PATIENCE) -> Seen:
        """Wait for the bot's words to this person alone, wherever they are said."""

        def found() -> list[Seen]:
            said = [m for channel in self.page.channels for m in self.told(channel)]
            ours = [m for m in said if m.private or self.page.channels[m.channel]["is_im"]]
            return [m for m in ours if words in m.words]

        await self.page.until(lambda: bool(found()), timeout)
        return max(found(), key=lambda m: float(m.ts))


def _action(block: str, part: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": part["type"], "action_id": part["action_id"], "block_id": block, **more}
