"""What becomes of a commitment once its measure is over, or another stands in its place (4.4)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import done, put
from tests.commands.test_commitment_force import adopted, offer
from tests.commands.test_review_and_lift import in_force

LAPSED = datetime(2026, 5, 31, 12, tzinfo=UTC)


@pytest.mark.rule("DR-30")
async def test_who_is_committed_under_a_measure_that_is_over_says_itself_what_becomes_of_it(
    drill: Drill,
) -> None:
    made = await in_force(drill, "review=2026-05-01 expires=2026-05-29")
    line = f"commitment offer {made['incident']} 2026-09-01T15:00Z response={made['response']} Ask"
    taken_back = (await done(drill, "it1", "draft", line)).made["commitment"]
    await done(drill, "it1", "draft", f"commitment withdraw {taken_back} New law")
    await drill.until(LAPSED)
    [told] = [text for text in drill.texts("direct:nl1") if "is over" in text]
    assert f"Pause new adoptions ({made['response']}) is over" in told
    assert "What the Netherlands has committed itself to under it still stands" in told
    assert "commitment withdraw COM-" in told
    assert "commitment suspend COM-" in told
    for room in ("direct:it1", "draft", "xv"):
        assert not any("is over" in text for text in drill.texts(room))


@pytest.mark.rule("DR-30")
async def test_nobody_looks_at_the_evidence_of_what_another_commitment_replaces(
    drill: Drill,
) -> None:
    made = await put(drill)
    await adopted(drill, made)
    first = (await done(drill, "it1", "draft", offer(made))).made["commitment"]
    second = (await done(drill, "it1", "draft", offer(made, f"replaces={first} "))).made
    assert not any("is active any more" in text for text in drill.texts("draft"))
    await done(drill, "it1", "draft", f"commitment done {second['commitment']} gazette")
    asked = f"verify:{second['commitment']}"
    assert asked in await _asked_of(drill, "anouk")
    await done(drill, "it1", "draft", offer(made, f"replaces={second['commitment']} "))
    assert asked not in await _asked_of(drill, "anouk")


@pytest.mark.rule("DR-30")
async def test_what_is_replaced_subject_to_capital_leaves_a_measure_without_a_commitment_aloud(
    drill: Drill,
) -> None:
    made = await put(drill)
    await adopted(drill, made)
    first = (await done(drill, "it1", "draft", offer(made))).made["commitment"]
    await done(drill, "it1", "draft", offer(made, f"replaces={first} subject=yes "))
    [told] = [text for text in drill.texts("draft") if "is active any more" in text]
    assert made["response"] in told


async def _asked_of(drill: Drill, person: str) -> list[str]:
    asks = await drill.runtime.database.run(lambda store: store.asks.of(person))
    return [one.key for one in asks]
