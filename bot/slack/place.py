"""Where something was done: only the app's own direct channel is a person's private room."""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.rooms import Impossible
from bot.slack.address import is_direct, parted
from bot.slack.channels import Channels
from bot.slack.incoming import account_of, channel_of, part

_GROUP = "mpdm-"
"""How Slack itself names a direct message among several people; what it says stays private."""


class Place(NamedTuple):
    """A channel; `own` is true for the app's direct channel with whoever did it."""

    channel: str
    own: bool


async def place(channels: Channels, body: dict[str, Any], team: str) -> Place:
    """Where a command, an action or a shortcut belongs.

    They work everywhere, also where people talk without us. What is done in App Home, or between
    people alone, belongs to the person's own room with the app. Raises as asking Slack does.
    """
    channel = channel_of(body)
    if channel and not _talk(channel, body):
        return Place(channel, own=False)
    try:
        own = await channels.direct(account_of(body, team))
    except Impossible:
        if not channel:
            raise
        return Place(channel, own=False)  # another organisation's account has no room with us
    return Place(parted(own)[1], own=True)


def _talk(channel: str, body: dict[str, Any]) -> bool:
    """Whether it is a direct channel: ours, or one between people."""
    name = body.get("channel_name") or part(body, "channel").get("name")
    return is_direct(channel) or str(name or "").startswith(_GROUP)
