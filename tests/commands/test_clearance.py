"""Clearance within a State: step by step at home; the others see “cleared” or “not yet” (D5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.messages import consulting, drafted, must, said

SECRET = "Quai-4711"
"""Words of a step's note; nobody outside France may ever read them."""
QUESTION = "does France clear"
ELSEWHERE = (
    "direct:nl1",
    "direct:ca1",
    "direct:it1",
    "direct:anouk",
    "direct:emb-ca",
    "direct:xv1",
    "draft",
    "full",
    "embassies",
    "own-nl",
    "slack-coord",
)


async def frozen(drill: Drill) -> str:
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    return msg


async def whole(drill: Drill, msg: str) -> None:
    """France clears it: the Central Authority, its ministry by word of hand, its embassy."""
    await must(drill, "fr2", f"clearance answer {msg} clear Checked by {SECRET}.")
    await must(drill, "fr1", f"clearance answer {msg} clear who=DG_{SECRET} Note of 24 March")
    await must(drill, "emb-fr", f"clearance answer {msg} clear")


def leaked(drill: Drill, *rooms: str) -> list[str]:
    told = [text for room in rooms or ELSEWHERE for text in drill.texts(room)]
    hidden = (SECRET, "Hugo", "entered by", "Legal service", "does France clear")
    return [text for text in told if any(one in text for one in hidden)]


