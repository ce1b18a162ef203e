"""Slips of people who know what they want: words the wrong way round, days in another order."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearse.drill import Drill, words
from coordination.instants import read_deadline
from coordination.refused import Refused
from tests.commands.deciding import put, refused, vote


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("open incident XV", "incident open XV"),
        ("list polls", "poll list"),
        ("polls", "poll list"),
        ("poll", "poll list"),
        ("meeting", "meeting propose"),
        ("poll", "help poll"),
        ("Incident", "help incident"),
        ("response", "help response"),
        ("clearance", "help clearance"),
        ("Incidents", "incident list"),
        ("incident list mine", "incident list mine=yes"),
        ("help pol", "help poll"),
        ("help incidnt", "help incident"),
    ],
)
async def test_a_slip_is_offered_as_the_line_that_it_may_mean(
    drill: Drill, typed: str, line: str
) -> None:
    said = await drill.say("nl1", "direct", typed)
    assert said is not None
    assert f"`{line}`" in words(said)


async def test_what_resembles_nothing_is_led_to_help_and_to_nothing_else(drill: Drill) -> None:
    _, said = await refused(drill, "nl1", "direct", "help nonsense")
    assert re.findall("`(.*?)`", said) == ["help"]


async def test_a_city_s_name_is_its_zone_and_no_other(drill: Drill) -> None:
    _, said = await refused(drill, "nl1", "direct", "timezone Paris")
    assert "`timezone Europe/Paris`" in said
    assert said.count("`timezone ") == 1


@pytest.mark.parametrize("typed", ["yes", "No"])
async def test_a_yes_without_a_question_votes_for_nothing(drill: Drill, typed: str) -> None:
    made = await put(drill)
    await drill.say("nl1", "direct", f"poll vote {made['poll']} yes")
    rule, said = await refused(drill, "nl1", "direct", typed)
    assert (rule, "No question is open" in said) == ("form", True)


@pytest.mark.parametrize("person", ["it1", "anouk", "emb-fr", "iss1"])
async def test_a_noun_alone_offers_what_this_person_may_say_and_then_the_list(
    drill: Drill, person: str
) -> None:
    await vote(drill, (await put(drill))["poll"], IT="yes")
    for noun in ("poll", "commitment", "incident"):
        no = await drill.say(person, "direct", noun)
        assert no is not None
        assert no.page is not None
        assert "is only the beginning of a line" in words(no)
        *acts, listed = [button.line for button in no.page.buttons]
        assert listed == f"help {noun}"
        assert 1 <= len(acts) <= 3
        for line in acts:
            tried = await drill.say(person, "direct", line)
            assert tried is not None
            assert tried.outcome in ("done", "asked"), (line, words(tried))
            assert "There is none at the moment" not in words(tried)
            await drill.say(person, "direct", "cancel")


@pytest.mark.rule("DR-31")
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_with_its_year_last_is_offered_and_never_guessed(day: date) -> None:
    with pytest.raises(Refused) as dotted:
        read_deadline(f"{day.day}.{day.month}.{day.year}")
    assert dotted.value.instead == (day.isoformat(),)
    with pytest.raises(Refused) as slashed:
        read_deadline(f"{day:%d/%m/%Y}")
    assert day.isoformat() in slashed.value.instead
    assert len(slashed.value.instead) == (1 if day.day > 12 or day.day == day.month else 2)


@pytest.mark.rule("DR-31")
async def test_a_day_in_another_order_is_offered_as_a_whole_line(drill: Drill) -> None:
    made = await put(drill)
    line = f"commitment offer {made['incident']} 31.12.2026 Send the files"
    rule, said = await refused(drill, "nl1", "direct", line)
    assert rule == "DR-31"
    assert f"`commitment offer {made['incident']} 2026-12-31 Send the files`" in said
