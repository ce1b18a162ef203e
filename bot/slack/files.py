"""Files: an address is asked for, the content put there, then completed into a channel."""

from __future__ import annotations

import asyncio
import logging
from hashlib import sha256
from pathlib import PurePosixPath

from bot.render.cut import shorter
from bot.rooms import Attachment, Impossible, Unclear
from bot.slack.calls import Web
from bot.slack.content import escaped
from bot.slack.showing import recent
from bot.slack.workspaces import Workspaces

log = logging.getLogger(__name__)
TITLE = 250
"""Characters of a file's title; what is left out still stands in its alternative text."""
LONGEST = 50.0
"""Seconds for all steps of one attempt: before another process may take the row up."""


class Files:
    """Shows a file once: only the last of the three steps can be seen."""

    def __init__(self, workspaces: Workspaces, seconds: float = LONGEST) -> None:
        self._workspaces, self._seconds = workspaces, seconds
        self._uploaded: dict[tuple[str, str], str] = {}
        self._unsure: set[tuple[str, str]] = set()

    async def show(self, room: str, attachment: Attachment) -> str:
        """The file's id; raises Unclear where an attempt takes too long."""
        name = (room, attachment.key)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._show(room, attachment, name)
        except TimeoutError:
            self._unsure.add(name)
            raise Unclear from None

    async def _show(self, room: str, attachment: Attachment, name: tuple[str, str]) -> str:
        web, channel = self._workspaces.place(room)
        if name in self._unsure or attachment.unclear:
            found = await self._found(web, channel, attachment, self._uploaded.get(name))
            if found:
                self._forget(name)
                return found
        if name not in self._uploaded:
            self._uploaded[name] = await self._upload(web, attachment)
        await self._complete(web, channel, attachment, name)
        id = self._uploaded[name]
        self._forget(name)
        log.info("slack.file", extra={"room": room, "event": id})
        return id

    async def _complete(
        self, web: Web, channel: str, attachment: Attachment, name: tuple[str, str]
    ) -> None:
        """Let people see what was put; raises what Slack says."""
        title = shorter(escaped(attachment.alternative or attachment.name), TITLE)
        try:
            await web.ask(
                "files.completeUploadExternal",
                files=[{"id": self._uploaded[name], "title": title}],
                channel_id=channel,
                thread_ts=attachment.thread,
            )
        except Unclear:
            self._unsure.add(name)
            raise
        except Impossible:
            self._forget(name)  # the next attempt begins with a new address
            raise

    async def _upload(self, web: Web, attachment: Attachment) -> str:
        given = await web.ask(
            "files.getUploadURLExternal",
            filename=filename(attachment),
            length=len(attachment.content),
            alt_txt=(attachment.alternative or attachment.name)[:1000],
        )
        await web.put(str(given["upload_url"]), attachment.content)
        return str(given["file_id"])

    async def _found(
        self, web: Web, channel: str, attachment: Attachment, id: str | None
    ) -> str | None:
        """The file where it was shown: by its id, or after a restart by its own name."""
        for message in await recent(web, channel, attachment.thread):
            for file in message.get("files") or ():
                if file.get("id") == id if id else file.get("name") == filename(attachment):
                    return str(file["id"])
        return None

    def _forget(self, name: tuple[str, str]) -> None:
        self._uploaded.pop(name, None)
        self._unsure.discard(name)


def filename(attachment: Attachment) -> str:
    """Its name with a sign of its own: a newer file of the same meeting is another one.

    Files carry no metadata by which one could be found again after a restart.
    """
    name = PurePosixPath(attachment.name)
    return f"{name.stem}-{sha256(attachment.key.encode()).hexdigest()[:8]}{name.suffix}"
