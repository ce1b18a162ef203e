"""Slack as a platform: signs in to its workspaces, listens, shows."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from dataclasses import replace

from bot.render.blocks import without_dates
from bot.rooms import (
    Attachment,
    Message,
    Receive,
    RoomChanged,
    Security,
    Unreadable,
)
from bot.slack.address import is_direct, parted
from bot.slack.app import Front
from bot.slack.calls import Web
from bot.slack.channels import Channels
from bot.slack.desk import Desk
from bot.slack.files import Files
from bot.slack.forms import Forms
from bot.slack.homes import Homes
from bot.slack.http import HttpDoor
from bot.slack.incoming import NAME
from bot.slack.pace import Pace
from bot.slack.settings import HTTP, SlackSettings
from bot.slack.showing import Showing
from bot.slack.socket import Sockets
from bot.slack.watch import Watch
from bot.slack.workspaces import Installed, Workspaces
from coordination.tlp import Tlp

log = logging.getLogger(__name__)


_FOR_ALL = ("", Tlp.CLEAR.value)


class SlackPlatform:
    """The app in every workspace where it is installed."""

    name = NAME

    def __init__(self, settings: SlackSettings, forms: Forms) -> None:
        self._settings, self._forms = settings, forms
        self._workspaces = Workspaces(settings)
        self._pace = Pace(settings.pace)
        self._showing = Showing(self._workspaces, self._pace)
        self._files = Files(self._workspaces)
        self._channels = Channels(self._workspaces, settings.allowed_teams)
        self._watch = Watch(self._channels, forms.rooms, forms.own)
        self._homes = Homes(self._workspaces, forms.home, forms.done)
        self.contact = self._workspaces.contact
        self.door = HttpDoor(settings.host, settings.port, settings.path, self.contact)
        self.sockets: list[Sockets] = []

    async def start(self) -> None:
        """Sign in to every workspace; raises Busy or Unclear where Slack does not answer.

        Raises SignedOut for a token that Slack refuses, Impossible for another workspace's.
        """
        await self._workspaces.sign_in()

    async def listen(self, receive: Receive, changed: RoomChanged, unreadable: Unreadable) -> None:
        """Hand over what people write until cancelled; nothing of it is unreadable to us."""
        replies = self._showing.replies
        desk = Desk(receive, self._channels, self._forms, self._homes, self._watch, replies)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch.run(changed))
            tasks.create_task(self._homes.run())
            tasks.create_task(self._workspaces.sign_in_late())
            if self._settings.mode == HTTP:
                apps = {
                    secret: Front(installs, secret, desk.answer)
                    for secret, installs in self._by("signing_secret").items()
                }
                tasks.create_task(self.door.serve(apps))
                return
            self.sockets = [
                self._socket(token, Front(installs, "", desk.answer))
                for token, installs in self._by("app_token").items()
            ]
            for socket in self.sockets:
                tasks.create_task(socket.serve())

    def _socket(self, token: str, app: Front) -> Sockets:
        async def given() -> str:
            return token

        return Sockets(Web(self._settings.api_url, given), app, self._heard)

    def _heard(self) -> None:
        """Slack is there while every app of ours has a connection on which it is heard."""
        self.contact.there = all(socket.heard for socket in self.sockets)

    def _by(self, secret: str) -> dict[str, dict[str, Installed]]:
        """The installs of each app of Slack's, by team: they share this secret."""
        found: defaultdict[str, dict[str, Installed]] = defaultdict(dict)
        for one in self._workspaces.all:
            found[getattr(one.settings, secret)][one.team] = one
        return dict(found)

    async def send(self, room: str, message: Message) -> str:
        """Show it once, however often it is called with the same key."""
        await self._fit(room, message.label)
        return await self._showing.send(room, self._shaped(message))

    async def whisper(self, room: str, account: str, message: Message) -> None:
        """Show it to one account alone, in a shared room; in its own room it is a message."""
        if is_direct(parted(room)[1]):
            await self._showing.send(room, self._shaped(message))
            return
        await self._fit(room, message.label)
        await self._showing.whisper(room, parted(account)[1], self._shaped(message))

    async def edit(self, room: str, remote_id: str, message: Message) -> None:
        """Put these words in the place of an earlier message of ours."""
        await self._fit(room, message.label)
        await self._showing.edit(room, remote_id, self._shaped(message))

    async def _fit(self, room: str, label: str) -> None:
        """Look at a room before it is shown what is not for everybody; raises Busy."""
        if label not in _FOR_ALL:
            await self._watch.safe(room)

    def _shaped(self, message: Message) -> Message:
        """The message as this server can show it."""
        if "dates" not in self._settings.lacks:
            return message
        return replace(message, blocks=tuple(without_dates(message.blocks)))

    async def redact(self, room: str, remote_id: str) -> bool:
        """Remove a message of ours; False for another's, which no app may remove."""
        return await self._showing.redact(room, remote_id)

    async def mark(self, room: str, remote_id: str, sign: str) -> None:
        """Nothing: the answer to a person is theirs alone to see, and so is that there is one."""

    async def file(self, room: str, attachment: Attachment) -> str:
        """Show a file once."""
        await self._fit(room, attachment.label)
        return await self._files.show(room, attachment)

    async def direct_room(self, account: str) -> str:
        """The direct room of the app with this account."""
        return await self._channels.direct(account)

    async def make_room(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        """A new private channel, with these accounts in it."""
        room = await self._channels.make(name, topic, accounts)
        self._watch.moved(room)
        return room

    async def invite(self, room: str, account: str) -> None:
        await self._channels.invite(room, account)

    async def remove(self, room: str, account: str) -> None:
        await self._channels.remove(room, account)

    async def security(self, room: str, *, anew: bool = False) -> Security:
        """What is known of the room's security now; raises Busy or Unclear without an answer."""
        return await self._channels.security(room, anew=anew)

    async def close(self) -> None:
        self._showing.close()
        await self._workspaces.close()
