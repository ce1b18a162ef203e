"""Days with the month by its name: read as they are shown, never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearse.drill import Drill, words
from bot.render.reader import Reader
from bot.render.times import shown
from commands.kinds.months import in_figures, words_of_a_day
from coordination.refused import Refused
from tests.commands.deciding import done
from tests.commands.incidents import opened, said

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.rule("DR-31")
@given(DAYS, st.sampled_from(("day", "short")), st.text("abc XY", max_size=9))
def test_a_day_is_read_back_as_it_is_shown(day: date, form: str, after: str) -> None:
    text = shown(day, Reader(), form)
    if form == "short":
        text = f"{text} {day.year}"
    assert in_figures(text, TODAY) == day.isoformat()
    assert words_of_a_day([*text.split(), *after.split()]) == len(text.split())


@pytest.mark.rule("DR-31")
@pytest.mark.parametrize(
    "text",
    [
        "20 March 2026",
        "20th of March 2026",
        "March 20, 2026",
        "Friday, 20 March 2026",
        "20 mars 2026",
        "vendredi 20 mars 2026",
        "20 de marzo de 2026",
        "viernes, 20 de marzo de 2026",
    ],
)
def test_the_languages_that_are_spoken_here_are_read(text: str) -> None:
    assert in_figures(text, TODAY) == "2026-03-20"
    assert in_figures(f"{text}, 17:00@Europe/Rome", TODAY) == "2026-03-20 17:00@Europe/Rome"


@pytest.mark.rule("DR-31")
def test_a_day_without_its_year_is_asked_for_with_the_next_one_ready() -> None:
    with pytest.raises(Refused) as no:
        in_figures("20 March", TODAY)
    assert no.value.instead == ("2027-03-20",)
    with pytest.raises(Refused) as no:
        in_figures("29 February", TODAY)
    assert no.value.instead == ("2028-02-29",)


@pytest.mark.rule("DR-31")
@given(DAYS, st.integers(1, 6))
def test_a_weekday_that_is_another_one_is_no_slip_to_pass_over(day: date, off: int) -> None:
    reader = Reader()
    wrong = shown(day + timedelta(days=off), reader).split()[0]
    with pytest.raises(Refused) as no:
        in_figures(" ".join([wrong, *shown(day, reader).split()[1:]]), TODAY)
    assert no.value.instead == (day.isoformat(),)


@pytest.mark.parametrize(
    "text", ["72h", "5wd", "2026-03-20", "May", "31 June 2026", "May 2026", ""]
)
def test_what_is_no_day_in_words_is_left_as_it_is(text: str) -> None:
    assert in_figures(text, TODAY) == text


@pytest.mark.rule("DR-31")
async def test_a_day_in_words_is_taken_in_a_line_and_in_an_interview(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"commitment offer {incident} Mon 4 May 2026 Pause new files"
    made = (await done(drill, "it1", "direct", line)).made["commitment"]
    kept = await drill.runtime.database.run(lambda store: store.commitments.get(made))
    assert kept is not None
    assert (kept.promise.due.date(), kept.promise.what) == (date(2026, 5, 4), "Pause new files")
    await said(drill, "it1", "direct", f"commitment offer {incident}")
    no = await said(drill, "it1", "direct", "yes")
    assert (no.outcome, no.rule) == ("refused", "form")
    await said(drill, "it1", "direct", "Check every file")
    await said(drill, "it1", "direct", "skip")
    no = await said(drill, "it1", "direct", "4 May")
    assert (no.outcome, no.rule) == ("refused", "DR-31")
    assert "with its year" in words(no)
    made = (await said(drill, "it1", "direct", "Tue 5 May 2026")).made["commitment"]
    kept = await drill.runtime.database.run(lambda store: store.commitments.get(made))
    assert kept is not None
    assert kept.promise.due.date() == date(2026, 5, 5)


@pytest.mark.rule("DR-31")
@pytest.mark.parametrize("after", ["17:00 Europe/Rome", "17:00@Europe/Rome", "17:00 +02:00"])
async def test_a_day_and_its_time_may_stand_apart(drill: Drill, after: str) -> None:
    incident = await opened(drill)
    for day in ("2026-12-04", "4 December 2026"):
        line = f"commitment offer {incident} {day} {after} Look at every file again"
        told = words(await done(drill, "nl1", "draft", line))
        assert "Look at every file again" in told
        assert "4 Dec" in told


@pytest.mark.rule("DR-31")
async def test_a_time_without_its_zone_is_asked_for_it_and_taken_for_no_other_word(
    drill: Drill,
) -> None:
    line = f"commitment offer {await opened(drill)} 2026-12-04 17:00 Look at every file again"
    refused = await said(drill, "nl1", "draft", line)
    assert "A time needs its zone" in words(refused)
