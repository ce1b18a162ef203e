"""A delegate with Element: reads threads, sees no shield, is notified when asked to act."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.matrix.element import ElementPerson
from tests.stories.conftest import NewTown
from tests.stories.town import Town

pytestmark = pytest.mark.xdist_group("synapse")


async def with_element(here: Town, id: str, room: str) -> tuple[ElementPerson, str]:
    """This person signs in with Element and joins a room; gives the room."""
    account = here.synapse.register(here.name(id), "secret")
    element = await ElementPerson.login(here.synapse.url, account, "secret")
    joined = await element.ask("invited", sender=here.bot.account)
    await element.ask("join", room=joined["room"])
    assert (await here.room(room)).remote == joined["room"]
    return element, str(joined["room"])


async def answered(here: Town, elena: ElementPerson, room: str) -> tuple[dict[str, Any], str, str]:
    """Her own command, in the room: the answer comes in her direct room.

    Gives the incident's card and id, and the direct room.
    """
    bot = here.bot.account
    line = "!incident open XV past practices=IP-DOC now=yes One number on two certificates"
    await elena.ask("say", room=room, text=line)
    card = await elena.ask("wait", room=room, sender=bot, body="INC-")
    incident = card["body"].split()[1]
    direct = (await elena.ask("invited", sender=bot))["room"]
    await elena.ask("join", room=direct)
    answer = await elena.ask("wait", room=direct, sender=bot, body=incident)
    report = await elena.ask("wait", room=room, sender=bot, thread=card["event"])
    for quiet in (card, answer, report):
        assert quiet["sealed"]
        assert quiet["shield"] == {"colour": "none", "reason": None}
        assert not quiet["highlights"]
    await elena.ask("thread", room=room, root=card["event"], event=report["event"])
    return card, incident, direct


@pytest.mark.rule("DR-29")
async def test_element_reads_the_thread_and_is_notified_when_asked_to_act_and_not_otherwise(
    town: NewTown,
) -> None:
    here = await town("draft")
    elena, room = await with_element(here, "it1", "draft")
    anouk, noor = await here.gather("anouk", "nl1", room="draft")
    await noor.client.waits_for(room, here.synapse.register(here.name("it1"), "secret"))
    bot = here.bot.account

    card, incident, direct = await answered(here, elena, room)

    # Asked to act: she is notified, in private; the chair's part of it leaves her in peace.
    await anouk.says("draft", f"!incident consult {incident}")
    await anouk.hears("the consultation is open")
    proposing = f"!response unify {incident} IP-DOC reason=none Every State checks the number"
    response = await noor.makes("draft", proposing, "RES")
    poll = await anouk.makes("draft", f"!poll open {response} closes=3h", "POL")
    ballot = await elena.ask("wait", room=direct, sender=bot, body=poll)
    assert (ballot["notifies"], ballot["highlights"]) == (True, True)
    assert ballot["shield"]["colour"] == "none"
    shown = await elena.ask("wait", room=room, sender=bot, body=poll)
    assert (shown["thread"], shown["highlights"]) == (card["event"], False)

    await elena.ask("say", room=direct, text="1", answers=ballot["event"])
    assert poll in (await elena.ask("wait", room=direct, sender=bot, body="recorded on"))["body"]
    await elena.close()
