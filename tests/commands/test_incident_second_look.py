"""What nothing takes back is done only after a second look."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from coordination.incident.stage import Stage
from tests.commands.incidents import kept, opened, said


@pytest.mark.performs("incident verify")
async def test_a_suspicion_is_confirmed_only_after_a_second_look(drill: Drill) -> None:
    id = await opened(drill)
    asked = await said(drill, "anouk", "draft", f"incident verify {id} preview=yes")
    assert f"incident verify {id} now=yes" in words(asked)
    assert (await kept(drill, id)).stage is Stage.SUSPECTED
    await said(drill, "anouk", "draft", f"incident verify {id} now=yes")
    assert (await kept(drill, id)).stage is Stage.SUBSTANTIATED
