"""What the chair does as chair is told as the chair's, not as an act of the chair's State."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill
from tests.commands.deciding import done

OPEN = "incident open XV both practices=IP-DOC now=yes Certificates"


@pytest.mark.rule("T-24")
@pytest.mark.parametrize(
    ("person", "told"),
    [
        ("anouk", "The chair, for the group, informed Valdora directly"),
        ("nl1", "The Netherlands informed Valdora directly"),
    ],
)
async def test_who_informs_the_state_concerned_is_told(
    person: str, told: str, drill: Drill
) -> None:
    incident = (await done(drill, "nl1", "draft", OPEN)).made["incident"]
    await done(drill, person, "draft", f"incident inform {incident} state=XV now=yes See annex.")
    [notice] = [text for text in drill.texts("draft") if "informed Valdora" in text]
    assert told in notice
    assert ("Netherlands" in notice) is (person == "nl1")
