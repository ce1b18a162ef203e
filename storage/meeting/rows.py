"""Between a meeting and its rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from coordination.meeting.availability import Answer
from coordination.meeting.composition import Sector
from coordination.meeting.meeting import Attended, Invitees, Meeting
from coordination.parties import Role
from coordination.spans import Band, DateRange

PLAIN = (
    "id",
    "group",
    "incident",
    "kind",
    "stage",
    "label",
    "minutes",
    "zone",
    "hidden",
    "about_children",
    "start",
    "sequence",
    "proposed_by",
    "proposed_at",
)
"""Fields that stand in a column of their own name."""


def values(one: Meeting) -> dict[str, Any]:
    """The columns that are not sealed."""
    return {name: getattr(one, name) for name in PLAIN} | {
        "first_day": one.dates.first,
        "last_day": one.dates.last,
        "band_from": one.band.start,
        "band_to": one.band.end,
        "invitees": {
            "parties": list(one.invitees.parties),
            "people": list(one.invitees.people),
            "roles": [role.value for role in one.invitees.roles],
            "sectors": [sector.value for sector in one.invitees.sectors],
            "child_focused": one.invitees.child_focused,
        },
    }


def written(one: Meeting) -> dict[str, Any]:
    """What people wrote, to be sealed."""
    return {
        "purpose": one.purpose,
        "link": one.link,
        "agenda": list(one.agenda),
        "conclusions": list(one.conclusions),
        "reason": one.reason,
    }


def read(
    row: Row[Any],
    words: dict[str, Any],
    starts: list[Row[Any]],
    answers: list[Row[Any]],
    there: list[Row[Any]],
) -> Meeting:
    """The meeting as its rows say."""
    return Meeting(
        **{name: getattr(row, name) for name in PLAIN},
        purpose=words["purpose"],
        link=words["link"],
        agenda=tuple(words["agenda"]),
        conclusions=tuple(words["conclusions"]),
        reason=words["reason"],
        invitees=_invitees(row.invitees),
        dates=DateRange(row.first_day, row.last_day),
        band=Band(row.band_from, row.band_to),
        offered=tuple(one.start for one in starts),
        burdens=tuple(one.burden for one in starts),
        answers=tuple(Answer(a.party, a.start, a.availability) for a in answers),
        attendance=tuple(Attended(a.person, a.party, a.organisation) for a in there),
    )


def _invitees(said: dict[str, Any]) -> Invitees:
    return Invitees(
        parties=tuple(said["parties"]),
        people=tuple(said["people"]),
        roles=tuple(map(Role, said["roles"])),
        sectors=tuple(map(Sector, said["sectors"])),
        child_focused=said["child_focused"],
    )
