"""The ladder of a commitment past its day: focal points, head of delegation, then the chair."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill
from tests.commands.test_commitment import AT, offer, said


@pytest.mark.performs("commitment head")
async def test_the_head_of_delegation_hears_after_the_focal_points_and_before_the_chair(
    drill: Drill,
) -> None:
    id = await offer(drill)

    def heard(who: str, what: str) -> int:
        return sum(what in text for text in drill.texts(f"direct:{who}"))

    await drill.until(AT + timedelta(hours=1))
    assert (heard("it1", "This was due"), heard("it1", "head of delegation")) == (1, 0)
    await drill.until(AT + timedelta(hours=17))  # 09:00 in Rome on the next working day
    assert heard("it1", "head of delegation of Italy") == 1
    assert heard("anouk", "no answer yet") == 0
    await drill.until(AT + timedelta(days=2))
    assert heard("anouk", "no answer yet") == 1
    await said(drill, "it1", "direct", f"commitment done {id} Circular of May")
    await drill.until(AT + timedelta(days=30))
    assert heard("it1", "head of delegation of Italy") == 1
    rooms = ("draft", "full", "direct:nl1", "direct:fr1")
    assert not [t for room in rooms for t in drill.texts(room) if "head of delegation" in t]
