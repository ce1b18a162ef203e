"""What a platform's answers say of its clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.contact import Contact

NOW = datetime(2026, 3, 9, 9, 0, 30, tzinfo=UTC)


def ahead(dated: datetime, waited: float) -> timedelta | None:
    """What is known of a platform that dated its answer so, after so many seconds."""
    contact = Contact(wall=lambda: NOW)
    contact.witness(format_datetime(dated, usegmt=True), waited)
    return contact.ahead


@pytest.mark.parametrize("into", [0, 7, 30])
def test_an_answer_that_is_held_back_until_there_is_news_shows_no_clock_that_is_wrong(
    into: int,
) -> None:
    assert ahead(NOW - timedelta(seconds=30 - into), 30.0) == timedelta()


@pytest.mark.parametrize("minutes", [-60, -2, 2, 60])
@pytest.mark.parametrize("waited", [0.0, 0.2, 30.0])
def test_a_clock_that_is_wrong_is_seen_however_long_the_answer_took(
    minutes: int, waited: float
) -> None:
    found = ahead(NOW + timedelta(minutes=minutes), waited)
    assert found is not None
    assert abs(found - timedelta(minutes=minutes)) <= timedelta(seconds=waited + 1)


def test_a_date_that_cannot_be_read_says_nothing_of_the_clock() -> None:
    contact = Contact(wall=lambda: NOW)
    contact.witness("yesterday", 1.0)
    contact.witness(None, 1.0)
    assert contact.ahead is None
