"""What the bot says in Slack is shown once, whatever Slack answers, or does not answer."""

from __future__ import annotations

import pytest

from bot.rooms import Attachment, Busy, Impossible, Message, Unclear
from bot.sender import LEASE
from bot.slack.calls import UPLOAD_SECONDS
from bot.slack.files import LONGEST, Files
from tests.bot.slack.conftest import EMILY, JACK, ROOM, NewBot
from tests.servers.slack import Broken, Held, Lost, No, World
from tests.servers.slack import Busy as TooMany

HERE = f"T0COMITY:{ROOM.id}"
HER, HIM = f"T0COMITY:{EMILY.id}", f"T0COMITY:{JACK.id}"
KEY = "0123456789abcdef0123456789abcdef"


def words(text: str, key: str = KEY, **more: object) -> Message:
    return Message(key, text, "", **more)  # type: ignore[arg-type]


def shown(world: World, text: str) -> int:
    return len([m for m in world.person(EMILY.id).told(ROOM.id) if m.text == text])


async def test_a_message_is_shown_once_however_often_it_is_sent(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    first = await slack.send(HERE, words("A & <b>"))
    assert await slack.send(HERE, words("A & <b>")) == first
    seen = await world.person(EMILY.id).sees(ROOM.id, "A & <b>")
    assert (seen.ts, seen.text) == (first, "A &amp; &lt;b&gt;")
    sent = [call for call in world.calls if call.method == "chat.postMessage"]
    assert len(sent) == 1
    assert sent[0].arguments["metadata"]["event_payload"] == {"key": KEY}
    assert sent[0].arguments["unfurl_links"] == "false"


async def test_a_lost_answer_is_looked_up_before_anything_is_sent_again(
    world: World, bot: NewBot
) -> None:
    slack = (await bot()).platform
    world.spoil("chat.postMessage", Lost())
    with pytest.raises(Unclear):
        await slack.send(HERE, words("once"))
    found = await slack.send(HERE, words("once"))
    assert shown(world, "once") == 1
    await slack.edit(HERE, found, words("edited"))
    await world.person(JACK.id).sees(ROOM.id, "edited")


async def test_a_lost_answer_in_a_thread_is_looked_up_there(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    root = await slack.send(HERE, words("card", "card"))
    world.spoil("chat.postMessage", Lost())
    with pytest.raises(Unclear):
        await slack.send(HERE, words("reply", thread=root))
    await slack.send(HERE, words("reply", thread=root))
    assert shown(world, "reply") == 1


async def test_what_a_former_life_may_have_sent_is_looked_up(world: World, bot: NewBot) -> None:
    before, after = (await bot()).platform, (await bot()).platform
    first = await before.send(HERE, words("once"))
    assert await after.send(HERE, words("once", unclear=True)) == first
    assert shown(world, "once") == 1


async def test_a_request_that_never_arrived_is_sent_again(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    world.spoil("chat.postMessage", Lost(done=False))
    with pytest.raises(Unclear):
        await slack.send(HERE, words("once"))
    await slack.send(HERE, words("once"))
    assert shown(world, "once") == 1


async def test_a_duplicate_that_appears_late_is_removed(world: World, bot: NewBot) -> None:
    first, second = (await bot()).platform, (await bot()).platform
    early = await first.send(HERE, words("once"))
    world.spoil("conversations.history", No("missing_scope"))  # it is not found yet
    assert await second.send(HERE, words("once", unclear=True)) == early
    await world.person(EMILY.id).sees(ROOM.id, "once")
    assert [call.method for call in world.calls].count("chat.delete") == 1
    await world.page.until(lambda: shown(world, "once") == 1, 10)


async def test_what_slack_shows_long_after_no_answer_is_removed(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    slack._showing._later = (0.5,)
    world.spoil("chat.postMessage", Lost(done=False))
    with pytest.raises(Unclear):
        await slack.send(HERE, words("once"))
    stays = await slack.send(HERE, words("once"))
    first = next(call for call in world.calls if call.method == "chat.postMessage")
    await world.desk.answered("chat.postMessage", first.arguments, world.bot_token)
    await world.page.until(lambda: shown(world, "once") == 2, 10)
    await world.page.until(lambda: shown(world, "once") == 1, 10)
    assert (await world.person(EMILY.id).sees(ROOM.id, "once")).ts == stays


async def test_a_command_is_answered_also_where_the_app_is_no_member(
    world: World, bot: NewBot
) -> None:
    ears = await bot()
    await world.left(ROOM.id, world.bot)
    with pytest.raises(Impossible, match="not_in_channel"):
        await ears.platform.whisper(HERE, HER, words("for Emily"))
    await world.person(EMILY.id).command("today", ROOM.id)
    await ears.platform.whisper(HERE, HER, words("for Emily"))
    seen = await world.person(EMILY.id).sees(ROOM.id, "for Emily")
    assert seen.private


async def test_slack_says_when_to_try_again(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    world.spoil("chat.postMessage", TooMany(7))
    with pytest.raises(Busy) as busy:
        await slack.send(HERE, words("later"))
    assert busy.value.seconds == 7
    world.spoil("chat.postMessage", Broken())
    with pytest.raises(Unclear):
        await slack.send(HERE, words("later"))
    await slack.send(HERE, words("later"))
    assert shown(world, "later") == 1


async def test_what_slack_will_never_take_says_why(bot: NewBot) -> None:
    slack = (await bot()).platform
    with pytest.raises(Impossible, match="channel_not_found"):
        await slack.send("T0COMITY:C0NOWHERE", words("x"))
    with pytest.raises(Impossible, match="not_installed_there"):
        await slack.send(f"T0OTHER:{ROOM.id}", words("x"))


async def test_a_burst_is_followed_by_one_message_a_second(world: World, bot: NewBot) -> None:
    slack = (await bot(pace=1.0)).platform
    for number in range(4):
        await slack.send(HERE, words(f"n{number}", f"key{number}"))
    waits = [call.at for call in world.calls if call.method == "chat.postMessage"]
    assert waits[2] - waits[0] < 0.5
    assert waits[3] - waits[2] > 0.5


async def test_words_for_one_person_are_seen_by_that_person_alone(
    world: World, bot: NewBot
) -> None:
    slack = (await bot()).platform
    await slack.whisper(HERE, HER, words("for Emily"))
    seen = await world.person(EMILY.id).sees(ROOM.id, "for Emily")
    assert seen.private
    assert all(m.text != "for Emily" for m in world.person(JACK.id).reads(ROOM.id))


async def test_our_message_is_removed_and_anothers_is_not(world: World, bot: NewBot) -> None:
    slack, emily = (await bot()).platform, world.person(EMILY.id)
    ours = await slack.send(HERE, words("ours"))
    theirs = await emily.say(ROOM.id, "hers")
    assert await slack.redact(HERE, ours)
    assert await slack.redact(HERE, ours)
    assert not await slack.redact(HERE, theirs)
    assert shown(world, "ours") == 0


async def test_who_must_act_is_called_by_id(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    await slack.send(HERE, words("vote", mention=(HIM,)))
    sent = [call for call in world.calls if call.method == "chat.postMessage"]
    assert sent[0].arguments["text"] == f"<@{JACK.id}> vote"


async def test_a_file_is_shown_once_in_its_thread(world: World, bot: NewBot) -> None:
    slack, emily = (await bot()).platform, world.person(EMILY.id)
    root = await slack.send(HERE, words("card", "card"))
    file = Attachment("file", "summary.pdf", "application/pdf", b"%PDF-1", "A summary", root)
    world.spoil("files.completeUploadExternal", Lost())
    with pytest.raises(Unclear):
        await slack.file(HERE, file)
    id = await slack.file(HERE, file)
    await emily.sees(ROOM.id, lambda m: any(f["id"] == id for f in m.files))
    files = [f["id"] for m in emily.thread(ROOM.id, root) for f in m.files]
    assert files == [id]
    assert await slack.redact(HERE, id)


async def test_after_a_restart_an_older_file_of_the_same_meeting_is_another_one(
    world: World, bot: NewBot
) -> None:
    first = Attachment("first", "MTG-1.ics", "text/calendar", b"T100000Z", "Meeting")
    moved = Attachment("moved", "MTG-1.ics", "text/calendar", b"T110000Z", "Meeting", unclear=True)
    old = await (await bot()).platform.file(HERE, first)
    new = await (await bot()).platform.file(HERE, moved)
    assert new != old
    assert await (await bot()).platform.file(HERE, moved) == new
    seen = await world.person(EMILY.id).sees(
        ROOM.id, lambda m: any(f["id"] == new for f in m.files)
    )
    assert seen.files[0]["name"].startswith("MTG-1-")
    assert seen.files[0]["name"].endswith(".ics")


async def test_an_attempt_at_a_file_ends_before_another_process_may_begin_one(
    world: World, bot: NewBot
) -> None:
    assert UPLOAD_SECONDS < LONGEST < LEASE.total_seconds()
    slack = (await bot()).platform
    file = Attachment("file", "summary.pdf", "application/pdf", b"%PDF-1", "A summary")
    files = Files(slack._workspaces, seconds=0.3)
    world.spoil("files.completeUploadExternal", Held())
    with pytest.raises(Unclear):
        await files.show(HERE, file)
    id = await files.show(HERE, file)
    emily = world.person(EMILY.id)
    await emily.sees(ROOM.id, lambda m: any(f["id"] == id for f in m.files))
    assert len([f for m in emily.reads(ROOM.id) for f in m.files]) == 1


async def test_a_direct_room_is_the_same_for_everybody_who_asks(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    room = await slack.direct_room(HER)
    await slack.send(room, words("hello"))
    emily = world.person(EMILY.id)
    await world.page.until(lambda: any(c["is_im"] for c in world.page.channels.values()), 10)
    assert room == f"T0COMITY:{emily.direct}"
    await emily.sees(emily.direct, "hello")


async def test_a_name_that_others_have_taken_gets_a_number(world: World, bot: NewBot) -> None:
    slack = (await bot()).platform
    world.spoil("conversations.create", No("name_taken"))
    await slack.make_room("Drafting", "For GREEN", (HER,))
    names = [name for _, given in world.desk.asked if (name := given.get("name"))]
    assert names == ["drafting", "drafting-2"]


async def test_a_room_is_made_private_with_its_people_by_id(bot: NewBot) -> None:
    slack = (await bot()).platform
    room = await slack.make_room("Valdora: Drafting!", "For GREEN", (HER, HIM))
    known = await slack.security(room)
    assert known.safe
    assert known.present == {HER, HIM}
    await slack.remove(room, HIM)
    assert (await slack.security(room)).present == {HER}
    await slack.invite(room, HIM)
    await slack.invite(room, HIM)
    assert (await slack.security(room)).present == {HER, HIM}
