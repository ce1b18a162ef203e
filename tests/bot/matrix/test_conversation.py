"""Talking in an encrypted room, with a client that is not ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rooms import Attachment, Impossible, Message
from commands.heard import Quoted
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.ears import Ears
from tests.bot.matrix.person import MatrixPerson


async def together(bot: NewBot, person: NewPerson) -> tuple[Ears, MatrixPerson, str]:
    """A bot and one person in an encrypted room."""
    ears, anna = await bot(), await person("anna")
    room = await anna.room(us(ears))
    await ears.joined(room)
    await anna.waits_for(room, us(ears))
    return ears, anna, room


def us(ears: Ears) -> str:
    return ears.platform._settings.user


async def test_what_is_said_arrives_encrypted_and_is_answered_encrypted(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    event = await anna.say(room, "!incident open")
    heard = await ears.hears("!incident open")
    assert (heard.platform, heard.event, heard.account) == ("matrix", event, anna.account)
    assert (heard.room, heard.thread, heard.replaces, heard.direct) == (room, None, None, True)
    assert heard.sent_at is not None
    assert abs(heard.sent_at - datetime.now(UTC)) < timedelta(minutes=1)

    shown = await ears.platform.send(room, Message("m1", "Opened.", "<b>Opened.</b>"))
    seen = await anna.sees(room, lambda m: m.body == "Opened.")
    assert (seen.event, seen.sealed, seen.sender) == (shown, True, us(ears))
    assert seen.content["msgtype"] == "m.notice", "nobody must act, so nobody is notified"
    assert seen.content["formatted_body"] == "<b>Opened.</b>"
    assert seen.content["m.mentions"] == {"user_ids": []}


async def test_a_thread_a_reply_an_edit_and_a_mention_are_told_apart(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    root = await ears.platform.send(room, Message("root", "INC-1", ""))
    await anna.sees(room, lambda m: m.event == root)

    typo = await anna.say(room, "!pol open", thread=root)
    heard = await ears.hears("!pol open")
    assert (heard.thread, heard.answers) == (root, None)
    await anna.say(room, "!poll open", replaces=typo)
    edited = await ears.hears("!poll open")
    assert (edited.replaces, edited.thread) == (typo, root)
    await anna.say(room, "> <@x:y> INC-1\n\nyes", answers=root)
    assert (await ears.hears("yes")).answers == root

    message = Message("ask", "Please vote.", "Please vote.", thread=root, mention=(anna.account,))
    asked = await ears.platform.send(room, message)
    seen = await anna.sees(room, lambda m: m.event == asked)
    assert seen.thread == root
    assert seen.relation["is_falling_back"] is True
    assert seen.relation["m.in_reply_to"] == {"event_id": root}
    assert seen.mentions == [anna.account]
    await ears.platform.edit(room, asked, Message("ask-2", "Voted.", "Voted."))
    assert (await anna.sees(room, lambda m: m.replaces == asked)).body == "Voted."


@pytest.mark.rule("DR-32")
async def test_notices_and_polls_are_no_commands_and_signs_and_removals_are_heard_as_such(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    root = await anna.say(room, "first")
    await anna.say(room, "a notice", msgtype="m.notice")
    poll = {"org.matrix.msc3381.poll.start": {"question": {"body": "?"}}, "body": "?"}
    await anna.send(room, "org.matrix.msc3381.poll.start", poll)
    vote = {"rel_type": "m.annotation", "event_id": root, "key": "1"}
    await anna.send(room, "m.reaction", {"m.relates_to": vote})
    await anna.removes(room, root)
    await anna.say(room, "last")
    await ears.hears("last")
    [gone] = [one for one in ears.heard if one.removed]
    assert (gone.text, gone.replaces, gone.account) == ("", root, anna.account)
    [sign] = [one for one in ears.heard if one.reaction]
    assert (sign.text, sign.answers, sign.account) == ("", root, anna.account)
    spoken = [one for one in ears.heard if not (one.reaction or one.removed)]
    assert [one.text for one in spoken] == ["first", "last"]


async def test_a_repeat_with_the_same_key_is_shown_once(bot: NewBot, person: NewPerson) -> None:
    ears, anna, room = await together(bot, person)
    once = await ears.platform.send(room, Message("key", "Once.", ""))
    again = await ears.platform.send(room, Message("key", "Once.", ""))
    await ears.platform.send(room, Message("other", "Done.", ""))
    await anna.sees(room, lambda m: m.body == "Done.")
    assert once == again
    assert [m.body for m in anna.seen(room)] == ["Once.", "Done."]


async def test_a_file_is_encrypted_and_says_in_words_what_it_is(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    calendar = Attachment("f", "meeting.ics", "text/calendar", b"BEGIN", "The roundtable, 3 May.")
    shown = await ears.platform.file(room, calendar)
    seen = await anna.sees(room, lambda m: m.event == shown)
    assert seen.body == "The roundtable, 3 May."
    assert (seen.content["msgtype"], seen.content["filename"]) == ("m.file", "meeting.ics")
    assert seen.content["file"]["url"].startswith("mxc://")
    assert "url" not in seen.content


async def test_the_bot_may_mark_and_redact_where_it_is_permitted(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    event = await anna.say(room, "!poll vote yes")
    await ears.hears("!poll vote yes")
    await ears.platform.mark(room, event, "👉")
    await ears.platform.mark(room, event, "👉")
    assert not await ears.platform.redact(room, event)
    own = await ears.platform.send(room, Message("own", "Mine.", ""))
    assert await ears.platform.redact(room, own)


async def test_a_direct_room_is_encrypted_private_and_made_once(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna = await bot(), await person("anna")
    room = await ears.platform.direct_room(anna.account)
    await ears.platform.send(room, Message("welcome", "Welcome.", ""))
    assert await anna.invitation(us(ears)) == room
    await anna.join(room)
    await anna.sees(room, lambda m: m.body == "Welcome." and m.sealed)
    assert await ears.platform.direct_room(anna.account) == room
    await anna.say(room, "1")
    assert (await ears.hears("1")).direct
    assert (await ears.platform.security(room)).safe
    await ears.close()
    later = await bot()
    assert await later.platform.direct_room(anna.account) == room


async def test_a_room_we_are_not_in_is_impossible(bot: NewBot) -> None:
    ears = await bot()
    with pytest.raises(Impossible):
        await ears.platform.send("!nowhere:localhost", Message("k", "Hello?", ""))
    assert (await ears.platform.security("!nowhere:localhost")).reasons == ("room.not_joined",)


async def test_three_people_in_a_room_are_not_alone(bot: NewBot, person: NewPerson) -> None:
    ears, anna, room = await together(bot, person)
    boris = await person("boris")
    await ears.platform.invite(room, boris.account)
    await boris.join(room)
    await anna.waits_for(room, boris.account)
    await boris.say(room, "hello")
    assert not (await ears.hears("hello")).direct
    await ears.platform.send(room, Message("k", "Welcome, Boris.", ""))
    await boris.sees(room, lambda m: m.body == "Welcome, Boris." and m.sealed)


@pytest.mark.rule("P-03")
async def test_words_that_a_line_replies_to_come_with_it_where_it_asks_for_them(
    bot: NewBot, person: NewPerson
) -> None:
    ears, anna, room = await together(bot, person)
    talk = await anna.say(room, "We read it on Monday")
    await anna.say(room, "!incident relay label=green", answers=talk)
    heard = await ears.hears("!incident relay label=green")
    assert heard.quoted == Quoted(anna.account, "We read it on Monday")
    await anna.say(room, "!incident pin", answers=talk)
    assert (await ears.hears("!incident pin")).quoted is None
