"""What a register says of the second act behind an accreditation (DR-17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from config.directory import values as v
from config.directory.raw import whole
from coordination.confirmation import Confirmation, Through

CONFIRMED: Mapping[str, Callable[[object], Any]] = {
    "confirmed_by": v.text,
    "confirmed_through": v.one_of(Through),
    "confirmed_on": v.day,
    "confirmed_reference": v.text,
}


def confirmation(row: dict[str, Any]) -> Confirmation | None:
    """All four of who, through what, when and the reference, or nothing."""
    if not whole(row, CONFIRMED, "import.half_confirmed"):
        return None
    return Confirmation(*(row[name] for name in CONFIRMED))
