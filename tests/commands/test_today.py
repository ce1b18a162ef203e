"""A person's day: on request, on working mornings, in neutral words, cut to the reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.rehearse.drill import Drill, words
from commands.deployment import Deployment
from commands.table import FORMS
from commands.today import ensure_morning
from commands.today.moved import TOLD
from commands.welcome import greet
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.deciding import put, vote
from tests.commands.test_commitment import offer, opened, said


async def mornings(drill: Drill, *people: str) -> None:
    """Let these people's mornings begin, as the live bot does for everybody."""

    def begin(store: Store) -> None:
        for person in people:
            known = store.directory.person(person)
            assert known is not None
            ensure_morning(store, known, drill.now)

    await drill.runtime.database.run(begin)


@pytest.mark.performs("today", "today morning")
async def test_with_nothing_to_say_today_says_so_and_the_morning_is_silent(drill: Drill) -> None:
    assert "nothing has moved" in words(await said(drill, "nl1", "draft", "today"))
    before = drill.texts("direct:nl1")
    acts = await drill.until(START + timedelta(days=2))
    assert [a.performed.line for a in acts] == ["today morning nl1"] * 2
    assert drill.texts("direct:nl1") == before


async def test_it_comes_on_working_days_at_eight_on_the_own_clock(drill: Drill) -> None:
    await mornings(drill, "au1", "il1", "nl1")
    acts = await drill.until(START + timedelta(days=8))
    local = {"au1": 11, "il1": 2, "nl1": 1}
    for person, hours in local.items():
        own = [a.at for a in acts if a.performed.line == f"today morning {person}"]
        assert own
        assert {(at + timedelta(hours=hours)).hour for at in own} == {8}
    nl = [a.at.weekday() for a in acts if a.performed.line.endswith(" nl1")]
    il = [a.at.weekday() for a in acts if a.performed.line.endswith(" il1")]
    assert not {5, 6} & set(nl)
    assert 6 in il
    assert 5 not in il


async def test_longer_quiet_hours_move_the_morning(drill: Drill) -> None:
    await said(drill, "nl1", "direct", "quiet 20 10")
    await mornings(drill, "nl1")
    acts = await drill.until(START + timedelta(days=1))
    assert [a.at for a in acts] == [datetime(2026, 3, 10, 9, tzinfo=UTC)]


async def test_what_moved_is_told_to_those_who_see_it(drill: Drill) -> None:
    id = await opened(drill)
    await said(drill, "it1", "draft", f"incident report {id} Two alike")
    await mornings(drill, "fr1", "xv1", "iss1", "nl1")
    await drill.until(START + timedelta(days=1))
    [told] = [text for text in drill.texts("direct:fr1") if "Good morning, Camille" in text]
    for part in ("Moved", "Netherlands opened it", "Italy filed a report", id):
        assert part in told
    assert not any(id in text for who in ("xv1", "iss1") for text in drill.texts(f"direct:{who}"))
    own = [text for text in drill.texts("direct:nl1") if "Good morning" in text]
    assert "Italy filed a report" in own[0]
    assert "Netherlands opened it" not in own[0]


@pytest.mark.rule("DR-29")
def test_a_vote_is_never_among_what_moved() -> None:
    assert set(FORMS) >= {act.removesuffix(" remove") for act in TOLD}
    private = {words for words, form in FORMS.items() if form.private}
    assert not TOLD & (private | {"poll vote", "poll object", "poll state"})


async def test_what_was_asked_needs_the_person_and_names_are_for_the_chair(drill: Drill) -> None:
    await offer(drill)
    await drill.until(datetime(2026, 5, 5, 12, tzinfo=UTC))
    mine = words(await said(drill, "it1", "direct", "today"))
    assert "Needs you" in mine
    assert "commitment answer COM-" in mine
    chair = words(await said(drill, "anouk", "direct", "today"))
    assert "no answer yet from Italy" in chair
    other = words(await said(drill, "nl1", "direct", "today"))
    assert "Italy" not in other


async def test_a_chair_hears_of_every_state_that_is_late_the_own_one_too(drill: Drill) -> None:
    await offer(drill, "nl1")
    await drill.until(datetime(2026, 5, 5, 12, tzinfo=UTC))
    chair = words(await said(drill, "anouk", "direct", "today"))
    assert "no answer yet from the Netherlands" in chair


async def test_everybody_who_is_new_is_welcomed_once(drill: Drill) -> None:
    live = Deployment(frozenset({"matrix", "slack"}))
    work = partial(greet, deployment=live, now=drill.now)
    assert await drill.runtime.database.run(work) > 20
    assert await drill.runtime.database.run(work) == 0
    await drill.runtime.sender.drain()
    [text] = drill.texts("direct:nl1")
    both = "accredited voter and Central Authority officer for the Netherlands"
    for part in ("Welcome, Noor", both, "incident open", "today"):
        assert part in text
    assert text.count("commit") == 1
    [guest] = drill.texts("direct:iss1")
    assert "observer" in guest
    assert "incident open" not in guest


@pytest.mark.rule("DR-29")
async def test_open_polls_wait_with_a_number_for_all_and_names_for_the_chair(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes")
    other = words(await said(drill, "nl1", "direct", "today"))
    assert "no answer yet from 7 parties" in other
    assert "Canada" not in other
    waiting = words(await said(drill, "it1", "direct", "today"))
    assert f"poll vote {made['poll']}" in waiting
    assert "no answer yet from" not in waiting  # it needs Italy itself, and is named once
    assert "Canada, Colombia" in words(await said(drill, "anouk", "direct", "today"))


async def test_a_ballot_is_offered_in_words_that_a_person_would_type(drill: Drill) -> None:
    made = await put(drill)
    day = words(await said(drill, "nl1", "direct", "today"))
    line = f"poll vote {made['poll']}"
    assert line in day
    assert "on=" not in day
    assert "as=" not in day
    answered = await said(drill, "nl1", "direct", f"!{line} yes")
    assert answered.outcome == "done", words(answered)


async def test_what_one_is_asked_oneself_does_not_wait_on_others_too(drill: Drill) -> None:
    made = await put(drill)
    for person, named in (("it1", False), ("anouk", True)):
        page = words(await said(drill, person, "direct", "today"))
        assert ("no answer yet from" in page) is named, page
    await said(drill, "it1", "direct", f"poll vote {made['poll']} yes")
    assert "no answer yet from 7 parties" in words(await said(drill, "it1", "direct", "today"))


@pytest.mark.parametrize("typed", ["cancel", "back", "skip"])
async def test_a_word_for_a_question_says_that_none_is_open(drill: Drill, typed: str) -> None:
    told = words(await said(drill, "it1", "direct", typed))
    assert "No question is open" in told
    assert "Did you mean" not in told
