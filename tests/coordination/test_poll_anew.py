"""A text that is amended while it is voted on: how long there is for the new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from coordination.calendar import WorkCalendar, at_rest
from coordination.poll.course import amend, amendment
from tests.coordination.polls import CLOSES, OPENED, poll


@pytest.mark.rule("DR-26")
@over(st.timedeltas(timedelta(seconds=1), CLOSES - OPENED - timedelta(seconds=1)))
def test_all_have_as_long_for_the_new_text_as_they_had_for_the_old(after: timedelta) -> None:
    on = poll()
    newer = amend(on, "1" * 64, OPENED + after, {})
    assert newer.closes_at - (OPENED + after) == on.closes_at - on.opened_at
    assert newer.extended == on.extended  # the chair's one extension is not used up
    calendars = {
        "FR": WorkCalendar("Europe/Paris"),
        "IL": WorkCalendar("Asia/Jerusalem", frozenset({4, 5})),
    }
    rested = amend(on, "1" * 64, OPENED + after, calendars)
    assert rested.closes_at >= newer.closes_at
    assert not at_rest(calendars, rested.closes_at)


@pytest.mark.rule("DR-26")
@over(st.lists(st.floats(0, 0.99), min_size=1, max_size=6))
def test_however_often_a_text_is_amended_the_time_for_it_does_not_grow(parts: list[float]) -> None:
    on, first = poll(), CLOSES - OPENED
    since = OPENED
    for seq, part in enumerate(parts, start=1):
        at = since + part * first
        newer = amend(on, f"{seq}" * 64, at, {})
        on = replace(newer, annexes=(*on.annexes, amendment(on, "NL", "nl1", at, seq)))
        since = at
        assert on.closes_at - at == first
