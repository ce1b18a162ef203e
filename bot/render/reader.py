"""Who reads: the language, the clock, and whether others read along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

from bot.words import OURS, SOURCE, Catalogue

_REGION = {"en": "en_001"}
"""English without a country's own habits: “9 Apr 2026”, “A, B and C”."""


@dataclass(frozen=True)
class Reader:
    """For whom words are made.

    `zone` is the person's, or a shared room's anchor zone; None shows UTC. `shared` is true where
    several people read: then an instant names the `place` of its clock instead of “your time”.
    `now` is when it is read: a day in another year is then shown with that year.
    """

    language: str = "en"
    zone: str | None = None
    shared: bool = True
    place: str | None = None
    catalogue: Catalogue = OURS
    now: datetime | None = None
    paper: bool = False
    """Whether it is a paper: its words are there in languages in which no message is."""

    @property
    def tongue(self) -> str:
        """The language of our words: the reader's own, or English where it has not all of them."""
        known = self.catalogue.papers if self.paper else self.catalogue.languages
        return self.language if self.language in known else SOURCE

    @property
    def locale(self) -> Locale:
        """The habits of the language of our words."""
        return locale(self.tongue)


@cache
def locale(language: str) -> Locale:
    """What the CLDR knows of a language; English where it knows nothing."""
    try:
        return Locale.parse(_REGION.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_REGION["en"])


@cache
def clock_of(zone: str | None) -> tzinfo:
    """The clock of an IANA zone; UTC for none and for a name that the zone rules do not have."""
    try:
        return ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC  # also where there are no rules at all, as `doctor` must be able to say
