"""Days on which somebody does not work: the reason stands where a start does not suit (T-12)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.meetings import done, said

SUNDAY = "2026-03-22"


async def proposing(drill: Drill, dates: str, more: str = "") -> str:
    line = f"meeting propose none {dates} {more} What to do"
    return words(await done(drill, "anouk", "direct", line))


async def test_who_has_a_weekend_is_left_out_for_that_and_not_for_an_hour(drill: Drill) -> None:
    page = await proposing(drill, SUNDAY, "invite=NL,IL,CA")
    assert "A) Sun 22 Mar — 08:00 The Hague · 03:00 Ottawa · 09:00 Jerusalem" in page
    assert "– without The Hague (weekend) and Ottawa (weekend)" in page


async def test_who_has_a_holiday_is_left_out_for_it_by_its_name(drill: Drill) -> None:
    page = await proposing(drill, "2026-04-27", "invite=NL,IT")
    assert "– without The Hague (closed: King's Day)" in page


async def test_who_is_asleep_is_left_out_for_the_hour(drill: Drill) -> None:
    page = await proposing(drill, "2026-03-24", "invite=NL,AU,CA")
    assert "– without Canberra (23:00)" in page
    assert "weekend" not in page


@pytest.mark.parametrize(
    ("dates", "reason", "other"),
    [
        (SUNDAY, "Sun 22 Mar (weekend)", "2026-03-23..2026-03-23"),
        ("2026-03-21..2026-03-22", "(weekend) and Sun 22 Mar", "2026-03-23..2026-03-24"),
        ("2026-12-25", "Fri 25 Dec (closed: Christmas Day)", "2026-12-28..2026-12-28"),
        ("2026-04-06", "Mon 6 Apr (closed: Easter Monday)", "2026-04-07..2026-04-07"),
    ],
)
async def test_days_on_which_nobody_works_are_refused_with_the_reason_and_a_day_that_would_do(
    drill: Drill, dates: str, reason: str, other: str
) -> None:
    line = "meeting propose none {} duration=180m invite=NL,IT What to do"
    no = await said(drill, "anouk", "direct", line.format(dates))
    assert no.outcome == "refused"
    assert "Nobody who is invited works on" in words(no)
    assert reason in words(no)
    assert no.page is not None
    assert [button.line for button in no.page.buttons] == [line.format(other)]
    assert (await said(drill, "anouk", "direct", no.page.buttons[0].line)).outcome == "done"


async def test_days_on_which_nobody_works_leave_a_meeting_that_stands_as_it_was(
    drill: Drill,
) -> None:
    line = "meeting propose none 2026-03-24 invite=NL,IT What to do"
    meeting = (await done(drill, "anouk", "direct", line)).made["meeting"]
    no = await said(drill, "anouk", "direct", f"meeting slots {meeting} dates={SUNDAY} band=06-24")
    assert "Sun 22 Mar (weekend)" in words(no)
    assert no.page is not None
    again = f"meeting slots {meeting} dates=2026-03-23..2026-03-23 band=06-24"
    assert [button.line for button in no.page.buttons] == [again]
    slots = words(await done(drill, "anouk", "direct", f"meeting slots {meeting}"))
    assert "Tue 24 Mar" in slots


async def test_days_that_are_past_are_refused_for_that(drill: Drill) -> None:
    past = date(2026, 3, 2)
    assert past < drill.now.date()
    no = await said(drill, "anouk", "direct", f"meeting propose none {past} What to do")
    assert "every time that would suit is past" in words(no)
    assert "wider hours" not in words(no)


async def test_a_length_beyond_the_hours_is_refused_for_that(drill: Drill) -> None:
    line = "meeting propose none 2026-03-24 duration=13h invite=NL,IT What to do"
    no = await said(drill, "anouk", "direct", line)
    assert "wider hours" in words(no)
