"""A number answers only the question that stands last; else the bot asks which (DR-32)."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from tests.commands.deciding import done, newest, put, refused
from tests.commands.test_said_again import second, shown, votes


async def said(drill: Drill, line: str, answers: str | None = None) -> Performed:
    """What it1 says in the own room."""
    became = await drill.say("it1", "direct", line, answers=answers)
    assert became is not None
    return became


async def two(drill: Drill) -> tuple[Mapping[str, str], str]:
    """Two ballots that wait for it1, one below the other."""
    made = await put(drill)
    return made, await second(drill, made["incident"])


@pytest.mark.performs("answer")
@pytest.mark.rule("DR-32")
async def test_a_number_after_something_else_shows_the_ballot_again_and_votes_only_then(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "it1", "direct", "today")
    again = await said(drill, "1")
    assert again.outcome == "done"
    assert "Nothing is recorded yet" in words(again)
    assert "Italy: your answer on" in newest(drill, "direct:it1")
    assert await votes(drill, poll) == []
    await done(drill, "it1", "direct", "2")
    assert await votes(drill, poll) == [("IT", "no")]


@pytest.mark.rule("DR-32")
async def test_of_two_ballots_the_bot_asks_which_and_the_picked_one_is_answered(
    drill: Drill,
) -> None:
    made, other = await two(drill)
    which = await said(drill, "1")
    assert which.outcome == "asked"
    assert "1  Italy" in words(which)
    assert "2  Italy" in words(which)
    [number] = [row[0] for row in words(which).splitlines() if other in row]
    await said(drill, number)
    assert await votes(drill, made["poll"]) == await votes(drill, other) == []
    assert other in newest(drill, "direct:it1")
    await done(drill, "it1", "direct", "1")
    assert await votes(drill, other) == [("IT", "yes")]
    await said(drill, "3")  # the other one waits still: it is shown before it is answered
    assert await votes(drill, made["poll"]) == []
    await done(drill, "it1", "direct", "3")
    assert await votes(drill, made["poll"]) == [("IT", "abstain")]


@pytest.mark.rule("DR-32")
async def test_a_ballot_that_comes_after_an_answer_is_answered_by_number(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "it1", "direct", "1")
    other = await second(drill, made["incident"])
    await done(drill, "it1", "direct", "2")
    assert await votes(drill, made["poll"]) == [("IT", "yes")]
    assert await votes(drill, other) == [("IT", "no")]


@pytest.mark.rule("DR-32")
async def test_a_wrong_number_leaves_the_ballot_the_question_that_stands_last(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    assert (await said(drill, "9")).outcome == "refused"
    assert (await said(drill, "8")).outcome == "refused"
    await done(drill, "it1", "direct", "1")
    assert await votes(drill, poll) == [("IT", "yes")]


@pytest.mark.rule("DR-32")
async def test_a_number_is_not_given_to_an_interview_once_a_ballot_stands_below_it(
    drill: Drill,
) -> None:
    made = await put(drill)
    await done(drill, "it1", "direct", "1")
    await said(drill, "incident open")
    other = await second(drill, made["incident"])
    asked = await said(drill, "9")
    assert "nothing is recorded" in words(asked)
    assert "Which State" in words(asked)
    assert await votes(drill, other) == []
    ballot = await shown(drill, "it1", other)
    assert (await said(drill, "2", answers=ballot)).outcome == "done"
    assert await votes(drill, other) == [("IT", "no")]
    after = await said(drill, "9")
    assert "Which State" in words(after)
    assert "(2 of" in words(await said(drill, "9"))


@pytest.mark.rule("DR-32")
async def test_a_preview_is_not_sent_by_a_number_meant_for_something_else(asking: Drill) -> None:
    line = "incident open XV both practices=IP-DOC Certificates"
    assert "Who will see" in words(await said(asking, line))
    await done(asking, "it1", "direct", "whoami")
    again = await said(asking, "1")
    assert again.outcome == "asked"
    assert "nothing is recorded" in words(again)
    assert (await said(asking, "1")).outcome == "done"


async def test_words_that_answer_nothing_are_read_as_a_line(drill: Drill) -> None:
    await put(drill)
    await done(drill, "it1", "direct", "today")
    _, text = await refused(drill, "it1", "direct", "hello")
    assert "Nothing is recorded" not in text
    again = await said(drill, "yes")
    assert "Nothing is recorded yet" in words(again)


async def test_nothing_waits_is_said(drill: Drill) -> None:
    _, text = await refused(drill, "it1", "direct", "answer")
    assert "today" in text


@pytest.mark.rule("DR-32")
@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_said_a_number_votes_only_on_the_ballot_that_is_the_newest_message(
    asking: Drill, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - the same steps each time
    made = await put(asking)
    polls = [made["poll"]]
    whatever = chance.choices(["1", "2", "3", "today", "whoami", "incident open", "ballot"], k=12)
    for step in (*whatever, "cancel", "1", "1", "1"):
        before = [await votes(asking, poll) for poll in polls]
        last = newest(asking, "direct:it1").partition("\n")[0]
        if step == "ballot":
            polls.append(await second(asking, made["incident"]))
            before.append([])
        else:
            await said(asking, step)
        after = [await votes(asking, poll) for poll in polls]
        changed = [poll for poll, a, b in zip(polls, before, after, strict=True) if a != b]
        ballot = step.isdigit() and "your answer on" in last
        assert all(ballot and poll in last for poll in changed), step
    assert any(after)
