"""What Slack's description of a channel says of its security (T-11; pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.rooms import Security
from bot.slack.address import joined

NOT_JOINED = Security(safe=False, reasons=("room.not_joined",))
NOT_TOLD = Security(safe=False, reasons=("room.not_told",))


@dataclass(frozen=True)
class Member:
    """A person in a channel; `team` is the one that the account belongs to.

    `organisation` is that of the team, on Enterprise Grid.
    """

    id: str
    team: str
    guest: bool = False
    organisation: str = ""

    @classmethod
    def of(cls, user: dict[str, Any], team: str) -> Member:
        """From users.info; on Enterprise Grid `team_id` may be null."""
        guest = any(
            user.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_invited_user")
        )
        grid = user.get("enterprise_user")
        organisation = str(grid.get("enterprise_id") or "") if isinstance(grid, dict) else ""
        teams = grid.get("teams") if isinstance(grid, dict) else None
        home = str(user.get("team_id") or next(iter(teams or ()), "") or team)
        return cls(str(user.get("id")), home, bool(guest), organisation)


def security(
    channel: dict[str, Any],
    members: Iterable[Member],
    listed: frozenset[str],
    bot_user: str,
    install: str = "",
) -> Security:
    """Whether the channel may hold what is not for everybody, or each reason why not.

    `install` is whose description this is: a workspace, or on Enterprise Grid an organisation.
    """
    members = tuple(members)
    inside = _inside(channel, members, listed, bot_user, install)
    people = [one for one in members if one.id != bot_user]
    found = {
        "room.not_joined": all(one.id != bot_user for one in members),
        "room.public": not (channel.get("is_private") or channel.get("is_im")),
        "room.archived": bool(channel.get("is_archived")),
        "room.shared_team": not _teams(channel) <= listed | inside,
        "room.shared_pending": bool(
            channel.get("is_pending_ext_shared") or channel.get("pending_shared")
        ),
        "room.guest_member": any(one.guest for one in people),
        "room.foreign_team": any(listed.isdisjoint({one.team, one.organisation}) for one in people),
    }
    reasons = tuple(reason for reason, holds in found.items() if holds)
    present = frozenset(joined(one.team, one.id) for one in people if one.team)
    return Security(safe=not reasons, reasons=reasons, present=present)


def _inside(
    channel: dict[str, Any],
    members: Iterable[Member],
    listed: frozenset[str],
    bot_user: str,
    install: str,
) -> frozenset[str]:
    """The workspaces of organisations that are listed: those of Enterprise Grid name both."""
    found = {one.team for one in members if one.organisation in listed}
    if install.startswith("E") and install in listed:
        found |= {one.team for one in members if one.id == bot_user}
        found |= {str(team) for team in channel.get("internal_team_ids") or ()}
    return frozenset(found)


def _teams(channel: dict[str, Any]) -> frozenset[str]:
    """Every workspace that the channel is shared with; one without a name is no listed one."""
    names = ("shared_team_ids", "connected_team_ids", "internal_team_ids")
    found = {str(team) for name in names for team in channel.get(name) or ()}
    if not found and (channel.get("is_ext_shared") or channel.get("is_org_shared")):
        found.add("")
    return frozenset(found)
