"""What a person with Element sees: threads, no shield, a notification when asked to act."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from bot.demo.synapse import Synapse
from bot.rooms import Message
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.element import ElementPerson
from tests.bot.matrix.test_conversation import us


@pytest.fixture
async def element(synapse: Synapse, name: Callable[[str], str]) -> AsyncIterator[ElementPerson]:
    account = synapse.register(name("elena"), "secret")
    person = await ElementPerson.login(synapse.url, account, "secret")
    yield person
    await person.close()


async def test_element_reads_the_bot_without_a_shield_in_its_thread_and_is_answered(
    bot: NewBot, person: NewPerson, element: ElementPerson, name: Callable[[str], str]
) -> None:
    ears, anna = await bot(), await person("anna")
    elena = f"@{name('elena')}:localhost"
    room = (await element.ask("room", invite=[us(ears), anna.account]))["room"]
    await anna.join(room)
    await element.ask("joined", room=room, user=us(ears))
    await element.ask("joined", room=room, user=anna.account)
    await ears.joined(room)

    root = await ears.platform.send(room, Message("root", "INC-1", ""))
    quiet = await element.ask("wait", event=root)
    assert quiet["sealed"]
    assert quiet["shield"] == {"colour": "none", "reason": None}
    assert not quiet["highlights"]

    asked = await ears.platform.send(
        room, Message("ask", "Please vote.", "", thread=root, mention=(elena,))
    )
    shown = await element.ask("wait", event=asked)
    assert shown["thread"] == root
    assert shown["shield"]["colour"] == "none"
    assert (shown["notifies"], shown["highlights"]) == (True, True)
    assert asked in (await element.ask("thread", room=room, root=root))["events"]

    other = await ears.platform.send(
        room, Message("other", "Please vote.", "", thread=root, mention=(anna.account,))
    )
    assert not (await element.ask("wait", event=other))["highlights"]

    said = await element.ask("say", room=room, text="!incident show", thread=root)
    heard = await ears.hears("!incident show")
    assert (heard.event, heard.thread, heard.account) == (said["event"], root, elena)
    await element.ask("say", room=room, text="!incident list", replaces=said["event"])
    edited = await ears.hears("!incident list")
    assert (edited.replaces, edited.thread) == (said["event"], root)
    await ears.platform.mark(room, said["event"], "👉")
    assert not await ears.platform.shield()


async def test_element_finds_its_direct_room_and_answers_there(
    bot: NewBot, element: ElementPerson, name: Callable[[str], str]
) -> None:
    ears = await bot()
    room = await ears.platform.direct_room(f"@{name('elena')}:localhost")
    ballot = await ears.platform.send(room, Message("ballot", "1 yes, 2 no, 3 abstain", ""))
    assert (await element.ask("invited", sender=us(ears)))["room"] == room
    await element.ask("join", room=room)
    seen = await element.ask("wait", event=ballot)
    assert (seen["body"], seen["shield"]["colour"]) == ("1 yes, 2 no, 3 abstain", "none")
    await element.ask("say", room=room, text="1")
    assert (await ears.hears("1")).direct
