"""What Slack knows and the server does not: teams, guests, shared channels, members, metadata."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from bot.demo.slack.workspace import BOT, TEAM


@dataclass
class Facts:
    """Tests write here what they want to be true."""

    teams: dict[str, str] = field(default_factory=dict)
    """Whose own team is another one: user → team (Slack Connect)."""
    guests: set[str] = field(default_factory=set)
    """Users with a guest account of the workspace."""
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What is so of a channel: channel → fields of `conversations.info`."""
    members: dict[str, list[str]] = field(default_factory=dict)
    """Who is in each channel that has been seen."""
    metadata: dict[tuple[str, str], Any] = field(default_factory=dict)
    """The metadata of each message: channel and ts → metadata."""
    triggers: dict[str, float] = field(default_factory=dict)
    """When each trigger was given; those that were used are gone."""
    trigger_seconds: float = 3.0
    """For how long a trigger opens a form."""
    history: bool = True
    """Whether the app has the scope to read messages."""

    def team_of(self, user: str | None) -> str:
        return self.teams.get(user or "", TEAM)

    def used(self, trigger: str | None) -> str | None:
        """Use a trigger up; gives the error, if it is none that still opens something."""
        given = self.triggers.pop(trigger or "", None)
        if given is None:
            return "trigger_exchanged" if trigger else "invalid_trigger_id"
        late = time.monotonic() - given > self.trigger_seconds
        return "trigger_expired" if late else None

    def user(self, user: dict[str, Any]) -> dict[str, Any]:
        """As `users.info` describes a person."""
        team = self.team_of(user["id"])
        guest = user["id"] in self.guests
        more = {"team_id": team, "is_restricted": guest, "is_ultra_restricted": False}
        return user | more | {"is_stranger": team != TEAM, "deleted": user.get("deleted", False)}

    def channel(self, channel: dict[str, Any]) -> dict[str, Any]:
        """As `conversations.info` describes a channel."""
        usual = {
            "is_shared": False,
            "is_ext_shared": False,
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "is_mpim": False,
            "context_team_id": TEAM,
            "shared_team_ids": [TEAM],
            "pending_shared": [],
            "is_member": BOT in self.members.get(channel["id"], [BOT]),
        }
        if channel.get("is_im"):
            people = [one for one in self.members.get(channel["id"], []) if one != BOT]
            usual["user"] = people[0] if people else ""
        return {**channel, **usual, **self.channels.get(channel["id"], {})}
