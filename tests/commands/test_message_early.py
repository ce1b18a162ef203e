"""A letter that is sent while States are still asked to sign: everybody reads that it was (4.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.messages import consulting, drafted, must

SIGNED = "Signed by France and the Netherlands"
OTHERS = "Australia, Colombia, Israel, Italy and the Philippines"


async def asked(drill: Drill) -> str:
    """A letter that two States signed and Canada did not want to; the others have not answered."""
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    for who in ("fr1", "nl1"):
        await must(drill, who, f"message sign {msg}")
    await must(drill, "ca1", f"message decline {msg}")
    return msg


@pytest.mark.rule("T-42", "DR-29")
async def test_the_chair_sees_whom_it_does_not_wait_for_before_a_letter_leaves(
    drill: Drill,
) -> None:
    msg = await asked(drill)
    looked = await drill.say("anouk", "direct", f"message dispatch {msg} preview=yes")
    assert looked is not None
    shown = words(looked)
    for part in (SIGNED, "Declined to sign: Canada", f"neither yes nor no: {OTHERS}"):
        assert part in shown
    assert "5 States have not answered" in shown


@pytest.mark.rule("T-42", "DR-29")
async def test_who_declined_and_who_did_not_answer_are_named_apart_once_a_letter_is_sent(
    drill: Drill,
) -> None:
    msg = await asked(drill)
    await must(drill, "anouk", f"message dispatch {msg}", "draft")
    [told] = [text for text in drill.texts("draft") if "was sent to Valdora" in text]
    assert "sent before the time for signatures was over" in told
    shown = words(await must(drill, "it1", f"message show {msg}"))
    assert "Declined to sign: Canada" in shown
    assert f"neither yes nor no: {OTHERS}" in shown
    assert "sent before the time for signatures was over" in shown
    theirs = words(await must(drill, "xv1", f"message show {msg}"))
    assert not [part for part in ("Declined", "neither yes", "before the time") if part in theirs]


@pytest.mark.rule("T-42")
async def test_a_letter_that_is_sent_when_the_time_is_over_was_not_sent_early(drill: Drill) -> None:
    msg = await asked(drill)
    await drill.until(drill.now + timedelta(days=30))
    await must(drill, "anouk", f"message dispatch {msg}", "draft")
    [told] = [text for text in drill.texts("draft") if "was sent to Valdora" in text]
    assert "before the time" not in told
    shown = words(await must(drill, "it1", f"message show {msg}"))
    assert "before the time" not in shown
    assert f"neither yes nor no: {OTHERS}" in shown
