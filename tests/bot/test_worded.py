"""Words that are kept for the next room are those that would be made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.render.reader import Reader
from bot.render.worded import worded
from commands.outcome import Page
from coordination.said import Param, Said
from coordination.tlp import Tlp

READER = Reader(zone="Europe/Rome")
EVE = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
"""The last minute of the year in Rome."""
PLATFORMS = pytest.mark.parametrize("platform", ["matrix", "slack"])


def words(said: Said, platform: str, reader: Reader = READER) -> str:
    return worded(Page(said), reader, platform)[0].plain


@PLATFORMS
@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (Tlp.GREEN, "TLP:GREEN")])
def test_a_value_never_has_the_words_of_another_that_is_equal_or_alike(
    one: Param, other: Param, platform: str
) -> None:
    for _ in range(2):
        first, second = (words(Said("render.code", code=one), platform) for one in (one, other))
        assert first != second


@PLATFORMS
def test_a_day_has_its_year_once_it_is_read_in_another_one_on_the_readers_clock(
    platform: str,
) -> None:
    said = Said("board.on", at=EVE)
    late = replace(READER, now=EVE - timedelta(days=300))
    assert "2026" not in words(said, platform, late)
    assert words(said, platform, replace(READER, now=EVE)) == words(said, platform, late)
    assert "2026" in words(said, platform, replace(READER, now=EVE + timedelta(minutes=1)))


@PLATFORMS
def test_who_must_act_stands_before_the_words_of_one_room_alone(platform: str) -> None:
    page = Page(Said("render.code", code="x"))
    called = worded(page, READER, platform, [("slack:T0:U1NL", "Nora")])
    assert called != worded(page, READER, platform)
    assert worded(page, READER, platform) == worded(page, READER, platform)
