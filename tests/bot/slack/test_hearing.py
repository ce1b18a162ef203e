"""What people do in Slack reaches the bot once, over HTTP and over sockets."""

from __future__ import annotations

import asyncio

import pytest

from tests.bot.slack.conftest import EMILY, ROOM, NewBot
from tests.bot.slack.ears import Ears
from tests.servers.slack import Again, Deaf, Twice, World

HERE = f"T0COMITY:{ROOM.id}"
HER = f"T0COMITY:{EMILY.id}"


def texts(ears: Ears) -> list[str]:
    return [one.text for one in ears.heard]


async def test_a_command_is_heard_with_signed_ids_and_never_with_names(
    world: World, bot: NewBot, mode: str
) -> None:
    ears = await bot(mode)
    await world.person(EMILY.id).command("incident list", ROOM.id)
    heard = await ears.hears("!comity incident list")
    assert (heard.platform, heard.account, heard.room) == ("slack", HER, HERE)
    assert (heard.direct, heard.thread) == (False, None)
    assert (heard.sent_at is not None) == (mode == "http")


async def test_a_mention_is_heard_in_its_thread_and_peoples_own_talk_is_not(
    world: World, bot: NewBot, mode: str
) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    root = await emily.say(ROOM.id, "this is not for the bot")
    await emily.say(
        ROOM.id, "@Comity poll vote POL-1 yes &amp; &lt;no&gt; <https://a.example|a>", root
    )
    heard = await ears.hears("!comity poll vote POL-1 yes & <no> a")
    assert (heard.thread, heard.account) == (root, HER)
    assert heard.sent_at is not None
    assert len(ears.heard) == 1


@pytest.mark.rule("DR-09", "P-03")
async def test_a_sign_is_heard_without_what_it_is_and_only_on_the_bot_s_own_messages(
    world: World, bot: NewBot, mode: str
) -> None:
    ears = await bot(mode)
    said = {"user": EMILY.id, "reaction": "thumbsdown", "event_ts": "1772000000.000100"}
    item = {"type": "message", "channel": ROOM.id, "ts": "1772000000.000000"}
    await world.happens("reaction_added", **said, item=item, item_user=EMILY.id)
    await world.happens("reaction_added", **said | {"user": world.bot}, item=item)
    await world.happens("reaction_added", **said, item=item, item_user=world.bot)
    await world.quiet()
    [heard] = ears.heard
    assert (heard.account, heard.room, heard.answers) == (HER, HERE, "1772000000.000000")
    assert (heard.reaction, heard.text) == (True, "")


async def test_words_to_the_bot_alone_are_direct(world: World, bot: NewBot, mode: str) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    await emily.tell_bot("today")
    heard = await ears.hears("today")
    assert (heard.direct, heard.room) == (True, f"T0COMITY:{emily.direct}")


async def test_words_in_a_thread_of_the_direct_channel_answer_the_message_that_it_hangs_on(
    world: World, bot: NewBot
) -> None:
    ears, emily = await bot(), world.person(EMILY.id)
    await emily.tell_bot("today")
    asked = {"channel": emily.direct, "text": "Yes or no?"}
    ts = (await world.desk.answered("chat.postMessage", asked, world.bot_token))["ts"]
    await emily.say(emily.direct, "1", ts)
    heard = await ears.hears("1")
    assert (heard.answers, heard.thread) == (ts, ts)
    await emily.say(ROOM.id, "@Comity today", await emily.say(ROOM.id, "talk"))
    assert (await ears.hears("!comity today")).answers is None


async def test_a_person_of_another_organisation_is_another_account(
    world: World, bot: NewBot
) -> None:
    ears = await bot()
    world.facts.teams[EMILY.id] = "T0OTHER"
    await world.person(EMILY.id).say(ROOM.id, "@Comity today")
    assert (await ears.hears("!comity today")).account == f"T0OTHER:{EMILY.id}"


@pytest.mark.parametrize("way", [Twice(), Again(), Deaf()])
async def test_what_is_told_again_is_the_same_event(
    world: World, bot: NewBot, mode: str, way: Twice | Again | Deaf
) -> None:
    ears = await bot(mode)
    world.tells(way, "app_mention")
    await world.person(EMILY.id).say(ROOM.id, "@Comity today")
    await world.quiet()
    assert len({one.event for one in ears.heard}) == 1
    assert world.teller.unheard == []


