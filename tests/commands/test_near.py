"""A mistyped answer is offered the near ones, under numbers that mean what was shown."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.interview import raw_of
from commands.perform import Performed
from tests.commands.incidents import said


async def answers(drill: Drill, *typed: str) -> Performed:
    """Noor opens an incident in Valdora, asked for practices and after; the last reply."""
    done = await said(drill, "nl1", "draft", "incident open")
    for answer in ("9", *typed):
        done = await said(drill, "nl1", "direct", answer)
    return done


async def practices(drill: Drill) -> str:
    draft = await drill.runtime.database.run(lambda store: store.drafts.of("nl1"))
    assert draft is not None
    assert not {"near", "rest", "shown"} & set(raw_of(draft).common)
    return draft.answers.get("practices", "")


async def test_the_first_of_what_is_suggested_is_number_one(drill: Drill) -> None:
    told = words(await answers(drill, "IP-DOCC"))
    assert "Did you mean" in told
    assert "1  Forged" in told
    assert "Abduction" not in told
    await said(drill, "nl1", "direct", "1")
    assert await practices(drill) == "IP-DOC"


async def test_a_number_past_the_suggestions_is_no_number_of_the_whole_list(drill: Drill) -> None:
    await answers(drill, "IP-DOCC")
    no = await said(drill, "nl1", "direct", "9")
    assert no.rule == "form"
    assert "1  Forged" in words(no)
    assert "“all” shows" in words(no)
    assert await practices(drill) == ""
    await said(drill, "nl1", "direct", "IP-FEE")
    assert await practices(drill) == "IP-FEE"


async def test_all_shows_the_whole_list_and_its_own_numbers_again(drill: Drill) -> None:
    whole = words(await answers(drill))
    await said(drill, "nl1", "direct", "IP-DOCC")
    assert words(await said(drill, "nl1", "direct", "all")) == whole
    await said(drill, "nl1", "direct", "1")
    assert await practices(drill) not in ("", "IP-DOC")


async def test_what_was_named_beside_a_mistyped_one_is_kept_and_said(drill: Drill) -> None:
    told = words(await answers(drill, "IP-FEE, IP-DOCC"))
    assert "IP-FEE" in told
    await said(drill, "nl1", "direct", "1")
    assert await practices(drill) == "IP-FEE,IP-DOC"


async def test_going_back_leaves_the_suggestions_behind(drill: Drill) -> None:
    await answers(drill, "IP-DOCC")
    await said(drill, "nl1", "direct", "back")
    question = words(await said(drill, "nl1", "direct", "9"))
    assert "Did you mean" not in question


@pytest.mark.parametrize(("typed", "code"), [("Valdoraa", "XV"), ("Germny", "DE")])
async def test_a_mistyped_name_of_a_state_is_offered_that_state(
    drill: Drill, typed: str, code: str
) -> None:
    await said(drill, "nl1", "draft", "incident open")
    told = words(await said(drill, "nl1", "direct", typed))
    assert "Did you mean" in told
    assert f"({code})" in told
    await said(drill, "nl1", "direct", "1")
    draft = await drill.runtime.database.run(lambda store: store.drafts.of("nl1"))
    assert draft is not None
    assert draft.answers["state"] == code
