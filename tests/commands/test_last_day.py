"""A suspension with a last day is looked at again before it ends (T-43, X23)."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import done, proposed, refused


@pytest.mark.rule("T-43", "DR-26")
async def test_no_poll_opens_on_a_suspension_that_ends_before_it_is_looked_at_again(
    drill: Drill,
) -> None:
    early = "expires=2026-04-10 new=pause ongoing=continue reason=urgent"
    made = await proposed(drill, f"{early} Suspend new adoptions")
    shown = words(await done(drill, "nl1", "draft", f"response show {made['response']}"))
    assert "Looked at again on Fri 10 Apr 2026" in shown
    amend = f"response amend {made['response']} review"
    await done(drill, "au1", "draft", f"{amend}=2026-05-01")
    open_it = f"poll open {made['response']} closes=2026-03-16T15:00Z"
    rule, said = await refused(drill, "anouk", "draft", open_it)
    assert rule == "T-43"
    assert "would end before the date on which it is looked at again" in said
    await done(drill, "au1", "draft", f"{amend}=2026-04-08")
    await done(drill, "anouk", "draft", open_it)
