"""How much is tried while a form opens: a platform waits for it for three seconds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.rehearse.drill import Drill
from commands.deployment import Deployment
from commands.forming.frame import of_line, setting
from commands.forming.trial import TRIED, certain
from commands.heard import Incoming
from commands.line import Raw
from commands.wanting import Wanting
from coordination.said import Said
from storage.store import Store
from tests.commands.deciding import consulted
from tests.commands.forming.filling import Hand


def certainty(*wanted: str) -> Callable[[Store, Incoming, Deployment, datetime], int]:
    """Gives how many of these questions of a suspension are sure to be wanted."""
    wants = [Wanting("form", name, Said("form.our_fault")) for name in wanted]

    def sure(store: Store, heard: Incoming, deployment: Deployment, now: datetime) -> int:
        here = setting(store, heard, deployment, now)
        assert here is not None
        found = of_line(here, heard, "response suspend")
        assert found is not None
        return certain(found[0], Raw({"text": "New adoptions from Valdora"}, {}), wants)

    return sure


async def test_a_question_is_sure_only_where_a_few_choices_lead_to_it(asking: Drill) -> None:
    hand = Hand(asking, "au1", "draft")
    for _ in range(TRIED):
        await consulted(asking)
    assert await hand.reads(certainty("incident", "new")) == 2
    await consulted(asking)
    assert await hand.reads(certainty("incident", "new")) == 1


@pytest.mark.parametrize(
    ("wanted", "sure"),
    [
        (("incident", "new", "ongoing"), 3),
        (("incident", "new", "safeguards"), 2),  # only where some adoptions continue with them
        (("incident", "new", "ongoing", "safeguards"), 3),
        (("incident", "new", "ongoing", "reason"), 4),  # also behind safeguards that are typed
    ],
)
async def test_a_question_is_sure_where_every_pick_before_it_leads_to_it(
    asking: Drill, wanted: tuple[str, ...], sure: int
) -> None:
    await consulted(asking)
    assert await Hand(asking, "au1", "draft").reads(certainty(*wanted)) == sure
