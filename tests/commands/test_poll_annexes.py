"""What parties do beside their votes: confirm, dissociate, abstain with words, deputise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.recount import agrees
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from storage.store import Store
from tests.commands.deciding import CLOSES, done, newest, poll_of, put, refused, response_of, vote

ANNOUNCED = CLOSES + timedelta(minutes=5)


async def counted_again(drill: Drill, poll: str) -> bool:
    """Whether the record, the annexes and the votes alone give what stands in the record."""

    def check(store: Store) -> bool:
        kept = store.polls.look(poll)
        return kept is not None and agrees(kept, store.polls.votes(poll))

    return await drill.runtime.database.run(check)


@pytest.mark.rule("DR-13")
async def test_what_only_answers_ad_referendum_carry_waits_for_the_capitals(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="no", PH="no", AU="abstain")
    said = words(await done(drill, "fr1", "direct", "5"))
    assert "Given ad referendum" in said
    await drill.until(ANNOUNCED)
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.ADOPTED_AD_REFERENDUM, None)
    assert (await response_of(drill, made)).stage is ResponseStage.PROPOSED
    result = newest(drill, "draft")
    assert "Adopted ad referendum, subject to confirmation by capitals" in result
    assert "It stands once these confirm what they answered ad referendum: France" in result
    assert "Answered ad referendum: " not in result  # no capital is named twice
    assert "does your capital confirm" in newest(drill, "direct:fr1")
    rule, _ = await refused(drill, "nl1", "direct", f"poll confirm {made['poll']} yes")
    assert rule == "DR-13"
    await done(drill, "fr1", "direct", "1")
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.ADOPTED, 1)
    assert (await response_of(drill, made)).stage is ResponseStage.ADOPTED
    assert await counted_again(drill, made["poll"])


@pytest.mark.rule("DR-13")
async def test_a_provisional_yes_that_was_not_needed_keeps_its_mark_and_it_is_said_why(
    drill: Drill,
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="yes", PH="yes", AU="yes", CO="no")
    await done(drill, "fr1", "direct", "5")
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    result = newest(drill, "draft")
    assert "Answered ad referendum: France" in result
    assert "The outcome is the same without it, so no capital is asked" in result
    assert not any("does your capital confirm" in one for one in drill.texts("direct:fr1"))
    line = f"poll correct {made['poll']} Paris has confirmed the yes"
    await done(drill, "fr1", "direct", line)
    assert await counted_again(drill, made["poll"])


@pytest.mark.performs("poll recount")
@pytest.mark.rule("DR-13")
async def test_what_no_capital_confirms_is_counted_again_and_never_confirmed_by_silence(
    drill: Drill,
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="no", PH="no", AU="abstain")
    await done(drill, "fr1", "direct", "5")
    await drill.until(ANNOUNCED)
    rule, _ = await refused(drill, "au1", "draft", f"response amend {made['response']} Else")
    assert rule == "stage"
    until = (await poll_of(drill, made)).confirm_by
    assert until is not None
    await drill.until(until)
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.TIE_NOT_ADOPTED, None)
    result = newest(drill, "draft")
    assert "A tie, so not adopted" in result
    lapsed = "Answered ad referendum and not confirmed in time, so not participating: France"
    assert lapsed in result
    assert "Answered ad referendum: " not in result
    assert "Not participating: France" in result
    assert "Yes: Italy and the Netherlands" in result
    assert "For 2, against 2" in result
    assert (await response_of(drill, made)).stage is ResponseStage.NOT_ADOPTED
    assert await counted_again(drill, made["poll"])


@pytest.mark.rule("DR-13", "DR-23")
async def test_the_capital_s_question_goes_to_whoever_may_answer_it(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="no", PH="no", AU="abstain")
    await done(drill, "fr1", "direct", "5")
    await done(drill, "fr1", "direct", f"poll interest {made['poll']} mine My brother works there")
    before = len(drill.texts("direct:fr1"))
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED_AD_REFERENDUM
    later = drill.texts("direct:fr1")[before:]
    assert not any("does your capital confirm" in text for text in later)
    assert "does your capital confirm" in newest(drill, "direct:fr2")
    rule, _ = await refused(drill, "fr1", "direct", f"poll confirm {made['poll']} yes")
    assert rule == "DR-23"
    await done(drill, "fr2", "direct", "1")
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-12", "DR-13")
async def test_a_count_that_capitals_leave_without_a_quorum_rejects_nothing(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", CA="abstain", AU="abstain")
    await done(drill, "fr1", "direct", "5")
    await drill.until(ANNOUNCED)
    until = (await poll_of(drill, made)).confirm_by
    assert until is not None
    await drill.until(until)
    assert (await poll_of(drill, made)).stage is Stage.LAPSED_NO_QUORUM
    assert "Lapsed without a quorum, which is not a rejection" in newest(drill, "draft")
    assert await counted_again(drill, made["poll"])
    assert (await response_of(drill, made)).stage is ResponseStage.PROPOSED
    await done(drill, "anouk", "draft", f"poll open {made['response']} rule=consensus closes=5wd")


@pytest.mark.performs("poll dissociate")
@pytest.mark.rule("DR-14", "DR-29")
async def test_a_dissociation_names_paragraphs_and_is_annexed_to_what_is_adopted(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=consensus_of_others")
    poll = made["poll"]
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", CA="yes", AU="yes")
    line = f"poll dissociate {poll} paragraphs=§2 Our law knows no such criterion"
    said = words(await done(drill, "ph1", "direct", line))
    assert "Philippines" in said
    other = f"poll dissociate {poll} paragraphs=§3 Colombia has reasons of its own"
    said = words(await done(drill, "co1", "direct", other))
    assert "Philippines" not in said, "how others answer is told after the end"
    rule, _ = await refused(drill, "au1", "draft", line)
    assert rule == "DR-29"
    await done(drill, "co1", "direct", f"poll dissociate {poll} paragraphs=none")
    rule, _ = await refused(drill, "ph1", "direct", f"poll dissociate {poll} paragraphs=§9")
    assert rule == "DR-14"
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "Adopted, decision no. 1" in result
    assert "Dissociated itself: the Philippines, from §2" in result
    assert "§2 applies to Australia, Canada, Colombia, France, Israel, Italy and" in result
    assert "“Our law knows no such criterion”" in result
    assert "Dissociated" not in newest(drill, "xv")
    rule, _ = await refused(drill, "ph1", "direct", f"poll dissociate {poll} paragraphs=§3")
    assert rule == "stage"


@pytest.mark.rule("DR-14")
async def test_who_keeps_away_from_the_measure_itself_is_asked_whether_that_is_an_objection(
    drill: Drill,
) -> None:
    made = await put(drill, "rule=consensus_of_others")
    poll = made["poll"]
    line = f"poll dissociate {poll} paragraphs=§1 Nothing of it would be left"
    asked = await drill.say("ph1", "direct", line)
    assert asked is not None
    assert asked.outcome == "asked"
    assert "Is this an objection?" in words(asked)
    await done(drill, "ph1", "direct", "yes")
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", CA="yes", AU="yes")
    await drill.until(ANNOUNCED)
    assert "Objection: the Philippines" in newest(drill, "draft")
    assert (await poll_of(drill, made)).stage is Stage.NOT_ADOPTED


@pytest.mark.performs("poll abstain")
@pytest.mark.rule("DR-15")
async def test_a_constructive_abstention_is_an_abstention_with_a_declaration(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="no")
    line = f"poll abstain {made['poll']} We will not stand in the way"
    assert "annexed as it is" in words(await done(drill, "au1", "direct", line))
    await drill.until(ANNOUNCED)
    result = newest(drill, "draft")
    assert "Australia abstained constructively: it is not bound" in result
    assert "“We will not stand in the way”" in result
    assert "abstaining 1" in result


@pytest.mark.performs("poll absent", "poll delegate")
@pytest.mark.rule("DR-18")
async def test_an_alternate_answers_once_the_vote_is_left_to_it_and_the_head_prevails(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll = made["poll"]
    rule, said = await refused(drill, "fr2", "direct", f"poll vote {poll} yes")
    assert rule == "DR-18"
    assert "poll delegate" in said
    await done(drill, "fr1", "direct", f"poll delegate {poll}")
    assert "your answer on" in newest(drill, "direct:fr2")
    await done(drill, "fr2", "direct", "1")
    await done(drill, "fr1", "direct", f"poll vote {poll} abstain")
    rule, said = await refused(drill, "fr2", "direct", f"poll vote {poll} yes")
    assert rule == "DR-18"
    assert "prevails" in said
    await done(drill, "sec1", "direct", f"poll absent {poll} FR Note verbale 12/2026")
    await done(drill, "fr2", "direct", f"poll vote {poll} no")
    await vote(drill, poll, NL="yes", IT="yes", CA="yes", AU="abstain")
    await drill.until(ANNOUNCED)
    assert "No: France" in newest(drill, "draft")
    assert "Answered by an alternate: France" in newest(drill, "draft")


@pytest.mark.performs("poll absent")
@pytest.mark.rule("DR-18")
async def test_a_voter_marked_absent_by_mistake_votes_again_and_the_alternate_no_more(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    back = f"poll absent {poll} FR back=yes"
    rule, said = await refused(drill, "sec1", "direct", back)
    assert rule == "DR-18"
    assert "not marked as absent" in said
    marked = await done(drill, "sec1", "direct", f"poll absent {poll} FR Note verbale 12/2026")
    assert back in words(marked)
    await done(drill, "fr2", "direct", f"poll vote {poll} no")
    await done(drill, "sec1", "direct", back)
    assert "your answer on" in newest(drill, "direct:fr1")
    rule, _ = await refused(drill, "fr2", "direct", f"poll vote {poll} yes")
    assert rule == "DR-18"
    await done(drill, "fr1", "direct", f"poll vote {poll} abstain")
    await done(drill, "fr1", "direct", f"poll delegate {poll}")
    rule, _ = await refused(drill, "sec1", "direct", back)
    assert rule == "DR-18"


@pytest.mark.rule("DR-18")
async def test_an_absence_without_its_evidence_is_asked_on(drill: Drill) -> None:
    poll = (await put(drill))["poll"]
    asked = await drill.say("sec1", "direct", f"poll absent {poll} FR")
    assert asked is not None
    assert (asked.outcome, "name the evidence" in words(asked)) == ("asked", True)
    await done(drill, "sec1", "direct", "Note verbale 12/2026")
    assert "your answer on" in newest(drill, "direct:fr2")
