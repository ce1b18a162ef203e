"""What a person with Element sees: threads, no shield, a notification when asked to act."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from bot.demo.synapse import Synapse
from bot.rooms import Message
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.ears import Ears
from tests.bot.matrix.element import ElementPerson
from tests.bot.matrix.person import MatrixPerson
from tests.bot.matrix.test_conversation import us


@pytest.fixture
async def element(synapse: Synapse, name: Callable[[str], str]) -> AsyncIterator[ElementPerson]:
    account = synapse.register(name("elena"), "secret")
    person = await ElementPerson.login(synapse.url, account, "secret")
    yield person
    await person.close()


@pytest.fixture
async def meeting(
    bot: NewBot, person: NewPerson, element: ElementPerson
) -> tuple[Ears, MatrixPerson, str]:
    """The bot, Elena with Element and Anna in an encrypted room."""
    ears, anna = await bot(), await person("anna")
    room: str = (await element.ask("room", invite=[us(ears), anna.account]))["room"]
    await anna.join(room)
    for account in (us(ears), anna.account):
        await element.ask("joined", room=room, user=account)
    await ears.joined(room)
    return ears, anna, room


async def test_element_shows_no_shield_and_notifies_who_is_asked_to_act(
    meeting: tuple[Ears, MatrixPerson, str], element: ElementPerson, name: Callable[[str], str]
) -> None:
    ears, anna, room = meeting
    root = await ears.platform.send(room, Message("root", "INC-1", ""))
    quiet = await element.ask("wait", event=root)
    assert quiet["sealed"]
    assert quiet["shield"] == {"colour": "none", "reason": None}
    assert not quiet["highlights"]

    elena = f"@{name('elena')}:localhost"
    vote = Message("ask", "Please vote.", "", thread=root, mention=(elena,))
    asked = await ears.platform.send(room, vote)
    shown = await element.ask("wait", event=asked)
    assert (shown["thread"], shown["shield"]["colour"]) == (root, "none")
    assert (shown["notifies"], shown["highlights"]) == (True, True)
    thread = await element.ask("thread", room=room, root=root, event=asked)
    assert asked in thread["events"]

    vote = Message("other", "Please vote.", "", thread=root, mention=(anna.account,))
    other = await ears.platform.send(room, vote)
    assert not (await element.ask("wait", event=other))["highlights"]
    assert not await ears.platform.shield()


async def test_what_is_written_in_element_is_heard_and_marked(
    meeting: tuple[Ears, MatrixPerson, str], element: ElementPerson, name: Callable[[str], str]
) -> None:
    ears, _, room = meeting
    root = await ears.platform.send(room, Message("root", "INC-1", ""))
    await element.ask("wait", event=root)
    said = await element.ask("say", room=room, text="!incident show", thread=root)
    heard = await ears.hears("!incident show")
    assert (heard.event, heard.thread) == (said["event"], root)
    assert heard.account == f"@{name('elena')}:localhost"
    await element.ask("say", room=room, text="!incident list", replaces=said["event"])
    edited = await ears.hears("!incident list")
    assert (edited.replaces, edited.thread) == (said["event"], root)
    await ears.platform.mark(room, said["event"], "👉")


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
