"""Rooms and workspaces of a directory file, and who has accepted what they are (P-01)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from config.directory import values as v
from config.directory.raw import whole
from coordination.ceilings import Acceptance, Workspace
from coordination.parties import Room, Sees

Read = Callable[[object], Any]
_ACCEPTED: dict[str, Read] = {
    "accepted_by": v.text,
    "accepted_on": v.day,
    "accepted_reference": v.text,
}
ROOM: Mapping[str, Read] = {
    "id": v.code,
    "name": v.text,
    "platform": v.platform,
    "remote": v.text,
    "group": v.code,
    "sees": v.one_of(Sees),
    "ceiling": v.label,
    "party": v.code,
    "language": v.language,
    "without": v.several(v.code),
    **_ACCEPTED,
}
WORKSPACE: Mapping[str, Read] = {"id": v.code, "name": v.text, **_ACCEPTED}


def room(row: dict[str, Any]) -> tuple[Room]:
    """A room with the ceiling that its entry asks for."""
    return (
        Room(
            id=row["id"],
            platform=row["platform"],
            remote=row.get("remote"),
            group=row.get("group"),
            sees=row["sees"],
            ceiling=row["ceiling"],
            party=row.get("party"),
            language=row.get("language", "en"),
            name=row["name"],
            without=row.get("without", ()),
            accepted=_accepted(row),
        ),
    )


def workspace(row: dict[str, Any]) -> tuple[Workspace]:
    """A Slack workspace that takes part."""
    return (Workspace(row["id"], row["name"], _accepted(row)),)


def _accepted(row: dict[str, Any]) -> Acceptance | None:
    """All three of who, when and the reference, or nothing: half an acceptance is none."""
    if not whole(row, _ACCEPTED, "import.half_accepted"):
        return None
    return Acceptance(row["accepted_by"], row["accepted_on"], row["accepted_reference"])
