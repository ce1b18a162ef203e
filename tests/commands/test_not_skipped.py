"""What a rule or a declaration wants is not left out, and nobody is led in a circle."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import consulted, done
from tests.commands.incidents import said


@pytest.mark.rule("T-41")
async def test_a_question_that_a_rule_asks_is_not_asked_again_and_again(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"response unify {incident} IP-DOC reason=urgent One register for all"
    made = (await done(drill, "au1", "draft", line)).made["response"]
    await said(drill, "au1", "direct", "response amend")
    asked = await said(drill, "au1", "direct", "1")
    assert "On which condition is the procedure one" in words(asked)
    for _ in range(2):
        no = await said(drill, "au1", "direct", "skip")
        assert (no.outcome, no.rule) == ("refused", "form")
        assert "cannot be left out" in words(no)
        assert "“cancel” ends this" in words(no)
    kept = await said(drill, "au1", "direct", "A fee that is equal for all")
    assert kept.outcome == "done", words(kept)
    assert "A fee that is equal for all" in words(
        await done(drill, "au1", "direct", f"response show {made}")
    )


async def test_a_question_that_must_be_answered_says_so(drill: Drill) -> None:
    await said(drill, "it1", "direct", "poll vote")
    no = await said(drill, "it1", "direct", "skip")
    assert (no.outcome, no.rule) == ("refused", "form")
    assert "cannot be left out" in words(no)
    assert "is not an id" not in words(no)
