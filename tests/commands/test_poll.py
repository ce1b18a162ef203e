"""Polls: opened, answered in private, closed by the clock, told to each as far as they may know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from tests.commands.deciding import (
    CLOSES,
    MOMENT,
    VOTERS,
    cards_sent,
    done,
    newest,
    poll_of,
    put,
    refused,
    response_of,
    stage_of,
    vote,
)

ANNOUNCED = CLOSES + timedelta(minutes=5)
MORNING = timedelta(hours=6)
"""After which it is morning everywhere: nobody is woken before."""


@pytest.mark.rule("DR-01", "DR-07", "DR-12", "DR-17", "DR-22")
async def test_opening_freezes_who_decides_by_which_rule_and_on_which_text(drill: Drill) -> None:
    made = await put(drill, "")
    poll = await poll_of(drill, made)
    assert poll.eligible == tuple(VOTERS)
    assert poll.concerned == ("XV",)
    assert poll.quorum == 5
    assert {one.party for one in poll.accredited} == set(VOTERS)
    card = newest(drill, "draft")
    assert "consensus of the States other than Valdora" in card
    assert "16:00 The Hague, Rome, Paris" in card
    assert "02:00 Tue Canberra" in card
    assert "Answered: 0 of 8" in card


@pytest.mark.rule("DR-29")
async def test_every_voter_is_asked_in_private_and_answers_with_a_number(drill: Drill) -> None:
    made = await put(drill)
    ballot = newest(drill, "direct:it1")
    assert "1  Yes\n2  No\n3  Abstain" in ballot
    said = await done(drill, "it1", "direct", "2")
    assert words(said).startswith("Italy: no — recorded on")
    [kept] = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert (kept.party, kept.answer.value) == ("IT", "no")
    await cards_sent(drill)
    assert "Answered: 1 of 8" in next(t for t in drill.texts("draft") if t.startswith("🗳"))


@pytest.mark.rule("DR-32")
async def test_the_confirmation_names_party_second_and_text(drill: Drill) -> None:
    made = await put(drill)
    poll = await poll_of(drill, made)
    said = words(await done(drill, "nl1", "direct", f"poll vote {made['poll']} yes"))
    mark = f"{poll.fingerprint[:4]} {poll.fingerprint[4:8]}"
    assert "Netherlands: yes" in said
    assert "09:00:00 UTC" in said
    assert mark in said


@pytest.mark.rule("DR-29")
async def test_a_vote_typed_in_a_shared_room_is_removed_and_offered_in_private(
    drill: Drill,
) -> None:
    made = await put(drill)
    before = drill.texts("draft")
    rule, said = await refused(drill, "it1", "draft", f"poll vote {made['poll']} yes")
    assert rule == "DR-29"
    assert f"poll vote {made['poll']} yes" in said
    assert drill.texts("draft") == before
    assert any(shown.kind == "redact" and shown.room == "draft" for shown in drill.shown)
    assert not await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))


@pytest.mark.rule("DR-29")
async def test_the_room_sees_how_many_the_chair_who_and_nobody_how(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="no")
    line = f"poll show {made['poll']}"
    chair = words(await done(drill, "anouk", "direct", line))
    voter = words(await done(drill, "fr1", "direct", line))
    concerned = words(await done(drill, "xv1", "direct", line))
    assert "No answer yet from Australia, Canada" in chair
    assert "Answered: 2 of 8" in voter
    assert "No answer yet" not in voter
    assert "Answered" not in concerned
    assert all("Italy: no" not in said and "No: Italy" not in said for said in (chair, voter))


@pytest.mark.rule("DR-02", "DR-08", "DR-11", "DR-29", "DR-30")
async def test_the_clock_closes_it_and_tells_each_what_it_may_know(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", AU="yes", CA="no", PH="abstain")
    await drill.until(ANNOUNCED - MOMENT)
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    await drill.until(ANNOUNCED)
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number, poll.closed_at) == (Stage.ADOPTED, 1, ANNOUNCED)
    assert (await response_of(drill, made)).stage is ResponseStage.ADOPTED
    assert await stage_of(drill, made) == "adopted"
    result = newest(drill, "draft")
    assert "Adopted, decision no. 1" in result
    assert "For 3, against 1, abstaining 1, silent 3" in result
    assert "Yes: Australia, Italy and the Netherlands" in result
    for room in ("xv", "full"):
        assert "Adopted, decision no. 1" in newest(drill, room)
        assert "Yes:" not in newest(drill, room)
    assert "has ended" in newest(drill, "slack-coord")


@pytest.mark.rule("DR-02")
async def test_a_tie_is_not_adopted_and_gets_no_number(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="no", PH="no", FR="abstain")
    await drill.until(ANNOUNCED)
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.TIE_NOT_ADOPTED, None)
    assert (await response_of(drill, made)).stage is ResponseStage.NOT_ADOPTED
    assert await stage_of(drill, made) == "consultation"


async def on_card(drill: Drill) -> str:
    """The incident's card, once its newest words were sent."""
    await cards_sent(drill)
    return next(text for text in drill.texts("draft") if text.startswith("🗂"))