async def test_a_failed_receipt_is_not_acknowledged_and_comes_again(
    world: World, bot: NewBot, mode: str
) -> None:
    ears = await bot(mode)
    failures = iter([True])
    ears.fail = lambda _: next(failures, False)
    world.teller.patience = 1.0
    await world.person(EMILY.id).say(ROOM.id, "@Comity today")
    await world.quiet()
    assert texts(ears) == ["!comity today"]
    told = [body for _, body in world.teller.told if body["event"]["type"] == "app_mention"]
    assert len(told) == 2


async def test_a_button_says_its_line_in_its_room_and_thread(
    world: World, bot: NewBot, mode: str
) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    root = await emily.say(ROOM.id, "talk")
    await world.desk.answered("chat.postMessage", card(ROOM.id, root), world.bot_token)
    await emily.click("Vote", channel=ROOM.id)
    heard = await ears.hears("!comity poll vote POL-1")
    assert (heard.thread, heard.room, heard.account) == (root, HERE, HER)
    assert heard.sent_at is not None


async def test_a_form_opens_shows_its_errors_and_becomes_a_line(
    world: World, bot: NewBot, mode: str
) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    async with emily.form() as opened:
        await emily.command("incident open …", ROOM.id)
        form = await opened()
        assert ears.heard == []
        assert not await form.submit()
        assert form.errors == {"Q": "Say it."}
        form.fill("Q", "XV")
        assert await form.submit()
    heard = await ears.hears("!comity incident open XV")
    assert (heard.room, heard.account) == (HERE, HER)


@pytest.mark.parametrize("way", [Again(), Deaf()])
async def test_a_form_is_opened_once_and_acts_once_however_often_it_is_told(
    world: World, bot: NewBot, mode: str, way: Again | Deaf
) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    world.tells(way, "slash_commands")
    async with emily.form() as opened:
        await emily.command("incident open …", ROOM.id)
        form = await opened()
        form.fill("Q", "XV")
        world.tells(Again(), "interactive")
        assert await form.submit()
    await ears.hears("!comity incident open XV")
    assert [method for method, _ in world.desk.asked].count("views.open") == 1
    assert len({one.event for one in ears.heard}) == len(ears.heard) == 1


async def test_a_form_that_cannot_be_opened_is_heard_as_a_line(world: World, bot: NewBot) -> None:
    ears = await bot()
    world.facts.trigger_seconds = 0.0
    await world.person(EMILY.id).command("incident open …", ROOM.id)
    await ears.hears("!comity incident open …")


async def test_home_is_drawn_when_it_is_opened_and_when_any_process_did_something(
    world: World, bot: NewBot
) -> None:
    ears, emily = await bot(), world.person(EMILY.id)
    ears.platform._homes._every = 0.05
    ears.forms.homes[HER] = "Nothing waits for you."
    assert await emily.open_home() == "Nothing waits for you."
    ears.forms.homes[HER] = "One poll waits for you."
    ears.forms.acts += 1  # done and told by another process: this one sends nothing
    await world.page.until(lambda: emily.home == "One poll waits for you.", 20)
    ears.forms.acts += 1  # nothing of it stands on this page
    async with asyncio.timeout(20):
        while ears.platform._homes._known != ears.forms.acts:
            await asyncio.sleep(0.02)
    assert [call.method for call in world.calls].count("views.publish") == 2


async def test_what_nobody_knows_is_acknowledged(world: World, bot: NewBot, mode: str) -> None:
    ears = await bot(mode)
    emoji = {"type": "event_callback", "team_id": world.team, "event": {"type": "emoji_changed"}}
    assert await world.teller.tell("events_api", emoji) is not None
    limited = {"type": "app_rate_limited", "team_id": world.team, "minute_rate_limited": 1700000000}
    assert await world.teller.tell("events_api", limited) is not None
    closed = {"type": "view_closed", "team": {"id": world.team}, "user": {"id": EMILY.id}}
    assert await world.teller.tell("interactive", closed) is not None
    strange = {"type": "event_callback", "team_id": "T0NOBODY", "event": {"type": "app_mention"}}
    assert await world.teller.tell("events_api", strange) is not None
    assert world.teller.unheard == []
    assert ears.heard == []


def card(channel: str, thread: str) -> dict[str, object]:
    label = {"type": "plain_text", "text": "Vote"}
    button = {"type": "button", "action_id": "a", "value": "poll vote POL-1", "text": label}
    blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
    return {"channel": channel, "thread_ts": thread, "text": "card", "blocks": blocks}
