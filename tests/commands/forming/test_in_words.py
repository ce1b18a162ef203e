"""What is told in words takes no bare number in a form either."""

from __future__ import annotations

from bot.rehearse.drill import Drill
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
