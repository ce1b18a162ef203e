"""Whoever answers for a State in another's place: while the mandate holds, and what if it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, VOTERS, done, newest, put, refused, vote
from tests.commands.test_sheet import read, sheet
from tests.commands.test_who_answers import ends

HOUR = timedelta(hours=1)
OTHERS = {code: "yes" for code in VOTERS if code not in ("FR", "IT")}


@pytest.mark.rule("DR-17", "DR-18")
@pytest.mark.parametrize(
    ("person", "line"),
    [("fr1", "poll delegate {}"), ("sec1", "poll absent {} FR Note verbale 12/2026")],
)
async def test_no_vote_is_left_to_an_alternate_whose_mandate_has_ended(
    drill: Drill, person: str, line: str
) -> None:
    poll = (await put(drill))["poll"]
    await ends(drill, "fr2")
    before = len(drill.shown)
    rule, said = await refused(drill, person, "direct", line.format(poll))
    assert rule == "DR-18"
    assert "No alternate of France may answer" in said
    assert not [one for one in drill.shown[before:] if one.room == "direct:fr2"]
    await done(drill, "fr1", "direct", f"poll vote {poll} yes")


@pytest.mark.rule("DR-18", "DR-23")
async def test_no_vote_is_left_to_an_alternate_who_stands_aside(drill: Drill) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "fr2", "direct", f"poll interest {poll} mine My sister adopted there")
    rule, said = await refused(drill, "fr1", "direct", f"poll delegate {poll}")
    assert (rule, "No alternate of France may answer" in said) == ("DR-18", True)


@pytest.mark.rule("DR-17", "DR-18", "DR-33")
async def test_the_chair_hears_before_closing_for_whom_nobody_can_answer_any_more(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await ends(drill, "it1")
    # France can still answer: its voter is there, and so it is only missing.
    await vote(drill, poll, **OTHERS)
    await drill.until(CLOSES - HOUR)
    told = newest(drill, "direct:anouk")
    assert "No answer yet from France and Italy" in told
    assert "Nobody can answer for Italy any more" in told
    assert f"poll enter {poll} IT" in told
    shown = [text for text in drill.texts("draft") if "Nobody can answer" in text]
    assert not shown


@pytest.mark.rule("DR-18", "DR-28")
async def test_an_answer_stands_whose_giver_lost_the_mandate_before_the_closing(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "fr1", "direct", f"poll delegate {poll}")
    await done(drill, "fr2", "direct", f"poll vote {poll} no")
    await ends(drill, "fr2")
    await done(drill, "it1", "direct", f"poll vote {poll} yes")
    await ends(drill, "it1")
    await vote(drill, poll, **OTHERS)
    # Everybody has expressed themselves: the chair may close early.
    closed = await done(drill, "anouk", "draft", f"poll close {poll} now=yes")
    assert closed.outcome == "done", words(closed)
    result = newest(drill, "draft")
    assert "No: France" in result
    assert "Answered by an alternate: France" in result
    assert "For 7, against 1" in result


@pytest.mark.rule("DR-17", "DR-18")
async def test_the_state_hears_of_an_answer_by_number_after_the_mandate_ended(drill: Drill) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "fr1", "direct", f"poll delegate {poll}")
    await ends(drill, "fr2")
    rule, said = await refused(drill, "fr2", "direct", "2")
    assert (rule, "You hold no valid credential" in said) == ("mandate", True)
    assert f"Hugo tried to answer {poll} for France" in newest(drill, "direct:fr1")


@pytest.mark.rule("DR-17", "DR-18")
@pytest.mark.parametrize("rule", ["silence", "simple_majority"])
async def test_a_sheet_names_whoever_can_answer_now_and_nobody_else(
    drill: Drill, rule: str
) -> None:
    """A ministry that instructs somebody whose answer is refused has lost its answer."""
    poll = (await put(drill, f"rule={rule}"))["poll"]

    async def answering() -> str:
        return read(await sheet(drill, "sec1", f"sheet {poll} party=FR"))

    assert "Réponse de Camille, en privé" in await answering()
    await done(drill, "fr1", "direct", f"poll delegate {poll}")
    assert "Réponse de Camille et Hugo" in await answering()
    await ends(drill, "fr2")
    assert "Réponse de Camille, en privé" in await answering()
    await ends(drill, "fr1")
    assert "Personne d’accrédité ne peut répondre pour votre État" in await answering()


@pytest.mark.rule("DR-18")
async def test_an_alternate_is_asked_until_the_vote_is_left_to_it_and_no_longer(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "fr1", "direct", f"poll delegate {poll} until=2026-03-10T10:00Z")
    assert "You have until Tue 10 Mar 2026, 11:00" in newest(drill, "direct:fr2")
    today = words(await done(drill, "fr2", "direct", "today"))
    assert f"({poll}) · until Tue 10 Mar, 10:00" in today
    await drill.until(datetime(2026, 3, 10, 10, tzinfo=UTC))
    over = words(await done(drill, "fr2", "direct", "today"))
    assert f"poll vote {poll}" not in over
    assert (await refused(drill, "fr2", "direct", f"poll vote {poll} yes"))[0] == "DR-18"
    voter = words(await done(drill, "fr1", "direct", "today"))
    assert f"({poll}) · until Mon 16 Mar, 15:00" in voter
    # Left once more, the question stands again where it stood.
    await done(drill, "fr1", "direct", f"poll delegate {poll}")
    assert f"poll vote {poll}" in words(await done(drill, "fr2", "direct", "today"))
    await done(drill, "fr2", "direct", f"poll vote {poll} yes")
