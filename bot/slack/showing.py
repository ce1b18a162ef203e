"""Messages in channels: shown once, found again where no answer came, edited, removed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import OrderedDict
from typing import Any

from bot.rooms import Busy, Impossible, Message, Unclear
from bot.slack.calls import Web
from bot.slack.content import bears, marks, message_arguments
from bot.slack.pace import Pace
from bot.slack.replies import Replies
from bot.slack.workspaces import Workspaces

log = logging.getLogger(__name__)
PAGES, PAGE = 3, 100
"""How far back in a channel a message is looked for whose sending had no answer."""
THREAD_PAGES, THREAD_PAGE, THREAD_SECONDS = 10, 200, 86_400.0
"""The same in a thread, whose replies Slack gives with the oldest first: from so long ago on."""
_REMEMBERED = 5_000
_OUTSIDE = ("channel_not_found", "not_in_channel", "user_not_in_channel")
"""A command may be given where the app is no member: only its own address takes the answer."""
LATER = (8.0, 60.0)
"""Seconds after which a duplicate is looked for that Slack showed late."""
_QUIET = {"unfurl_links": False, "unfurl_media": False}


class Showing:
    """Sends as the app; `_shown` knows what this process has sent."""

    def __init__(self, workspaces: Workspaces, pace: Pace) -> None:
        self._workspaces, self._pace = workspaces, pace
        self.replies = Replies()
        self._later: tuple[float, ...] = LATER
        self._tidying: set[asyncio.Task[None]] = set()
        self._shown: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._unsure: set[tuple[str, str]] = set()

    async def send(self, room: str, message: Message) -> str:
        """The message's `ts`; raises Unclear where Slack gave no answer."""
        name = (room, message.key)
        if name in self._shown:
            return self._shown[name]
        web, channel = self._workspaces.place(room)
        unsure = name in self._unsure or message.unclear
        if unsure and (found := await self._found(web, channel, message)):
            return self._settle(name, await self._first(web, channel, found))
        await self._pace.turn(channel, patient="." in message.key)
        try:
            shown = await self._post(web, channel, message)
        except (Unclear, Impossible) as fault:
            if isinstance(fault, Impossible) and fault.code != "duplicate_message_not_found":
                raise
            self._unsure.add(name)
            raise Unclear from None
        if unsure:
            found = await self._found(web, channel, message)
            shown = await self._first(web, channel, found) if found else shown
            self._look_later(web, channel, message, shown)
        log.info("slack.sent", extra={"room": room, "event": shown})
        return self._settle(name, shown)

    async def whisper(self, room: str, user: str, message: Message) -> None:
        """Show it to one person; Slack keeps no record of it, so it cannot be looked up."""
        name = (room, f"{message.key}:{user}")
        if name in self._shown:
            return
        web, channel = self._workspaces.place(room)
        arguments = message_arguments(channel, message)
        try:
            answer = await web.ask(
                "chat.postEphemeral", **arguments, user=user, thread_ts=message.thread
            )
        except Impossible as refused:
            address = self.replies.take(room, user) if refused.code in _OUTSIDE else None
            if address is None:
                raise
            answer = {}
            await web.reply(address, {k: arguments[k] for k in ("text", "blocks")})
        self._settle(name, str(answer.get("message_ts")))

    async def edit(self, room: str, ts: str, message: Message) -> None:
        web, channel = self._workspaces.place(room)
        await self._pace.turn(channel)
        await web.ask("chat.update", **message_arguments(channel, message), ts=ts)
        log.info("slack.edited", extra={"room": room, "event": ts})

    async def redact(self, room: str, ts: str) -> bool:
        """Remove a message or file of ours; False for another's, which no app may remove."""
        web, channel = self._workspaces.place(room)
        try:
            if ts.startswith("F"):
                await web.ask("files.delete", file=ts)
            else:
                await web.ask("chat.delete", channel=channel, ts=ts)
        except Impossible as refused:
            if refused.code in ("message_not_found", "file_deleted", "file_not_found"):
                return True
            ids = {"room": room, "event": ts, "code": refused.code}
            log.warning("slack.redact.refused", extra=ids)
            return False
        return True

    async def _post(self, web: Web, channel: str, message: Message) -> str:
        answer = await web.ask(
            "chat.postMessage",
            **message_arguments(channel, message),
            **marks(message.key),
            **_QUIET,
            thread_ts=message.thread,
        )
        return str(answer["ts"])

    async def _found(self, web: Web, channel: str, message: Message) -> list[str]:
        """Where this message stands, oldest first; nothing where we may not look."""
        try:
            shown = await recent(web, channel, message.thread)
        except Impossible as refused:
            log.warning("slack.lookup.refused", extra={"channel": channel, "code": refused.code})
            return []
        return sorted(str(one["ts"]) for one in shown if bears(one, message.key))

    async def _first(self, web: Web, channel: str, found: list[str]) -> str:
        """The earliest stays; what was shown a second time is removed."""
        for later in found[1:]:
            await web.ask("chat.delete", channel=channel, ts=later)
            log.warning("slack.duplicate.removed", extra={"channel": channel, "event": later})
        return found[0]

    def _look_later(self, web: Web, channel: str, message: Message, shown: str) -> None:
        task = asyncio.create_task(self._tidy(web, channel, message, shown))
        self._tidying.add(task)
        task.add_done_callback(self._tidying.discard)

    async def _tidy(self, web: Web, channel: str, message: Message, shown: str) -> None:
        """Remove what an attempt without an answer has shown after all."""
        for seconds in self._later:
            await asyncio.sleep(seconds)
            with contextlib.suppress(Busy, Unclear, Impossible):
                found = await self._found(web, channel, message)
                await self._first(web, channel, [shown, *(ts for ts in found if ts != shown)])

    def close(self) -> None:
        for task in self._tidying:
            task.cancel()

    def _settle(self, name: tuple[str, str], ts: str) -> str:
        self._unsure.discard(name)
        self._shown[name] = ts
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)
        return ts


async def recent(web: Web, channel: str, thread: str | None) -> list[dict[str, Any]]:
    """The newest messages of a channel, or of a thread (which a channel's history leaves out)."""
    if thread is None:
        return await _told(web, "conversations.history", PAGES, channel=channel, limit=PAGE)
    oldest = f"{time.time() - THREAD_SECONDS:.6f}"
    asked = {"channel": channel, "ts": thread, "oldest": oldest, "limit": THREAD_PAGE}
    return await _told(web, "conversations.replies", THREAD_PAGES, **asked)


async def _told(web: Web, method: str, pages: int, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    for _ in range(pages):
        answer = await web.ask(method, **asked, cursor=cursor, include_all_metadata=True)
        found += answer.get("messages") or []
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    return found
