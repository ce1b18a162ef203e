"""Cells read as values: text, codes, lists, labels, zones and instants."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import TypeVar
from unicodedata import normalize

from config.directory.raw import Wrong
from coordination.meeting.quorum import Share
from coordination.poll.rule import Ratio
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import zone_names

PLATFORMS = ("matrix", "slack")
"""On which a person may have an account, and a group a room."""

MOST_SIGNS = 1000
"""In one cell, unless it is a list."""

E = TypeVar("E", bound=StrEnum)
_YES = {"yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_STATE = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_MATRIX = re.compile(r"@[^:\s]+:\S+")
_SLACK = re.compile(r"[TE][A-Z0-9]+:[UW][A-Z0-9]+")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]")
"""Control signs, those that turn the direction of writing, and what a wrong encoding leaves."""
_HOUR = re.compile(r"([0-9]{1,2})(:00){0,2}")
_CLOSURE = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(\S.*)", re.DOTALL)


def text(value: object) -> str:
    """One line of text of a length that a card can show."""
    found = line(value)
    if len(found) > MOST_SIGNS:
        raise Wrong(Said("import.too_long", length=len(found), most=MOST_SIGNS))
    return found


def line(value: object) -> str:
    """One line of text; numbers that a spreadsheet made of it are read back."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Wrong(Said("import.not_text", value=_shown(value)))
    whole = isinstance(value, float) and value.is_integer()
    # Some systems write an accent as a sign of its own, which would look the same and differ.
    found = normalize("NFC", " ".join(str(int(value) if whole else value).split()))
    if hidden := _HIDDEN.search(found):
        raise Wrong(Said("import.unseen", code=f"U+{ord(hidden[0]):04X}"))
    return found


def code(value: object) -> str:
    """An id: letters, digits, dot, dash and underscore."""
    return _like(_CODE, text(value), "import.not_code")


def state(value: object) -> str:
    """A State's code: two capital letters."""
    return _like(_STATE, text(value).upper(), "import.not_state")


def language(value: object) -> str:
    return _like(_LANGUAGE, text(value), "import.not_language")


def several(read: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    """A list, or one text with commas or semicolons between."""

    def read_all(value: object) -> tuple[str, ...]:
        items = value if isinstance(value, list) else re.split(r"[,;\n]", line(value))
        return tuple(read(item) for item in items if item != "" and str(item).strip())

    return read_all


def yes(value: object) -> bool:
    known = value if isinstance(value, bool) else _YES.get(text(value).casefold())
    if known is None:
        raise Wrong(Said("import.not_yes", value=_shown(value)))
    return known


def whole(value: object) -> int:
    """A number without fraction and sign."""
    digits = text(value)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise Wrong(Said("import.not_whole", value=_shown(value)))
    return int(digits)


def share(value: object) -> str:
    """How many of several parties are enough, such as `>1/2` or `>=2/3`."""
    written = text(value).replace(" ", "")
    try:
        Share.of(written)
    except ValueError:
        raise Wrong(Said("import.not_share", value=_shown(value))) from None
    return written


def majority(value: object) -> str:
    """The share of a qualified majority, such as `3/4`: more than half, else it were none."""
    written = text(value).replace(" ", "")
    try:
        share = Ratio.of(written)
    except (ValueError, Refused):
        raise Wrong(Said("import.not_majority", value=_shown(value))) from None
    if 2 * share.p <= share.q:
        raise Wrong(Said("import.not_majority", value=_shown(value)))
    return written


def hour(value: object) -> int:
    """A full hour of the local day, 0 to 24, or as `22:00` and as a spreadsheet's own time."""
    found = _HOUR.fullmatch(value.isoformat() if isinstance(value, time) else text(value))
    if found is None or int(found[1]) > 24:
        raise Wrong(Said("import.not_hour", value=_shown(value)))
    return int(found[1])


def zone(value: object) -> str:
    """An IANA time zone."""
    written = text(value)
    if written not in _zones():
        raise Wrong(Said("import.not_zone", value=_shown(written), near=_near_zone(written)))
    return written


def label(value: object) -> Tlp:
    """A TLP 2.0 label, with or without `TLP:`."""
    try:
        return Tlp.read(text(value))
    except ValueError:
        labels = ", ".join(label.value for label in Tlp)
        raise Wrong(Said("import.not_label", value=_shown(value), known=labels)) from None


def platform(value: object) -> str:
    """A chat platform that we speak."""
    return _known(text(value).casefold(), list(PLATFORMS), "import.not_one_of")


def matrix(value: object) -> str:
    """A Matrix account, with its homeserver."""
    return _like(_MATRIX, text(value), "import.not_matrix")


def slack(value: object) -> str:
    """A Slack account: workspace (or organisation) and member."""
    return _like(_SLACK, text(value), "import.not_slack")


def one_of(kind: type[E]) -> Callable[[object], E]:
    """One of an enumeration's values."""
    known = [member.value for member in kind]
    return lambda value: kind(_known(text(value).casefold(), known, "import.not_one_of"))


def start(value: object) -> datetime:
    """An instant; a bare date is its first instant, in UTC."""
    return _instant(value, timedelta(0))


def end(value: object) -> datetime:
    """An instant; a bare date is the end of that day, in UTC."""
    return _instant(value, timedelta(days=1))


def day(value: object) -> date:
    """A day of the calendar."""
    return _instant(value, timedelta(0)).date()


def closures(value: object) -> tuple[tuple[str, str], ...]:
    """Closing days: `2026-04-03 Good Friday`, in a list or with semicolons between."""
    items = value if isinstance(value, list) else re.split(r"[;\n]", line(value))
    return tuple(sorted(_closure(str(item).strip()) for item in items if str(item).strip()))


def _closure(item: str) -> tuple[str, str]:
    found = _CLOSURE.fullmatch(item)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        raise Wrong(Said("import.not_closure", value=_shown(item)))
    return day.isoformat(), text(found[2])


def _instant(value: object, later: timedelta) -> datetime:
    if isinstance(value, str):
        value = _parsed(value.strip())
    if isinstance(value, datetime):
        # A spreadsheet keeps a date as midnight without a zone.
        bare = value.tzinfo is None and value.time() == time(0)
        if value.tzinfo is not None:
            return value.astimezone(UTC)
        value = value.date() if bare else None
    if not isinstance(value, date):
        raise Wrong(Said("import.not_instant", value=_shown(value)))
    return datetime.combine(value, time(0), UTC) + later


def _parsed(written: str) -> object:
    try:
        return date.fromisoformat(written)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise Wrong(Said("import.not_instant", value=_shown(written))) from None


def _like(pattern: re.Pattern[str], written: str, otherwise: str) -> str:
    if not pattern.fullmatch(written):
        raise Wrong(Said(otherwise, value=_shown(written)))
    return written


def _known(written: str, known: list[str], otherwise: str) -> str:
    if written not in known:
        near = get_close_matches(written, known, n=1) or known
        raise Wrong(Said(otherwise, value=_shown(written), near=", ".join(near)))
    return written


@cache
def _zones() -> frozenset[str]:
    return frozenset(zone_names().values())


@cache
def _near_zone(written: str) -> str:
    """The zone that was meant, perhaps; a whole column may have the same mistake."""
    return next(iter(get_close_matches(written, sorted(_zones()), n=1)), "UTC")


def _shown(value: object) -> str:
    return str(value)[:60]
