"""Around the votes: interests, annulment, roll-call for all, organisations, leaving, joining."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from tests.commands.deciding import (
    CLOSES,
    done,
    newest,
    poll_of,
    proposed,
    put,
    refused,
    response_of,
    stage_of,
    vote,
)

ANNOUNCED = CLOSES + timedelta(minutes=5)
ALL = ("AU", "CA", "CO", "FR", "IL", "IT", "NL", "PH")


async def everybody(drill: Drill, poll: str, answer: str, *, but: tuple[str, ...] = ()) -> None:
    await vote(drill, poll, **{code: answer for code in ALL if code not in but})


@pytest.mark.rule("DR-23")
async def test_a_challenged_state_stands_aside_by_a_procedural_vote_without_it(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll = made["poll"]
    await vote(drill, poll, FR="yes")
    await done(drill, "au1", "direct", f"poll challenge {poll} FR Its agency is the one named")
    assert "poll aside" in newest(drill, "direct:anouk")
    assert "stand aside" in newest(drill, "direct:fr1")
    opened = await done(drill, "anouk", "draft", f"poll aside {poll} FR closes=2026-03-12T15:00Z")
    vote_on = opened.made["poll"]
    assert "Does France stand aside" in newest(drill, "direct:nl1")
    rule, _ = await refused(drill, "fr1", "direct", f"poll vote {vote_on} no")
    assert rule == "DR-20"
    await vote(drill, vote_on, NL="yes", IT="yes", CA="yes", AU="yes", IL="no")
    await drill.until(CLOSES - timedelta(days=3))
    assert "It stands aside in" in newest(drill, "draft")
    rule, _ = await refused(drill, "fr1", "direct", f"poll vote {poll} no")
    assert rule == "DR-23"
    await vote(drill, poll, NL="yes", IT="yes", CA="yes", AU="no")
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "For 3, against 1, abstaining 1, silent 3" in result
    assert "counted as abstaining: France" in result


@pytest.mark.rule("DR-11", "DR-23")
async def test_a_state_stands_aside_from_the_end_of_the_vote_on_that_not_from_when_it_is_told(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll = made["poll"]
    await everybody(drill, poll, "yes")
    await done(drill, "au1", "direct", f"poll challenge {poll} FR Its agency is the one named")
    opened = await done(drill, "anouk", "draft", f"poll aside {poll} FR closes=2026-03-16T14:59Z")
    await everybody(drill, opened.made["poll"], "yes", but=("FR",))
    await drill.until(ANNOUNCED)
    assert "For 7, against 0, abstaining 1, silent 0" in newest(drill, "draft")


@pytest.mark.performs("poll aside", "poll challenge", "poll extend")
@pytest.mark.rule("DR-23")
async def test_a_state_stands_aside_by_a_vote_only_if_challenged_and_before_the_closing(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    line = f"poll aside {poll} FR closes=2026-03-12T15:00Z"
    rule, said = await refused(drill, "anouk", "draft", line)
    assert (rule, "France" in said) == ("DR-23", True)
    await done(drill, "au1", "direct", f"poll challenge {poll} FR Its agency is the one named")
    asked = (await done(drill, "anouk", "draft", line)).made["poll"]
    late = f"poll extend {asked} {CLOSES:%Y-%m-%dT%H:%MZ}"
    rule, _ = await refused(drill, "anouk", "draft", late)
    assert rule == "DR-23"
    await done(drill, "anouk", "draft", f"poll extend {asked} 2026-03-13T15:00Z")


@pytest.mark.rule("DR-23")
async def test_an_interest_of_a_person_moves_the_ballot_and_of_a_state_the_vote(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll = made["poll"]
    await done(drill, "fr1", "direct", f"poll interest {poll} mine I adopted from Valdora")
    rule, _ = await refused(drill, "fr1", "direct", f"poll vote {poll} yes")
    assert rule == "DR-23"
    assert "adopted" in newest(drill, "direct:anouk")
    assert not any("adopted" in text for text in drill.texts("draft"))
    await done(drill, "fr2", "direct", f"poll vote {poll} yes")
    await done(drill, "it1", "direct", f"poll interest {poll} party Its agency is named")
    assert "Italy stands aside" in newest(drill, "draft")


@pytest.mark.rule("DR-23")
async def test_who_stands_aside_before_the_opening_is_not_among_those_who_decide(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    await done(drill, "it1", "direct", f"poll interest {made['response']} party Its agency")
    opened = await done(drill, "anouk", "draft", f"poll open {made['response']} closes=3wd")
    poll = await poll_of(drill, opened.made)
    assert "IT" not in poll.eligible
    assert (poll.aside, poll.concerned) == (("IT",), ("XV",))


@pytest.mark.performs("poll annul")
@pytest.mark.rule("DR-16")
async def test_a_decision_is_annulled_by_consensus_and_names_its_successor(drill: Drill) -> None:
    made = await put(drill)
    await everybody(drill, made["poll"], "yes")
    await drill.until(ANNOUNCED)
    line = f"poll annul {made['poll']} closes=2026-03-19T15:00Z The French text was another one"
    opened = await done(drill, "anouk", "draft", line)
    await everybody(drill, opened.made["poll"], "abstain")
    await done(drill, "anouk", "draft", f"poll close {opened.made['poll']}")
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.ANNULLED, 1)
    assert (await response_of(drill, made)).stage is ResponseStage.PROPOSED
    assert await stage_of(drill, made) == "response_proposed"
    anew = await done(drill, "anouk", "draft", f"poll open {made['response']} closes=3wd")
    assert anew.made["poll"] == poll.successor
    await everybody(drill, anew.made["poll"], "yes")
    await done(drill, "anouk", "draft", f"poll close {anew.made['poll']}")
    assert (await poll_of(drill, anew.made)).number == 2


@pytest.mark.performs("poll reveal")
@pytest.mark.rule("DR-29")
async def test_one_objection_keeps_the_roll_call_from_those_who_do_not_decide(
    drill: Drill,
) -> None:
    made = await put(drill)
    asked = await done(drill, "anouk", "draft", f"poll reveal {made['poll']} closes=1wd")
    await everybody(drill, asked.made["poll"], "yes")
    await done(drill, "anouk", "draft", f"poll close {asked.made['poll']}")
    await everybody(drill, made["poll"], "yes")
    await done(drill, "anouk", "draft", f"poll close {made['poll']}")
    shown = words(await done(drill, "xv1", "direct", f"poll show {made['poll']}"))
    assert "Yes: Australia" in shown
    rule, _ = await refused(drill, "anouk", "draft", f"poll reveal {made['poll']}")
    assert rule == "DR-29"


@pytest.mark.performs("poll include", "response reply")
@pytest.mark.rule("DR-22")
async def test_the_state_concerned_votes_where_the_others_agree_and_its_reply_stands_unedited(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    reply = f"response reply {made['response']} Our *registry* is open again."
    await done(drill, "xv1", "xv", reply)
    assert "Valdora replies: “Our *registry* is open again.”" in newest(drill, "draft")
    rule, _ = await refused(drill, "nl1", "draft", f"response reply {made['response']} We agree")
    assert rule == "DR-22"
    asked = await done(drill, "anouk", "draft", f"poll include {made['response']} closes=1wd")
    await everybody(drill, asked.made["poll"], "yes")
    await done(drill, "anouk", "draft", f"poll close {asked.made['poll']}")
    opened = await done(drill, "anouk", "draft", f"poll open {made['response']} closes=3wd")
    poll = await poll_of(drill, opened.made)
    assert poll.concerned == ()
    assert "XV" in poll.eligible
    assert "“Our *registry* is open again.”" in newest(drill, "direct:nl1")
    await done(drill, "xv1", "direct", f"poll vote {poll.id} abstain")


@pytest.mark.performs("poll competence")
@pytest.mark.rule("DR-24")
async def test_an_organisation_with_a_declared_competence_answers_for_its_members(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    line = f"poll competence {made['response']} iss FR,IT,NL Declaration of 1 March"
    await done(drill, "sec1", "draft", line)
    options = "rule=simple_majority closes=2026-03-16T15:00Z"
    opened = await done(drill, "anouk", "draft", f"poll open {made['response']} {options}")
    poll = opened.made["poll"]
    assert "3 votes" in words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    await done(drill, "iss1", "direct", f"poll vote {poll} yes")
    rule, _ = await refused(drill, "nl1", "direct", f"poll vote {poll} no")
    assert rule == "DR-24"
    await vote(drill, poll, AU="no", CA="no")
    await drill.until(ANNOUNCED)
    assert "For 3, against 2" in newest(drill, "draft")
    assert "Yes: France, Italy and the Netherlands" in newest(drill, "draft")


@pytest.mark.rule("DR-24")
async def test_a_competence_is_taken_back_before_the_poll_opens_and_the_members_answer(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    line = f"poll competence {made['response']} iss"
    await done(drill, "sec1", "draft", f"{line} FR,IT,NL Declaration of 1 March")
    rule, _ = await refused(drill, "sec1", "draft", f"{line} CA back=yes Letter of 2 March")
    assert rule == "DR-24"
    await done(drill, "sec1", "draft", f"{line} IT,NL back=yes Letter of 2 March")
    assert "any more: they answer for themselves" in newest(drill, "draft")
    options = "rule=simple_majority closes=2026-03-16T15:00Z"
    opened = await done(drill, "anouk", "draft", f"poll open {made['response']} {options}")
    poll = opened.made["poll"]
    assert "1 vote" in words(await done(drill, "nl1", "direct", f"poll show {poll}"))
    await done(drill, "iss1", "direct", f"poll vote {poll} yes")
    await vote(drill, poll, NL="no", IT="no", AU="abstain", CA="abstain")
    rule, _ = await refused(drill, "fr1", "direct", f"poll vote {poll} no")
    assert rule == "DR-24"
    await drill.until(ANNOUNCED)
    assert "For 1, against 2" in newest(drill, "draft")


@pytest.mark.performs("poll leave")
@pytest.mark.rule("DR-21")
async def test_who_leaves_in_mid_poll_does_not_take_part_and_the_basis_is_shown(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=absolute_majority")
    poll = made["poll"]
    await vote(drill, poll, PH="no", NL="yes", IT="yes", FR="yes", CA="yes", AU="abstain")
    leave = f"poll leave {poll} PH withdrawn Note verbale 9/2026"
    await done(drill, "sec1", "draft", leave)
    rule, _ = await refused(drill, "sec1", "draft", leave)
    assert rule == "DR-33"
    await vote(drill, poll, PH="no")
    await done(drill, "anouk", "draft", leave)
    rule, _ = await refused(drill, "ph1", "direct", f"poll vote {poll} yes")
    assert rule == "DR-21"
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "For 4 of 7: 2·4 = 8 > 7" in result
    assert "counted of 7 instead of 8" in result
    assert "Not participating: the Philippines" in result
