"""Channels: made private, filled by id, described as they are now; direct rooms."""

from __future__ import annotations

import logging
import time
from typing import Any

from bot.rooms import Impossible, Security
from bot.slack.address import is_direct, joined, parted
from bot.slack.calls import Web
from bot.slack.content import channel_name
from bot.slack.facts import NOT_JOINED, NOT_TOLD, Member, security
from bot.slack.workspaces import Workspaces

log = logging.getLogger(__name__)
KEPT_SECONDS = 600
"""For how long what is known of a person is not asked again."""
FILLING_SECONDS = 20
_UNSEEN = ("user_not_found", "user_not_visible")
"""Slack hides somebody from us: whoever that is belongs to no workspace that we know."""
_GONE = ("channel_not_found", "not_in_channel", "is_archived", "no_permission")


class Channels:
    """What the app may do with channels, and what it knows of them."""

    def __init__(self, workspaces: Workspaces, allowed: frozenset[str]) -> None:
        self._workspaces, self._allowed = workspaces, allowed
        self._people: dict[tuple[str, str], tuple[float, Member]] = {}
        self._direct: dict[str, str] = {}
        self._inside: dict[str, tuple[float, set[str]]] = {}

    async def direct(self, account: str) -> str:
        """The direct room with this account."""
        if account not in self._direct:
            team, user = parted(account)
            installed = self._workspaces.of(team)
            answer = await installed.web.ask("conversations.open", users=user)
            self._direct[account] = joined(installed.team, str(answer["channel"]["id"]))
        return self._direct[account]

    async def make(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        """A private channel with these accounts; one that a former life made is taken up."""
        team = self._home(accounts)
        web = self._workspaces.of(team).web
        channel = await self._created(web, team, channel_name(name))
        room = joined(team, channel)
        try:
            await web.ask("conversations.setTopic", channel=channel, topic=topic[:250])
        except Impossible as refused:  # a room without a topic is a room
            log.warning("slack.topic.refused", extra={"room": room, "code": refused.code})
        for account in accounts:
            await self.invite(room, account)
        log.info("slack.room.made", extra={"room": room})
        return room

    async def _created(self, web: Web, team: str, name: str) -> str:
        """The channel's id; where others have taken the name, one with a number after it."""
        for wanted in (name, *(f"{name[:76]}-{number}" for number in range(2, 10))):
            try:
                answer = await web.ask("conversations.create", name=wanted, is_private=True)
            except Impossible as refused:
                if refused.code != "name_taken":
                    raise
                if ours := await self._ours(web, team, wanted):
                    return ours
            else:
                return str(answer["channel"]["id"])
        raise Impossible("name_taken")

    async def invite(self, room: str, account: str) -> None:
        """Raises Impossible where the account is another workspace's, or Slack says no."""
        web, channel = self._workspaces.place(room)
        user = parted(account)[1]
        if is_direct(channel) or user in (inside := await self._present(web, room, channel)):
            return
        try:
            await web.ask("conversations.invite", channel=channel, users=user)
        except Impossible as refused:
            if refused.code != "already_in_channel":
                raise
        inside.add(user)

    async def _present(self, web: Web, room: str, channel: str) -> set[str]:
        """Who is in a room that is being filled, asked once for all of them."""
        known = self._inside.get(room)
        now = time.monotonic()
        if known is None or now - known[0] > FILLING_SECONDS:
            self._inside[room] = known = (now, set(await members(web, channel)))
        return known[1]

    async def remove(self, room: str, account: str) -> None:
        web, channel = self._workspaces.place(room)
        self._inside.pop(room, None)
        try:
            await web.ask("conversations.kick", channel=channel, user=parted(account)[1])
        except Impossible as refused:
            if refused.code not in ("not_in_channel", "user_not_found"):
                raise

    async def security(self, room: str, *, anew: bool = False) -> Security:
        """What is known of the channel now; `anew` asks about its people again.

        Where Slack refuses to tell it, the room is not safe. Raises Busy or Unclear.
        """
        try:
            return await self._described(room, anew=anew)
        except Impossible as refused:
            if refused.code in _GONE:
                return NOT_JOINED
            log.error("slack.security.refused", extra={"room": room, "code": refused.code})  # noqa: TRY400
            return NOT_TOLD

    async def _described(self, room: str, *, anew: bool) -> Security:
        team, channel = parted(room)
        installed = self._workspaces.of(team)
        answer = await installed.web.ask("conversations.info", channel=channel)
        ids = await members(installed.web, channel)
        people = [await self._member(installed.web, installed.team, id, anew=anew) for id in ids]
        listed = self._workspaces.teams | self._allowed
        return security(
            answer.get("channel") or {}, people, listed, installed.bot_user, installed.team
        )

    async def _member(self, web: Web, team: str, id: str, *, anew: bool) -> Member:
        known = self._people.get((team, id))
        now = time.monotonic()
        if known and not anew and now - known[0] < KEPT_SECONDS:
            return known[1]
        try:
            answer = await web.ask("users.info", user=id)
        except Impossible as refused:
            if refused.code not in _UNSEEN:
                raise
            return Member(id, "")
        member = Member.of(answer.get("user") or {}, team)
        self._people[team, id] = (now, member)
        return member

    def _home(self, accounts: tuple[str, ...]) -> str:
        """The workspace of most of these accounts, where it is one of ours."""
        teams = [team for account in accounts if (team := parted(account)[0])]
        ours = [team for team in teams if team in self._workspaces.teams]
        if ours:
            return max(sorted(set(ours)), key=ours.count)
        return self._workspaces.all[0].team

    async def _ours(self, web: Web, team: str, name: str) -> str:
        """A private channel of this name that we made ourselves; empty where there is none."""
        us = self._workspaces.of(team).bot_user
        for one in await _paged(web, "users.conversations", "channels", types="private_channel"):
            if one.get("name") == name and one.get("creator") == us:
                return str(one["id"])
        return ""


async def members(web: Web, channel: str) -> list[str]:
    """The ids of everybody in the channel."""
    return [
        str(id) for id in await _paged(web, "conversations.members", "members", channel=channel)
    ]


async def _paged(web: Web, method: str, what: str, **arguments: Any) -> list[Any]:
    found: list[Any] = []
    cursor = None
    while True:
        answer = await web.ask(method, **arguments, limit=200, cursor=cursor)
        found += answer.get(what) or []
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return found
