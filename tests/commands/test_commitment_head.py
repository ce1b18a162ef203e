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
    await drill.until(AT + timedelta(hours=1))
    assert (heard(drill, "it1", "This was due"), heard(drill, "it1", "head of delegation")) == (
        1,
        0,
    )
    await drill.until(AT + timedelta(hours=17))  # 10:00 in Rome on the next working day
    assert heard(drill, "it1", "head of delegation of Italy") == 1
    assert heard(drill, "anouk", "no answer yet") == 0
    await drill.until(AT + timedelta(days=2))
    assert heard(drill, "anouk", "no answer yet") == 1
    await said(drill, "it1", "direct", f"commitment done {id} Circular of May")
    await drill.until(AT + timedelta(days=30))
    assert heard(drill, "it1", "head of delegation of Italy") == 1
    rooms = ("draft", "full", "direct:nl1", "direct:fr1")
    assert not [t for room in rooms for t in drill.texts(room) if "head of delegation" in t]


def heard(drill: Drill, who: str, what: str) -> int:
    """How many messages in the person's own room say this."""
    return sum(what in text for text in drill.texts(f"direct:{who}"))


async def test_the_head_s_quiet_hours_hold_the_word_back_and_not_the_chair_s(drill: Drill) -> None:
    """Quiet until eleven in Rome: told then, once; the chair's own day does not move with it."""
    await offer(drill)
    await said(drill, "it1", "direct", "quiet 20 11")
    await drill.until(AT + timedelta(hours=17, minutes=50))
    assert heard(drill, "it1", "head of delegation of Italy") == 0
    await drill.until(AT + timedelta(hours=18, minutes=10))
    assert heard(drill, "it1", "head of delegation of Italy") == 1
    await drill.until(AT + timedelta(days=2))
    assert heard(drill, "it1", "head of delegation of Italy") == 1
    assert heard(drill, "anouk", "no answer yet") == 1


async def test_after_days_away_the_head_is_asked_once_and_not_after_the_chair(
    drill: Drill,
) -> None:
    await offer(drill)
    drill.now = AT + timedelta(days=3)
    acts = await drill.until(drill.now)
    order = [one.performed.line.split()[1] for one in acts if "commitment" in one.performed.line]
    assert order.index("overdue") < order.index("late")
    await drill.until(drill.now + timedelta(days=2))
    # The voter is a focal point as well, and is asked once.
    assert heard(drill, "it1", "This was due") == 1
    assert heard(drill, "it1", "head of delegation of Italy") == 0
    assert heard(drill, "anouk", "no answer yet") == 1
