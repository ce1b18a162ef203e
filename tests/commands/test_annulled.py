"""What a decision that is void because of an error leaves behind, and who is told (4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from tests.commands.deciding import (
    CLOSES,
    SUSPEND,
    VOTERS,
    done,
    poll_of,
    proposed,
    put,
    refused,
    response_of,
    stage_of,
    vote,
)
from tests.commands.messages import TEXT, consulting, must
from tests.commands.test_review_and_lift import REVIEW, in_force

LATER = "closes=2026-03-19T15:00Z"


async def all_answer(drill: Drill, poll: str, answer: str) -> None:
    await vote(drill, poll, **dict.fromkeys(VOTERS, answer))
    await done(drill, "anouk", "draft", f"poll close {poll}")
    await drill.until(drill.now + timedelta(minutes=10))


async def annulment(drill: Drill, poll: str) -> str:
    """The question to the group whether a decision is void."""
    line = f"poll annul {poll} {LATER} The French text was another one"
    return (await done(drill, "anouk", "draft", line)).made["poll"]


async def adopted(drill: Drill) -> Mapping[str, str]:
    made = await put(drill)
    await all_answer(drill, made["poll"], "yes")
    return made


@pytest.mark.rule("DR-16")
async def test_what_came_into_force_meanwhile_does_not_keep_the_question_open_for_ever(
    drill: Drill,
) -> None:
    made = await adopted(drill)
    asked = await annulment(drill, made["poll"])
    line = f"commitment offer {made['incident']} 2026-09-01T15:00Z response={made['response']} Stop"
    await done(drill, "nl1", "draft", line)
    assert (await response_of(drill, made)).stage.value == "in_force"
    await all_answer(drill, asked, "yes")
    assert (await poll_of(drill, {"poll": asked})).stage is Stage.ADOPTED
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED
    assert (await response_of(drill, made)).stage.value == "in_force"
    assert await stage_of(drill, made) == "in_force"
    assert any(f"{made['poll']} is not annulled" in text for text in drill.texts("draft"))
    assert not any("void because" in text for text in drill.texts("xv"))


@pytest.mark.rule("DR-16", "DR-26")
async def test_only_the_last_decision_on_a_text_is_annulled(drill: Drill) -> None:
    made = await put(drill)
    await all_answer(drill, made["poll"], "no")
    res = made["response"]
    await done(drill, "au1", "draft", f"response amend {res} now=yes Suspend all new files")
    line = f"poll open {res} rule=simple_majority closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    second = (await done(drill, "anouk", "draft", line)).made["poll"]
    await all_answer(drill, second, "yes")
    rule, said = await refused(drill, "anouk", "draft", f"poll annul {made['poll']} {LATER} Wrong")
    assert (rule, second in said) == ("stage", True)
    assert (await response_of(drill, made)).stage.value == "adopted"


@pytest.mark.rule("DR-27")
async def test_a_void_refusal_leaves_what_was_adopted_beside_it(drill: Drill) -> None:
    made = await adopted(drill)
    line = f"response message {made['incident']} new=pause ongoing=pause reason=x {TEXT}"
    res = (await done(drill, "fr1", "draft", line)).made["response"]
    opens = f"poll open {res} rule=simple_majority closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    poll = (await done(drill, "anouk", "draft", opens)).made["poll"]
    await all_answer(drill, poll, "no")
    await all_answer(drill, await annulment(drill, poll), "yes")
    assert (await response_of(drill, {"response": res})).stage.value == "proposed"
    assert await stage_of(drill, made) == "adopted"


@pytest.mark.rule("DR-27")
async def test_the_options_that_fell_away_for_a_void_decision_can_be_put_again(
    drill: Drill,
) -> None:
    made = await proposed(drill)
    line = f"response suspend {made['incident']} {SUSPEND} for a year"
    other = (await done(drill, "fr1", "draft", line)).made["response"]
    both = f"{made['response']},{other}"
    closes = f"closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    line = f"poll options {both} yes rule=simple_majority {closes}"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await all_answer(drill, poll, "yes")
    left = {"response": other}
    assert (await response_of(drill, left)).stage is ResponseStage.NOT_ADOPTED
    await all_answer(drill, await annulment(drill, poll), "yes")
    assert (await response_of(drill, left)).stage is ResponseStage.PROPOSED
    assert await stage_of(drill, made) == "response_proposed"
    await done(drill, "anouk", "draft", f"poll open {other} rule=simple_majority closes=3wd")


@pytest.mark.rule("DR-16", "T-43")
async def test_a_lifting_that_has_lifted_is_not_annulled(drill: Drill) -> None:
    made = await in_force(drill)
    incident = made["incident"]
    await drill.until(REVIEW)
    await done(drill, "anouk", "draft", f"incident review {incident}")
    await done(drill, "xv1", "direct", f"response criterion {made['response']} 1 yes Act 12")
    lifts = (await done(drill, "nl1", "draft", f"incident lift {incident} Fees are public")).made
    line = f"poll open {lifts['response']} rule=consensus_of_others closes=2026-06-08T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    await all_answer(drill, poll, "yes")
    assert (await response_of(drill, made)).stage is ResponseStage.LIFTED
    rule, said = await refused(drill, "anouk", "draft", f"poll annul {poll} Fees are not public")
    assert (rule, made["response"] in said) == ("stage", True)
    assert f"incident close {incident}" in said


@pytest.mark.rule("DR-22")
async def test_who_was_told_that_it_was_adopted_is_told_that_this_is_void(drill: Drill) -> None:
    made = await adopted(drill)
    assert any(made["poll"] in text and "Adopted" in text for text in drill.texts("xv"))
    before = len(drill.texts("xv"))
    await all_answer(drill, await annulment(drill, made["poll"]), "yes")
    told = drill.texts("xv")[before:]
    assert any("void" in text and made["response"] in text for text in told), told


@pytest.mark.rule("DR-26")
async def test_no_letter_leaves_on_a_decision_that_is_void(drill: Drill) -> None:
    inc = await consulting(drill)
    line = f"response message {inc} new=pause ongoing=pause reason=x {TEXT}"
    res = (await must(drill, "fr1", line, "draft")).made["response"]
    msg = (await must(drill, "fr1", f"message draft {inc} response={res}")).made["message"]
    await must(drill, "anouk", f"message freeze {msg}")
    put_to = f"poll open {res} rule=simple_majority closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    poll = (await must(drill, "anouk", put_to, "draft")).made["poll"]
    await all_answer(drill, poll, "yes")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    await all_answer(drill, await annulment(drill, poll), "yes")
    rule, _ = await refused(drill, "anouk", "direct", f"message dispatch {msg}")
    assert rule == "stage"
    [told] = [text for text in drill.texts("direct:nl1") if "void" in text and msg in text]
    assert "counts again if this very text is adopted" in told
    assert not any("void" in text and msg in text for text in drill.texts("direct:it1"))
    count = {who: _asked(drill, who, msg) for who in ("nl1", "it1")}
    put_to = f"poll open {res} rule=simple_majority closes=4wd"
    await all_answer(drill, (await must(drill, "anouk", put_to, "draft")).made["poll"], "yes")
    assert {who: _asked(drill, who, msg) - n for who, n in count.items()} == {"nl1": 0, "it1": 1}
    await must(drill, "anouk", f"message dispatch {msg}")


def _asked(drill: Drill, who: str, msg: str) -> int:
    """How often a person was asked whether the State signs."""
    asks = [text for text in drill.texts(f"direct:{who}") if "will your State sign" in text]
    return len([text for text in asks if msg in text])
