"""What is told in words takes no bare number, in a line or in a form."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.forming import Errors
from tests.commands.forming.filling import Hand
from tests.commands.incidents import opened, said


async def test_a_bare_number_is_no_reason_in_a_form_either(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Two certificates")
    hand = Hand(asking, "nl1", "direct")
    offer = f"commitment offer {incident} 30d Check every file"
    made = (await said(asking, "nl1", "direct", offer)).made["commitment"]
    shape = await hand.shape(f"commitment withdraw {made}")
    errors = await hand.submits(shape.carried, reason="12")
    assert isinstance(errors, Errors)
    assert errors.fields["reason"].msgid == "form.words_needed"


@pytest.mark.parametrize(
    "line", ["incident update {} 1", "incident report {} 2", "incident answer {} 3"]
)
async def test_a_bare_number_is_nothing_that_a_room_could_read(asking: Drill, line: str) -> None:
    """Whoever answers a question of before by its number must not speak to everybody with it."""
    incident = await opened(asking, line="incident open XV both now=yes Two certificates")
    before = asking.texts("draft")
    no = await said(asking, "nl1", "draft", line.format(incident))
    assert (no.outcome, no.rule) == ("refused", "form")
    assert "in words" in words(no)
    assert asking.texts("draft") == before


async def test_a_number_is_looked_for_and_may_be_a_reference(asking: Drill) -> None:
    incident = await opened(asking, line="incident open XV both now=yes Two certificates 4711")
    found = await said(asking, "nl1", "direct", "find 4711")
    assert incident in words(found)
    offer = f"commitment offer {incident} 30d Check every file"
    made = (await said(asking, "nl1", "direct", offer)).made["commitment"]
    done = await said(asking, "nl1", "direct", f"commitment done {made} now=yes 4711")
    assert done.outcome == "done", words(done)
