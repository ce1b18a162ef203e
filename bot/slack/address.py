"""Ids as the rest of the bot knows them: `<team>:<id>`, so that no two workspaces are mixed up."""

from __future__ import annotations

from bot.rooms import Impossible


def joined(team: str, id: str) -> str:
    """A room's or an account's id beyond its workspace."""
    return f"{team}:{id}"


def parted(address: str) -> tuple[str, str]:
    """Team and id; raises Impossible for what is no address of ours."""
    team, _, id = address.partition(":")
    if not (team and id):
        raise Impossible("no_slack_address")
    return team, id


def is_direct(channel: str) -> bool:
    """Whether two are in it: one person and the bot, where Slack tells the bot what is said.

    Commands and shortcuts come from direct channels between people too (see `place`).
    """
    return channel.startswith("D")
