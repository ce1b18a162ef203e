"""Days, lengths and zones that are written another way, or are none: said so, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.instants import Deadline, Unit, read_deadline, words_of_a_length
from tests.coordination.test_instants import refusal

pytestmark = pytest.mark.rule("DR-31")


def test_a_day_that_is_none_is_refused_for_what_is_wrong_with_it() -> None:
    none = refusal("2026-02-30")
    assert (none.said.msgid, none.instead) == ("when.no_such_day", ("2026-02-28",))
    assert refusal("2026-13-01").said.msgid == "when.no_such_month"
    assert refusal("9999-12-31T23:59Z").said.msgid == "when.far"


@given(st.integers(1, 260), st.sampled_from(["wd", " wd", " working day", " Working days"]))
def test_working_days_are_read_in_words(count: int, unit: str) -> None:
    assert read_deadline(f"{count}{unit}") == Deadline(count=count, unit=Unit.WORKING_DAYS)
    assert words_of_a_length([*f"{count}{unit}".split(), "from", "now"]) == len(unit.split()) + (
        1 if unit.startswith(" ") else 0
    )


def test_a_zone_that_is_turned_round_is_offered_and_none_is_made_up() -> None:
    assert refusal("2026-04-09T17:00@Paris/Europe").instead == ("Europe/Paris",)
    none = refusal("2026-04-09T17:00@Qqqqqq")
    assert (none.said.msgid, none.instead) == ("when.no_such_zone", ())
