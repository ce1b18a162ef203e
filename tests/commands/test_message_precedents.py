"""Joint messages as precedents: found by practice, State and outcome, and begun with again (D7)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.messages import drafted, must, said, sent


@pytest.mark.rule("T-42", "DR-22")
async def test_a_sent_message_is_found_and_begun_with_again_by_those_who_may_read_it(
    drill: Drill,
) -> None:
    inc, msg = await sent(drill)
    later = await drafted(drill, inc)

    async def found(who: str, chosen: str) -> str:
        return words(await must(drill, who, f"message list {chosen}"))

    assert msg in await found("ca1", "practice=IP-DOC state=XV outcome=sent")
    for other in ("practice=IP-FIN", "state=CO", "outcome=replied", "outcome=withdrawn"):
        assert msg not in await found("ca1", other)
    assert later in await found("fr1", "outcome=open")
    assert later not in await found("ca1", "outcome=open")
    assert msg not in await found("xv1", "practice=IP-DOC")
    assert later not in await found("xv1", "state=XV")
    line = f"message draft {inc} like={msg}"
    made = await must(drill, "nl1", line)
    assert "We thank Valdora" in words(made)
    assert made.made["message"] != msg
    early = await said(drill, "fr1", "direct", f"message draft {inc} like={later}")
    assert (early.outcome, early.rule) == ("refused", "stage")
    hidden = await said(drill, "nl1", "direct", f"message draft {inc} like={later}")
    assert (hidden.outcome, hidden.rule) == ("refused", "not_found")
