"""A State that answers polls and commitments only once it has cleared them at home (D5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import CLOSES, poll_of, put, vote
from tests.commands.messages import consulting, drafted, must, said
from tests.commands.test_clearance import ELSEWHERE, SECRET, leaked
from tests.commands.test_commitment import offer

SUSPENDED = "Suspend new adoptions"
QUESTION = "does France clear"
ROOMS = (*ELSEWHERE, "direct:au1", "direct:it1", "direct:sec1", "own-fr")


async def required(drill: Drill, steps: str = "") -> None:
    await must(drill, "fr1", f"clearance steps {steps} required=yes")


async def asked(drill: Drill, id: str, who: str) -> bool:
    """Whether a question about the clearance of a thing waits for this person."""
    asks = await drill.runtime.database.run(lambda store: store.asks.of(who))
    return any(one.key.startswith(f"clear:{id}:") for one in asks)


def questions(drill: Drill, *rooms: str) -> int:
    return sum(QUESTION in text for room in rooms for text in drill.texts(room))


@pytest.mark.rule("DR-17", "T-42")
@pytest.mark.performs("clearance start")
async def test_what_is_put_to_the_vote_is_cleared_by_itself_and_a_vote_before_asks_why(
    drill: Drill,
) -> None:
    await required(drill, "steps=Legal_service,embassy")
    await must(drill, "fr1", "clearance assign 1 fr2")
    poll = (await put(drill))["poll"]
    assert await asked(drill, poll, "fr2")
    assert not await asked(drill, poll, "fr1")
    assert questions(drill, *ROOMS, "direct:fr1", "direct:emb-fr") == 0
    before = await said(drill, "fr1", "direct", f"poll vote {poll} yes")
    assert (before.outcome, "not cleared yet" in words(before)) == ("asked", True)
    assert "0 of 8" in words(await must(drill, "anouk", f"poll show {poll}"))
    done = await said(drill, "fr1", "direct", f"The minister agreed, {SECRET}")
    assert done.outcome == "done", words(done)
    await vote(drill, poll, NL="yes", AU="no")  # who has set up nothing is asked nothing
    assert not await asked(drill, poll, "fr2")
    shown = words(await must(drill, "fr2", f"clearance show {poll}"))
    assert "begun when it was asked, as your State has set up" in shown
    assert f"answered before it was cleared: The minister agreed, {SECRET}" in shown
    await drill.until(CLOSES + timedelta(hours=1))
    assert SECRET in words(await must(drill, "fr1", f"clearance show {poll}"))
    await nobody_reads(drill, poll)


async def nobody_reads(drill: Drill, poll: str) -> None:
    """Whoever is not of France asks for everything there is of a poll, and finds nothing of it."""
    for who, line in (
        ("anouk", f"poll show {poll}"),
        ("anouk", f"poll certificate {poll}"),
        ("nl1", f"poll show {poll}"),
        ("emb-ca", f"clearance show {poll}"),
        ("xv1", f"clearance show {poll}"),
    ):
        assert SECRET not in words(await said(drill, who, "direct", line)), line
    assert leaked(drill, *ELSEWHERE, "direct:au1", "direct:sec1") == []
    assert "Nothing was found" in words(await must(drill, "nl1", f"find {SECRET}"))


@pytest.mark.rule("DR-26")
async def test_an_amended_poll_voids_what_was_cleared_tells_the_state_and_begins_anew(
    drill: Drill,
) -> None:
    await required(drill)
    made = await put(drill)
    poll = made["poll"]
    await must(drill, "fr2", f"clearance answer {poll} clear Checked by {SECRET}.")
    await must(drill, "fr1", f"clearance answer {poll} clear who=Quai")
    assert await asked(drill, poll, "emb-fr")
    await must(drill, "au1", f"response amend {made['response']} Suspend new files", "draft")
    assert "counts no more" in drill.texts("own-fr")[-1]
    assert "counts no more" in " ".join(drill.texts("direct:fr2"))
    assert not await asked(drill, poll, "emb-fr")
    assert await asked(drill, poll, "fr2")
    shown = words(await must(drill, "fr1", f"clearance show {poll}"))
    assert "of an earlier text" in shown
    assert "step 1 of 3" in shown
    assert (await said(drill, "fr1", "direct", f"poll vote {poll} yes")).outcome == "asked"
    await must(drill, "au1", f"response amend {made['response']} {SUSPENDED}", "draft")
    assert await asked(drill, poll, "emb-fr")  # the text is again what two steps have cleared
    assert leaked(drill) == []


@pytest.mark.rule("DR-13")
@pytest.mark.parametrize("answer", ["yes", "yes_ad_referendum"])
async def test_what_is_over_is_cleared_no_more_but_what_a_capital_has_still_to_confirm(
    drill: Drill, answer: str
) -> None:
    await required(drill)
    poll = (await put(drill, "rule=absolute_majority"))["poll"]
    others = dict.fromkeys(("NL", "AU", "CA", "CO", "PH"), answer)
    await vote(drill, poll, FR="yes_ad_referendum", **others)
    assert await asked(
        drill, poll, "fr2"
    )  # it does not wait for the clearance, and does not end it
    await drill.until(CLOSES + timedelta(hours=1))
    waits = answer != "yes"
    assert await asked(drill, poll, "fr2") is waits
    if waits:
        await must(drill, "fr1", f"poll confirm {poll} yes now=yes")
        assert not await asked(drill, poll, "fr2")


async def test_a_poll_or_message_that_is_withdrawn_leaves_no_question_open(drill: Drill) -> None:
    await required(drill)
    poll = (await put(drill))["poll"]
    assert await asked(drill, poll, "fr2")
    await must(drill, "anouk", f"poll withdraw {poll} for the roundtable", "draft")
    await must(drill, "au1", f"poll consent {poll} yes")
    assert not await asked(drill, poll, "fr2")
    message = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {message}")
    assert await asked(drill, message, "fr2")
    await must(drill, "anouk", f"message withdraw {message} It is overtaken.")
    assert not await asked(drill, message, "fr2")
    before = len(drill.texts("direct:fr2"))
    await drill.until(drill.now + timedelta(days=20))
    assert questions(drill, "direct:fr2") == sum(
        QUESTION in text for text in drill.texts("direct:fr2")[:before]
    )


@pytest.mark.rule("DR-08", "DR-09")
async def test_a_text_under_silence_is_cleared_by_itself_and_an_objection_never_waits(
    drill: Drill,
) -> None:
    await required(drill, "steps=authority")
    poll = (await put(drill, "rule=silence"))["poll"]
    assert await asked(drill, poll, "fr2")
    done = await must(drill, "fr2", f"clearance answer {poll} clear")
    assert "All steps have cleared" in words(done)
    assert done.page is not None
    assert not [one for one in done.page.buttons if one.line.startswith("poll vote")]
    await must(drill, "fr2", f"clearance withdraw {poll}")
    await must(drill, "fr1", f"poll object {poll} Our courts have not looked at it.")
    assert (await poll_of(drill, {"poll": poll})).stage.value == "broken"
    assert not await asked(drill, poll, "fr2")


@pytest.mark.rule("DR-23", "DR-25")
async def test_a_procedural_question_waits_for_no_clearance_and_who_stands_aside_clears_no_more(
    drill: Drill,
) -> None:
    await required(drill)
    poll = (await put(drill))["poll"]
    await must(drill, "au1", f"poll challenge {poll} FR Its agency is the one named")
    line = f"poll aside {poll} FR closes=2026-03-13T15:00Z"
    question = (await must(drill, "anouk", line, "draft")).made["poll"]
    await must(drill, "it1", "clearance steps required=yes")
    await vote(drill, question, **dict.fromkeys(("IT", "NL", "AU", "CA", "CO", "IL"), "yes"))
    assert not await asked(drill, question, "it1")
    assert await asked(drill, poll, "fr2")
    await drill.until(datetime(2026, 3, 14, tzinfo=UTC))
    assert not await asked(drill, poll, "fr2")


@pytest.mark.rule("DR-30", "T-42")
async def test_a_commitment_is_cleared_by_itself_and_confirming_it_before_asks_why(
    drill: Drill,
) -> None:
    await must(drill, "it1", "clearance steps steps=authority required=yes")
    id = await offer(drill, more="subject=yes confirm=2026-04-29T12:00Z ")
    assert await asked(drill, id, "it1")
    for who in ("nl1", "anouk", "xv1"):
        done = await said(drill, who, "direct", f"clearance show {id}")
        assert done.outcome == "refused", who
    await must(drill, "it1", f"clearance answer {id} clear Seen by {SECRET}.")
    longer = f"commitment extend {id} 2026-06-15T15:00Z The courts are closed in May."
    await must(drill, "it1", longer, "draft")
    assert "counts no more" in " ".join(drill.texts("direct:it1"))
    assert await asked(drill, id, "it1")
    wanting = await said(drill, "it1", "draft", f"commitment accept {id}")
    assert wanting.outcome == "asked"
    assert "not cleared yet" not in " ".join(drill.texts("draft"))
    done = await said(drill, "it1", "direct", f"The minister has said so, {SECRET}")
    assert done.outcome == "done", words(done)
    assert not await asked(drill, id, "it1")
    assert SECRET in words(await drill.say("it1", "direct", f"clearance show {id}") or done)
    told = [text for room in ("draft", "full", "direct:nl1") for text in drill.texts(room)]
    assert not [text for text in told if SECRET in text or "clear" in text.casefold()]


async def test_an_offer_that_lapses_leaves_no_question_of_clearance(drill: Drill) -> None:
    await must(drill, "it1", "clearance steps steps=authority required=yes")
    id = await offer(drill, more="subject=yes confirm=2026-03-20T12:00Z ")
    assert await asked(drill, id, "it1")
    await drill.until(datetime(2026, 3, 21, tzinfo=UTC))
    assert not await asked(drill, id, "it1")
