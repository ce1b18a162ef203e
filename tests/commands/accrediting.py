"""The second act behind an accreditation that a test imports (DR-17)."""

from __future__ import annotations

from bot.rehearse.drill import Drill
from tests.commands.deciding import done

REGISTRAR = "op1"
"""Who imports directories in these tests, so that the secretariat can confirm."""


async def confirmed(drill: Drill, *people: str) -> None:
    """Sofia of the secretariat makes sure of these people by calling their authorities."""
    for person in people:
        day = f"{drill.now:%Y-%m-%dT%H:%MZ}"
        line = f"directory confirm {person} call {day} Call with the authority's head"
        await done(drill, "sec1", "direct", line)
