"""Slack workspaces that take part, and what their private rooms may hold (P-01)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from coordination.ceilings import Acceptance, Workspace
from storage.directory.memory import remembered
from storage.directory.people import People
from storage.directory.rows import stands
from storage.directory.tables import workspace

_TEAM = re.compile(r"[TE][A-Z0-9]+(?=:)")


class Workspaces(People):
    """The workspaces of the directory; any other team is unlisted."""

    @remembered
    def workspace(self, team: str) -> Workspace | None:
        """A workspace by its team's id, or None for one that the directory does not list."""
        row = self._first(select(workspace).where(workspace.c.id == team, stands(workspace)))
        return _workspace(row) if row else None

    @remembered
    def workspaces(self) -> tuple[Workspace, ...]:
        """Every workspace that takes part, by id."""
        query = select(workspace).where(stands(workspace)).order_by(workspace.c.id)
        return tuple(map(_workspace, self.rows(query)))

    def accepted_between(self, *names: str | None) -> Acceptance | None:
        """The acceptance that holds for these accounts and rooms (`T…:U…`, `T…:D…`).

        Where several teams meet, each must have accepted: every one keeps its own copy.
        """
        teams = [found[0] for name in names if name and (found := _TEAM.match(name))]
        listed = [self.workspace(team) for team in dict.fromkeys(teams)]
        accepted = [one.accepted if one else None for one in listed]
        return accepted[0] if accepted and all(accepted) else None


def acceptance(data: Mapping[str, str] | None) -> Acceptance | None:
    """An acceptance as it was stored."""
    if data is None:
        return None
    return Acceptance(data["by"], date.fromisoformat(data["on"]), data["reference"])


def _workspace(row: Row[Any]) -> Workspace:
    return Workspace(row.id, row.name, acceptance(row.accepted))
