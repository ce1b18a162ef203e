"""The table of what Slack sends: a receipt first, then the acknowledgement."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt.response import BoltResponse

from bot.rooms import Receive
from bot.slack.address import joined, parted
from bot.slack.channels import Channels
from bot.slack.forms import Forms, Step
from bot.slack.homes import Homes
from bot.slack.incoming import (
    from_action,
    from_command,
    from_event,
    from_reaction,
    instant,
    kind_of,
    once,
    part,
    visitor,
)
from bot.slack.once import Once
from bot.slack.place import place
from bot.slack.replies import Replies
from bot.slack.sent import sent
from bot.slack.unkept import not_kept
from bot.slack.views import opened, redrawn
from bot.slack.watch import Watch
from bot.slack.workspaces import Installed
from commands.heard import Incoming
from storage.database import Unavailable

log = logging.getLogger(__name__)
_ROOM_EVENTS = ("event:channel_", "event:group_", "event:member_")


@dataclass(slots=True)
class Payload:
    """Something that Slack sent, for this install; `at` is when Slack signed it, over HTTP."""

    install: Installed
    body: dict[str, Any]
    at: datetime | None


Handler = Callable[[Payload], Awaitable[BoltResponse]]


NOTHING = BoltResponse(status=200)
"""An acknowledgement that shows nothing."""


class Desk:
    """Answers each payload by its kind."""

    def __init__(
        self,
        receive: Receive,
        channels: Channels,
        forms: Forms,
        homes: Homes,
        watch: Watch,
        replies: Replies,
    ) -> None:
        self._receive, self._channels, self._replies = receive, channels, replies
        self._forms, self._homes, self._watch = forms, homes, watch
        self._once = Once()
        self._behind: set[asyncio.Task[None]] = set()
        self._table: dict[str, Handler] = {
            "event:app_mention": self._said,
            "event:message": self._said,
            "event:app_home_opened": self._home,
            "event:reaction_added": self._signed,
            "event:user_guest_status_changed": self._guest,
            "command": self._commanded,
            "block_actions": self._acted,
            "block_suggestion": self._typing,
            "message_action": self._shortcut,
            "shortcut": self._shortcut,
            "view_submission": self._submitted,
            "app_rate_limited": self._limited,
        }

    async def answer(
        self, install: Installed, body: dict[str, Any], at: datetime | None
    ) -> BoltResponse:
        """The acknowledgement; raises where what it would acknowledge is not durable."""
        kind = kind_of(body)
        payload = Payload(install, body, at)
        handler = self._table.get(kind)
        if handler is None:
            return self._told(payload, kind)
        try:
            return await self._once.answer(once(body), lambda: handler(payload))
        except Unavailable:
            told = await not_kept(payload.install.web, kind, body)
            if told is None:
                raise
            return told

    async def _said(self, payload: Payload) -> BoltResponse:
        heard = from_event(payload.body, payload.install.team, payload.install.bot_user)
        if heard is not None:
            await self._receive(heard)
        return NOTHING

    async def _signed(self, payload: Payload) -> BoltResponse:
        """A sign on a message of ours is no line; signs on other people's messages are nothing."""
        install = payload.install
        heard = from_reaction(payload.body, install.team, install.bot_user)
        if heard is not None:
            await self._receive(heard)
        return NOTHING

    async def _commanded(self, payload: Payload) -> BoltResponse:
        body, team = payload.body, payload.install.team
        at = await place(self._channels, body, team)
        heard = from_command(body, team, payload.at, at.channel, own=at.own)
        return await self._form_or_receipt(payload, heard)

    async def _shortcut(self, payload: Payload) -> BoltResponse:
        """A shortcut is a line too; its identifier names which.

        The one that stands everywhere has no room in sight: where it leads nowhere, that is shown.
        """
        heard = await self._done(payload, await self._forms.shortcut(payload.body))
        signpost, trigger = None, payload.body["trigger_id"]
        if kind_of(payload.body) == "shortcut":
            signpost = await self._forms.barred(heard)
        if signpost is not None and await opened(payload.install.web, trigger, signpost):
            return NOTHING
        return await self._form_or_receipt(payload, heard)

    async def _acted(self, payload: Payload) -> BoltResponse:
        """A button or menu: a line, or something within an open form."""
        action = next(iter(payload.body.get("actions") or ()), None)
        if not isinstance(action, dict):
            return NOTHING
        view = part(payload.body, "view")
        if view.get("type") == "modal":
            await self._within(payload, view, action)
            return NOTHING
        line = line_of(action)
        if line is None:
            return NOTHING
        return await self._form_or_receipt(payload, await self._done(payload, line))

    async def _within(self, payload: Payload, view: dict[str, Any], action: dict[str, Any]) -> None:
        """Something in an open form: it is drawn anew."""
        heard = self._at(payload)
        drawn = await self._forms.acted(heard, view, action)
        if drawn is not None:
            await redrawn(payload.install.web, view, drawn)

    async def _typing(self, payload: Payload) -> BoltResponse:
        """What fits what a person types into a list."""
        options = await self._forms.options(self._at(payload), payload.body)
        return BoltResponse(status=200, body={"options": options})

    async def _submitted(self, payload: Payload) -> BoltResponse:
        """A form: errors at their fields, the next step, or a line with its receipt."""
        step = await self._forms.submitted(self._at(payload), part(payload.body, "view"))
        if isinstance(step, Step):
            return BoltResponse(status=200, body=step.response)
        await self._receive(sent(payload.install, payload.body, payload.at, step))
        return BoltResponse(status=200, body={"response_action": "clear"})

    async def _home(self, payload: Payload) -> BoltResponse:
        event = part(payload.body, "event")
        if event.get("tab") == "home":
            account = visitor(payload.body, payload.install.team)
            self._after(self._homes.opened(account))
        return NOTHING

    async def _guest(self, payload: Payload) -> BoltResponse:
        """Somebody became a guest, or a member again: another organisation's or our own (T-11)."""
        user = part(part(payload.body, "event"), "user")
        team = user.get("team_id") or payload.install.team
        if user.get("id"):
            self._after(self._watch.became(joined(str(team), str(user["id"]))))
        return NOTHING

    async def _limited(self, payload: Payload) -> BoltResponse:
        """Slack sent no events for a minute, since there were too many."""
        minute = instant(payload.body.get("minute_rate_limited"))
        extra = {"team": payload.install.team, "minute": minute.isoformat() if minute else None}
        log.error("slack.events_limited", extra=extra)
        return NOTHING

    def _told(self, payload: Payload, kind: str) -> BoltResponse:
        """Something about a room; or view_closed, and whatever Slack will think of."""
        if not kind.startswith(_ROOM_EVENTS):
            log.info("slack.unhandled", extra={"kind": kind[:60]})
            return NOTHING
        event = part(payload.body, "event")
        channel = event.get("channel")
        id = channel.get("id") if isinstance(channel, dict) else channel
        if id:
            self._watch.moved(joined(payload.install.team, str(id)))
        return NOTHING

    async def _form_or_receipt(self, payload: Payload, heard: Incoming) -> BoltResponse:
        """Open the form that the line needs; otherwise it is heard, and acknowledged then."""
        address = payload.body.get("response_url")
        if address:
            self._replies.note(heard.room, parted(heard.account)[1], str(address))
        trigger = payload.body.get("trigger_id")
        if not trigger:
            await self._receive(heard)
            return NOTHING
        view = await self._forms.heard(heard, self._receive)
        if view is not None and not await opened(payload.install.web, trigger, view):
            await self._receive(heard)
        return NOTHING

    async def _done(self, payload: Payload, line: str) -> Incoming:
        """What was done by hand, as a line."""
        body, team = payload.body, payload.install.team
        at = await place(self._channels, body, team)
        return from_action(body, team, line, payload.at, at.channel, own=at.own)

    def _at(self, payload: Payload) -> Incoming:
        """Who and where, without any words."""
        return from_action(payload.body, payload.install.team, "", payload.at)

    def _after(self, work: Coroutine[Any, Any, None]) -> None:
        """Behind the acknowledgement: nothing depends on it."""
        task = asyncio.create_task(work)
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)


def line_of(action: dict[str, Any]) -> str | None:
    """The line that a button or a menu's entry carries; None for one that only leads somewhere."""
    chosen = part(action, "selected_option").get("value")
    found = chosen or action.get("value")
    return str(found) if found else None
