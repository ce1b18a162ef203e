"""What makes a room unsafe, who may invite, and that a change is noticed."""

from __future__ import annotations

import pytest

from bot.matrix.facts import RoomFacts
from bot.rooms import Message, Security
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.test_conversation import together, us


@pytest.mark.rule("T-11")
async def test_an_encrypted_room_by_invitation_is_safe_until_its_state_changes(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    known = await ears.platform.security(room)
    assert known == Security(safe=True, present=frozenset({us(ears), anna.account}))
    await anna.change(room, "m.room.history_visibility", {"history_visibility": "world_readable"})
    await ears.learns(room, "room.history_world_readable")
    await anna.change(room, "m.room.join_rules", {"join_rule": "public"})
    await ears.learns(room, "room.history_world_readable", "room.public")
    await anna.change(room, "m.room.history_visibility", {"history_visibility": "joined"})
    await anna.change(room, "m.room.join_rules", {"join_rule": "invite"})
    await ears.learns(room)
    assert (await ears.platform.security(room)).safe


@pytest.mark.rule("T-11")
async def test_a_room_without_encryption_is_unsafe_and_can_be_made_safe(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna = await bot(), await person("anna")
    room = await anna.room(us(ears), encrypted=False)
    await ears.learns(room, "room.not_encrypted")
    await ears.platform.send(room, Message("k", "This room is not encrypted.", ""))
    assert not (await anna.sees(room, lambda m: "not encrypted" in m.body)).sealed
    await anna.change(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    await ears.learns(room)


@pytest.mark.rule("T-11")
async def test_being_removed_from_a_room_is_noticed(bot: NewBot, person: NewPerson) -> None:
    ears, anna, room = await together(bot, person)
    await anna._client.room_kick(room, us(ears))
    await ears.learns(room, "room.not_joined")


async def test_an_invitation_by_a_stranger_is_declined(bot: NewBot, person: NewPerson) -> None:
    anna, stranger = await person("anna"), await person("stranger")

    async def known(account: str, _: str) -> bool:
        return account == anna.account

    ears = await bot(known=known)
    strange = await stranger.room(us(ears))
    room = await anna.room(us(ears))
    await ears.joined(room)
    await stranger.membership(strange, us(ears), "leave")
    assert (await ears.platform.security(strange)).reasons == ("room.not_joined",)
    assert strange not in [changed for changed, _ in ears.changes]


def fact(kind: str, key: str = "", **content: str) -> dict[str, object]:
    return {"type": kind, "state_key": key, "content": content}


@pytest.mark.rule("T-11")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (fact("m.room.encryption", algorithm="m.other"), "room.not_encrypted"),
        (fact("m.room.join_rules", join_rule="restricted"), "room.public"),
        (fact("m.room.member", "@eve:elsewhere", membership="invite"), "room.foreign_server"),
    ],
)
def test_each_fact_below_the_required_security_is_a_reason(
    change: dict[str, object], reason: str
) -> None:
    facts = RoomFacts()
    facts.learn(fact("m.room.encryption", algorithm="m.megolm.v1.aes-sha2"))
    facts.learn(fact("m.room.member", "@anna:home", membership="join"))
    assert facts.security(frozenset({"home"})).safe
    facts.learn(change)
    assert facts.security(frozenset({"home"})).reasons == (reason,)


@pytest.mark.rule("T-11")
def test_guests_are_a_reason_where_they_need_no_invitation() -> None:
    facts = RoomFacts(algorithm="m.megolm.v1.aes-sha2")
    facts.learn(fact("m.room.guest_access", guest_access="can_join"))
    assert facts.security(frozenset()).safe
    facts.learn(fact("m.room.join_rules", join_rule="knock"))
    assert facts.security(frozenset()).reasons == ("room.guests",)


def test_keys_go_to_the_invited_only_where_they_may_read_later() -> None:
    facts = RoomFacts(history="invited")
    facts.learn(fact("m.room.member", "@anna:home", membership="join"))
    facts.learn(fact("m.room.member", "@boris:home", membership="invite"))
    assert facts.readers == ["@anna:home", "@boris:home"]
    facts.learn(fact("m.room.history_visibility", history_visibility="joined"))
    assert facts.readers == ["@anna:home"]


@pytest.mark.rule("T-11")
async def test_an_unencrypted_room_for_two_is_heard_as_unsafe(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna = await bot(), await person("anna")
    room = await anna.room(us(ears), encrypted=False)
    await ears.joined(room)
    await anna.waits_for(room, us(ears))
    await anna.say(room, "whoami")
    heard = await ears.hears("whoami")
    assert (heard.direct, heard.safe) == (True, False)