@pytest.mark.rule("DR-12")
async def test_without_a_quorum_it_lapses(drill: Drill) -> None:
    made = await put(drill)
    assert "the parties answer in the poll" in (running := await on_card(drill))
    assert "the chair opens a poll" not in running
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="yes", PH="yes")
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage is Stage.LAPSED_NO_QUORUM
    assert "the chair opens a poll" in await on_card(drill)
    assert newest(drill, "draft").count("not a rejection") == 1
    assert (await response_of(drill, made)).stage is ResponseStage.PROPOSED
    again = await done(drill, "anouk", "draft", f"poll open {made['response']} closes=5wd")
    assert again.made["poll"] != made["poll"]


@pytest.mark.rule("DR-04")
@pytest.mark.parametrize(("australia", "stage"), [("yes", "adopted"), ("no", "not_adopted")])
async def test_two_thirds_of_seven_are_five(drill: Drill, australia: str, stage: str) -> None:
    made = await put(drill, "rule=two_thirds")
    await vote(drill, made["poll"], NL="yes", IT="yes", IL="yes", CO="yes", AU=australia)
    await vote(drill, made["poll"], CA="no", PH="no", FR="abstain")
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage.value == stage
    sum_ = "5·3 = 15 ≥ 2·7 = 14" if stage == "adopted" else "4·3 = 12 < 2·7 = 14"
    assert sum_ in newest(drill, "draft")


@pytest.mark.rule("DR-06", "DR-07")
async def test_one_no_stops_a_consensus_and_abstaining_does_not(drill: Drill) -> None:
    first = await put(drill, "rule=consensus_of_others")
    await vote(drill, first["poll"], NL="yes", IT="yes", AU="yes", CO="yes", PH="abstain")
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, first)).stage is Stage.ADOPTED
    second = await put(drill, "rule=consensus_of_others", CLOSES + timedelta(days=14))
    await vote(drill, second["poll"], NL="yes", IT="yes", AU="yes", CO="yes", PH="no")
    await drill.until(ANNOUNCED + timedelta(days=14))
    assert (await poll_of(drill, second)).stage is Stage.NOT_ADOPTED
    assert (await poll_of(drill, first)).number == 1


@pytest.mark.rule("DR-16", "DR-19")
async def test_the_last_answer_of_a_party_counts_and_the_first_voter_is_told(
    drill: Drill,
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes")
    await vote(drill, made["poll"], NL="no")
    await done(drill, "fr1", "direct", f"poll delegate {made['poll']}")
    await done(drill, "fr2", "direct", f"poll vote {made['poll']} yes")
    await done(drill, "fr1", "direct", f"poll vote {made['poll']} abstain")
    assert "Camille has answered" in newest(drill, "direct:fr2")
    await vote(drill, made["poll"], IT="yes", AU="yes", CA="yes")
    await drill.until(ANNOUNCED)
    assert "For 3, against 1, abstaining 1" in newest(drill, "draft")
    kept = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert len(kept) == 7


@pytest.mark.rule("DR-19")
async def test_who_votes_anew_on_another_platform_is_told_on_both(drill: Drill) -> None:
    made = await put(drill)
    there = "D0CA1"
    await drill.runtime.database.run(
        lambda store: store.directory.remember_remote("direct:ca1@slack", there)
    )
    await done(drill, "ca1", "direct", f"poll vote {made['poll']} yes")
    await done(drill, "ca1", "direct:ca1@slack", f"poll vote {made['poll']} no")
    await drill.until(drill.now + MORNING)
    assert "for Canada in Slack: no" in newest(drill, "direct:ca1")
    assert "Canada: no — recorded" in newest(drill, there)
    await done(drill, "ca1", "direct", f"poll vote {made['poll']} abstain")
    await drill.until(drill.now + MORNING)
    assert "for Canada on Matrix: abstention" in newest(drill, there)
    before = len(drill.texts(there))
    await done(drill, "ca1", "direct", f"poll vote {made['poll']} yes")
    assert len(drill.texts(there)) == before


@pytest.mark.rule("DR-16")
async def test_a_vote_counts_until_the_last_moment_and_not_at_closing(drill: Drill) -> None:
    made = await put(drill)
    await drill.until(CLOSES - MOMENT)
    await vote(drill, made["poll"], NL="yes")
    await drill.until(CLOSES)
    rule, said = await refused(drill, "it1", "direct", f"poll vote {made['poll']} yes")
    assert rule == "DR-16"
    assert "recorded as late" in said


@pytest.mark.rule("DR-11")
async def test_what_a_platform_delivered_late_counts_within_the_grace(drill: Drill) -> None:
    made = await put(drill)
    line = f"poll vote {made['poll']} yes"
    await drill.until(ANNOUNCED - MOMENT)
    late = await drill.say("nl1", "direct", line, sent_at=CLOSES)
    assert late is not None
    assert late.rule == "DR-16"
    said = await drill.say("nl1", "direct", line, sent_at=CLOSES - MOMENT)
    assert said is not None
    assert said.outcome == "done"
    assert "It counts." in words(said)
    [kept] = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert (kept.in_grace, kept.sent_at) == (True, CLOSES - MOMENT)
    await drill.until(ANNOUNCED)
    assert "Netherlands: sent" in newest(drill, "draft")
    after = await drill.say("it1", "direct", line, sent_at=CLOSES - MOMENT)
    assert after is not None
    assert after.outcome == "refused"
