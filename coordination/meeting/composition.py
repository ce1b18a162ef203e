"""Who should be at the table: what is missing is printed, only mandates and children refuse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from coordination.meeting.kinds import CAPACITY, MeetingKind
from coordination.refused import Refused
from coordination.said import Said


class Sector(StrEnum):
    """The parts of government and society that a national roundtable needs (U-32, Box 13)."""

    INTERIOR = "interior"
    FOREIGN_AFFAIRS = "foreign_affairs"
    SOCIAL_AFFAIRS = "social_affairs"
    LABOUR = "labour"
    HEALTH = "health"
    OTHER_OFFICE = "other_office"
    NATIONAL_NGO = "national_ngo"
    INTERNATIONAL_NGO = "international_ngo"
    INTERNATIONAL_ORGANISATION = "international_organisation"


def missing_sectors(invited: Iterable[Sector]) -> tuple[Sector, ...]:
    """The sectors that a roundtable's invitation leaves out, in the source's order (U-32, W)."""
    there = frozenset(invited)
    return tuple(sector for sector in Sector if sector not in there)


def missing_parties(concerned: Iterable[str], invited: Iterable[str]) -> tuple[str, ...]:
    """The authorities concerned that are not invited (T-28)."""
    return tuple(sorted(frozenset(concerned) - frozenset(invited)))


def lacks_child_focus(about_children: bool, child_focused: int) -> bool:
    """Whether a roundtable on children has no child-focused organisation: a warning (U-34)."""
    return about_children and child_focused < 1


def check_child_focus(about_children: bool, child_focused: int, reason: str | None) -> None:
    """Refuse to convene such a roundtable unless a reason is given (U-34)."""
    if lacks_child_focus(about_children, child_focused) and not (reason and reason.strip()):
        raise Refused("U-34", Said("meeting.no_child_focus"))


def check_capacity(kind: MeetingKind, capacities: Mapping[str, str | None]) -> None:
    """Refuse a horizontal meeting with States that have not its capacity (T-16).

    `capacities` gives `SO`, `RS` or both (`SO,RS`) for each invited party.
    """
    needed = CAPACITY.get(kind)
    if needed is None:
        return
    strange = tuple(
        sorted(party for party, has in capacities.items() if needed not in (has or "").split(","))
    )
    if strange:
        said = Said("meeting.other_capacity", kind=Said(f"meetingkind.{kind}"), parties=strange)
        raise Refused("T-16", said)
