"""A State concerned acknowledges outside the platforms: entered for it, and never as its word."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from coordination.incident.informing import Inform
from tests.commands.incidents import everything, opened, said
from tests.commands.test_incident_course import REPLY, TOLD


@pytest.mark.performs("incident enter_received")
@pytest.mark.rule("T-25", "T-27")
async def test_an_acknowledgement_by_letter_is_entered_with_how_it_came_and_not_as_its_own_word(
    drill: Drill,
) -> None:
    id = await opened(drill)
    await said(drill, "nl1", "draft", f"incident inform {id} {TOLD}")
    line = f"incident enter_received {id}"
    other = await said(drill, "nl1", "draft", f"{line} Note 7 of 9 March")
    assert (other.outcome, other.rule) == ("refused", "mandate")
    early = await said(drill, "sec1", "direct", f"{line} when=2026-03-02T08:00Z Note 7")
    assert early.rule == "form"
    assert line in words(await said(drill, "anouk", "direct", f"incident show {id}"))
    entered = await said(drill, "sec1", "direct", f"{line} Note 7 of 9 March")
    assert entered.outcome == "done", words(entered)
    for room in ("draft", "xv"):
        told = everything(drill, room)
        assert "Valdora acknowledged outside this platform, on Mon 9 Mar 2026" in told
        assert "Note 7 of 9 March" in told
        assert "entered for it, not by it" in told
    assert line not in words(await said(drill, "anouk", "direct", f"incident show {id}"))
    [record] = await drill.runtime.database.run(lambda store: store.incidents.items(id, Inform))
    assert (record.acknowledged_by, record.entered_by) == (None, "sec1")
    assert record.acknowledged_at is not None
    own = await said(drill, "xv1", "xv", f"incident acknowledge {id}")
    assert own.outcome == "done", words(own)
    again = await said(drill, "sec1", "direct", f"{line} Note 8")
    assert (again.outcome, again.rule) == ("refused", "stage")


@pytest.mark.rule("T-25")
async def test_from_an_acknowledgement_by_letter_runs_the_time_for_a_reply(drill: Drill) -> None:
    id = await opened(drill)
    told = "channel=note_verbale when=2026-03-09T08:00Z authority=Ministry language=en"
    await said(drill, "anouk", "draft", f"incident inform {id} {told} {TOLD}")
    line = f"incident enter_received {id} when=2026-03-09T08:30Z Call of 9 March"
    entered = await said(drill, "anouk", "direct", line)
    assert "Time for a reply: until Mon 16 Mar" in words(entered)
    assert "Still open" not in words(entered)
    stance = f"incident stance {id} neglecting state=XV"
    before = await said(drill, "nl1", "draft", stance)
    assert before.outcome == "asked"
    await drill.until(REPLY)
    after = await said(drill, "fr1", "draft", stance)
    assert after.outcome == "done", words(after)
