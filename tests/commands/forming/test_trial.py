"""How much is tried while a form opens: a platform waits for it for three seconds."""

from __future__ import annotations

from datetime import datetime

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

WANTS = [Wanting("form", name, Said("form.our_fault")) for name in ("incident", "new")]


def sure(store: Store, heard: Incoming, deployment: Deployment, now: datetime) -> int:
    """How many are sure to be wanted where the incident is to be picked, and then the rest."""
    here = setting(store, heard, deployment, now)
    assert here is not None
    found = of_line(here, heard, "response suspend")
    assert found is not None
    return certain(found[0], Raw({"text": "New adoptions from Valdora"}, {}), WANTS)


async def test_a_question_is_sure_only_where_a_few_choices_lead_to_it(asking: Drill) -> None:
    hand = Hand(asking, "au1", "draft")
    for _ in range(TRIED):
        await consulted(asking)
    assert await hand.reads(sure) == 2
    await consulted(asking)
    assert await hand.reads(sure) == 1