@pytest.mark.performs("clearance begin", "clearance answer", "clearance show", "clearance withdraw")
@pytest.mark.rule("DR-26", "DR-29")
async def test_a_state_clears_step_by_step_and_the_others_see_only_that_it_has(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    assert "at home" not in words(await must(drill, "anouk", f"message show {msg}"))
    await must(drill, "fr1", f"clearance begin {msg}")
    chair = words(await must(drill, "anouk", f"message show {msg}"))
    assert "Cleared at home:" not in chair
    assert "Not yet cleared at home: " in chair
    assert "France" in chair.split("Not yet cleared at home: ")[1].split("\n")[0]
    early = await said(drill, "emb-fr", "direct", f"clearance answer {msg} clear")
    assert (early.outcome, early.rule) == ("refused", "mandate")
    nothing = await said(drill, "emb-fr", "direct", f"message show {msg}")
    assert nothing.rule == "not_found"
    await whole(drill, msg)
    told = " ".join(drill.texts("direct:fr1"))
    assert SECRET in told
    assert SECRET in " ".join(drill.texts("own-fr"))
    shown = words(await must(drill, "emb-fr", f"clearance show {msg}"))
    assert f"cleared by DG {SECRET}, entered by Camille: Note of 24 March" in shown
    assert "All steps have cleared this text" in shown
    chair = words(await must(drill, "anouk", f"message show {msg}"))
    assert "Cleared at home: France" in chair
    room = words(await must(drill, "ca1", f"message show {msg}"))
    assert "Cleared at home: 1 of 8 States" in room
    assert "France" not in room.split("Cleared at home")[1].split("\n")[0]
    await must(drill, "emb-fr", f"clearance withdraw {msg} The addressee changed.")
    assert "Not yet cleared" in words(await must(drill, "anouk", f"message show {msg}"))
    assert leaked(drill) == []


@pytest.mark.rule("T-29", "T-30")
async def test_another_state_its_embassy_and_the_chair_read_none_of_a_clearance(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    await whole(drill, msg)
    for who in ("anouk", "iss1", "xv1"):
        done = await said(drill, who, "direct", f"clearance show {msg}")
        assert done.outcome == "refused", who
    done = await said(drill, "emb-ca", "direct", f"clearance show {msg}")
    assert done.rule == "not_found"
    for who in ("nl1", "ca1"):
        shown = words(await must(drill, who, f"clearance show {msg}"))
        assert "Nobody has begun" in shown
    for line in ("today", f"sheet {msg} party=FR", "clearance steps", f"message show {msg}"):
        for who in ("nl1", "anouk"):
            await said(drill, who, "direct", line)
    typed = await said(drill, "fr1", "draft", f"clearance answer {msg} clear {SECRET}")
    assert typed.outcome == "refused"
    others = [one for one in ELSEWHERE if one != "draft"]
    assert leaked(drill, *others) == []
    for who in ("nl1", "anouk"):
        assert "Nothing was found" in words(await must(drill, who, f"find {SECRET}"))


@pytest.mark.rule("DR-26")
async def test_a_changed_text_voids_what_was_cleared_and_tells_the_state_alone(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    await whole(drill, msg)
    await must(drill, "fr1", f"message revise {msg} paragraph=3 Fees are published.")
    assert "counts no more" in drill.texts("own-fr")[-1]
    assert "counts no more" in " ".join(drill.texts("direct:emb-fr"))
    await must(drill, "fr1", f"message freeze {msg}")
    assert "Cleared at home: France" not in words(await must(drill, "anouk", f"message show {msg}"))
    await must(drill, "fr1", f"clearance answer {msg} clear")
    shown = words(await must(drill, "fr1", f"clearance show {msg}"))
    assert "of an earlier text" in shown
    assert "step 2 of 3" in shown
    assert leaked(drill) == []


@pytest.mark.performs("clearance steps", "clearance assign")
@pytest.mark.rule("DR-17", "T-42")
async def test_a_required_clearance_asks_why_and_changes_nobody_s_right_to_sign(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    await must(drill, "fr1", "clearance steps steps=authority,Legal_service required=yes")
    await must(drill, "fr1", "clearance assign 2 fr2")
    foreign = await said(drill, "fr1", "direct", "clearance assign 2 nl1")
    assert (foreign.outcome, foreign.rule) == ("refused", "mandate")
    asked = await said(drill, "fr1", "direct", f"message sign {msg}")
    assert asked.outcome == "asked"
    assert "not cleared yet" in words(asked)
    assert "Signed so far: 0" in words(await must(drill, "ca1", f"message show {msg}"))
    done = await must(drill, "fr1", f"The minister agreed by telephone, {SECRET}")
    assert "France: signs" in words(done)
    shown = words(await must(drill, "fr2", f"clearance show {msg}"))
    assert "Camille answered before it was cleared" in shown
    await must(drill, "nl1", f"message sign {msg}")  # who has set up nothing is asked nothing
    await must(drill, "fr1", f"message answer {msg} subject")
    assert leaked(drill) == []


async def test_a_step_sends_back_with_a_note_and_only_its_own_people_clear_it(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    await must(drill, "fr1", "clearance steps steps=authority,Legal_service,embassy")
    await must(drill, "fr1", "clearance assign 2 fr2")
    await must(drill, "fr1", f"clearance answer {msg} clear")
    [ask] = [text for text in drill.texts("direct:fr2") if "Legal service: does France" in text]
    assert "Send it back with a note" in ask
    wanting = await said(drill, "fr1", "direct", f"clearance answer {msg} clear")
    assert wanting.outcome == "asked"
    await said(drill, "fr1", "direct", "cancel")
    await said(drill, "fr2", "direct", f"clearance answer {msg} back")
    done = await said(drill, "fr2", "direct", f"§2 wants a source, {SECRET}")
    assert done.outcome == "done", words(done)
    assert SECRET in drill.texts("direct:fr1")[-1]
    assert "step 1 of 3" in words(await must(drill, "fr2", f"clearance show {msg}"))
    assert leaked(drill) == []


@pytest.mark.performs("clearance remind")
async def test_the_step_that_has_it_is_reminded_and_once_where_the_clock_comes_late(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    await must(drill, "fr1", f"clearance answer {msg} clear who=Paris")
    await must(drill, "fr1", f"clearance answer {msg} clear who=Quai")

    def reminded() -> int:
        return sum("A reminder for embassy" in text for text in drill.texts("direct:emb-fr"))

    await drill.until(drill.now + timedelta(days=1))
    assert reminded() == 0
    await drill.until(drill.now + timedelta(days=3))
    assert reminded() >= 1
    assert leaked(drill) == []
    await must(drill, "emb-fr", f"clearance answer {msg} clear")
    before = reminded()
    await drill.until(drill.now + timedelta(days=5))
    assert reminded() == before


@pytest.mark.rule("DR-32")
async def test_a_clearance_is_answered_by_a_number(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "fr1", "clearance steps steps=embassy")
    await must(drill, "fr1", f"clearance begin {msg}")
    assert "A note" in words(await said(drill, "emb-fr", "direct", "1"))
    done = await must(drill, "emb-fr", "skip")
    assert "All steps have cleared" in words(done)
    assert "Valdora" not in " ".join(drill.texts("direct:emb-fr")).split(msg, 1)[1]


async def test_who_clears_or_sends_back_reads_which_step_did_it(drill: Drill) -> None:
    msg = await frozen(drill)
    begun = words(await must(drill, "fr1", "clearance steps"))
    assert begun.splitlines()[1:4] == [
        "1. Central Authority",
        "2. Ministry of Foreign Affairs",
        "3. Embassy",
    ]
    await must(drill, "fr1", f"clearance begin {msg}")
    first = words(await must(drill, "fr1", f"clearance answer {msg} clear"))
    assert "· Central Authority: cleared by Camille" in first
    by_note = await must(
        drill, "fr1", f"clearance answer {msg} clear who=Legal_Directorate Note 77"
    )
    assert "· Ministry of Foreign Affairs: cleared by Legal Directorate" in words(by_note)
    back = await must(drill, "emb-fr", f"clearance answer {msg} back A new minister")
    assert "sent back to Ministry of Foreign Affairs by" in words(back)
    assert "–" not in " ".join(drill.texts("own-fr"))


@pytest.mark.rule("DR-29")
async def test_a_step_is_asked_by_the_name_of_the_thing_and_the_code_alone_where_it_reads_no_more(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    await must(drill, "fr1", f"clearance begin {msg}")
    asked = [text for text in drill.texts("direct:fr2") if QUESTION in text][-1]
    assert f"does France clear the joint message to Valdora ({msg})?" in asked
    shown = words(await must(drill, "fr1", f"clearance show {msg}"))
    assert shown.startswith(f"Clearance of the joint message to Valdora ({msg}) within France")
    for step in ("fr2", "fr1"):
        await must(drill, step, f"clearance answer {msg} clear who=Somebody Seen")
    embassy = [text for text in drill.texts("direct:emb-fr") if QUESTION in text][-1]
    assert f"does France clear {msg}?" in embassy
    assert "Valdora" not in embassy
