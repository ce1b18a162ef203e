"""What the server is told: one workspace with its people and channels, and our app in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

TEAM = "T0COMITY"
BOT = "U0COMITY"
APP = "A0COMITY"


class Mode(StrEnum):
    """How events reach the bot: by requests to its address, or through a socket that it opens."""

    HTTP = "events"
    SOCKET = "socket"


@dataclass(frozen=True)
class User:
    """A person with an account in the workspace; `id` such as `U0CA1`."""

    id: str
    name: str
    zone: str = "UTC"


@dataclass(frozen=True)
class Channel:
    """A channel, with the bot and these people (user ids) in it; `id` such as `C0DRAFT`."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    private: bool = True
    topic: str = ""


@dataclass(frozen=True)
class Tokens:
    """What the app signs in with, and what the server signs its requests with."""

    bot: str
    app: str
    signing_secret: str


def workspace(
    tokens: Tokens,
    users: Sequence[User],
    channels: Sequence[Channel],
    mode: Mode,
    request_url: str | None,
) -> dict[str, Any]:
    """The server's configuration file."""
    app = {
        "appId": APP,
        "botUserId": BOT,
        "botName": "Comity",
        "botToken": tokens.bot,
        "appToken": tokens.app,
        "signingSecret": tokens.signing_secret,
        "mode": mode.value,
    }
    if request_url is not None:
        app["requestUrl"] = request_url
    return {
        "workspace": {"name": "Comity demonstration", "domain": "comity", "teamId": TEAM},
        "apps": [app],
        "users": [_user(user) for user in users],
        "channels": [_channel(channel) for channel in channels],
    }


def _user(user: User) -> dict[str, Any]:
    handle = user.name.split()[0].lower()
    return {"id": user.id, "name": handle, "real_name": user.name, "tz": user.zone}


def _channel(channel: Channel) -> dict[str, Any]:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.private,
        "topic": channel.topic,
        "members": [*channel.members, BOT],
    }
