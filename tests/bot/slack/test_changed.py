"""A message to the bot that is changed or taken away afterwards: Slack tells, and it is heard."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.incoming import from_event
from commands.heard import Incoming
from tests.bot.slack.conftest import EMILY, ROOM, NewBot
from tests.servers.slack import Again, Deaf, Twice, World

CHANGED, REMOVED = "message_changed", "message_deleted"
NEWER = "1772000009.000200"


def told(event: dict[str, Any], team: str = "T0A", id: str = "Ev2") -> Incoming | None:
    """What the bot hears of an event in this workspace, where it is U0BOT."""
    return from_event({"event_id": id, "team_id": team, "event": event}, team, "U0BOT")


def said(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "text": text, "ts": "1772000000.000100", **more}


def about(subtype: str, before: dict[str, Any], **more: Any) -> dict[str, Any]:
    """That a message in a direct channel became something else, as Slack documents it."""
    here = {"type": "message", "channel": "D1", "channel_type": "im", "hidden": True}
    when = {"ts": NEWER, "event_ts": NEWER}
    return {**here, **when, "subtype": subtype, "previous_message": before, **more}


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return about(CHANGED, before, message=after)


def removed(before: dict[str, Any]) -> dict[str, Any]:
    return about(REMOVED, before, deleted_ts=before["ts"])


@pytest.mark.rule("DR-11")
async def test_an_edited_line_names_what_it_replaces_and_is_dated_by_the_edit(
    world: World, bot: NewBot, mode: str
) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    ts = await emily.tell_bot("pol vote POL-1 yes")
    first = await ears.hears("pol vote POL-1 yes")
    await emily.edit(emily.direct, ts, "poll vote POL-1 yes &amp; no")
    second = await ears.hears("poll vote POL-1 yes & no")
    assert second.replaces == first.event
    assert second.event != first.event
    assert (second.account, second.room, second.direct) == (first.account, first.room, True)
    assert first.sent_at is not None
    assert second.sent_at is not None
    assert second.sent_at > first.sent_at


async def test_a_line_that_is_taken_away_is_heard_without_its_words(
    world: World, bot: NewBot, mode: str
) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    ts = await emily.tell_bot("poll vote POL-1 yes")
    first = await ears.hears("poll vote POL-1 yes")
    await emily.remove(emily.direct, ts)
    gone = await ears.hears("")
    assert (gone.replaces, gone.removed, gone.account) == (first.event, True, first.account)


@pytest.mark.parametrize("way", [Twice(), Again(), Deaf()])
async def test_a_change_that_is_told_again_is_the_same_event(
    world: World, bot: NewBot, mode: str, way: Twice | Again | Deaf
) -> None:
    ears, emily = await bot(mode), world.person(EMILY.id)
    ts = await emily.tell_bot("today")
    await ears.hears("today")
    world.tells(way, words=REMOVED)
    await emily.remove(emily.direct, ts)
    await ears.hears("")
    await world.quiet()
    assert len({one.event for one in ears.heard}) == 2


@pytest.mark.rule("DR-11")
async def test_a_mention_that_slack_tells_anew_after_an_edit_is_an_edit_of_undated_words(
    world: World, bot: NewBot
) -> None:
    ears, emily = await bot(), world.person(EMILY.id)
    ts = await emily.say(ROOM.id, "@Comity poll objct POL-1")
    first = await ears.hears("!comity poll objct POL-1")
    await emily.edit(ROOM.id, ts, "@Comity poll object POL-1")
    second = await ears.hears("!comity poll object POL-1")
    assert (second.replaces, second.sent_at) == (first.event, None)
    await emily.edit(ROOM.id, ts, "we are with you")
    await emily.remove(ROOM.id, ts)
    await world.quiet()
    assert len(ears.heard) == 2  # what Slack tells of people's talk never comes to us


@pytest.mark.parametrize(
    "event",
    [
        changed(said("today"), said("today", attachments=[{"from_url": "https://a.example"}])),
        changed(said("now", user="U0BOT"), said("closed", user="U0BOT", bot_id="B1")),
        removed(said("now", user="U0BOT")),
        removed(said("This message was deleted.", user="USLACKBOT", subtype="tombstone")),
        removed(said("today")) | {"channel": "C1", "channel_type": "group"},
        changed(said("today"), said("agreed")) | {"channel": "C1", "channel_type": "group"},
        changed(said("today"), said("", files=[])),
    ],
)
def test_what_slack_adds_and_what_is_not_said_to_the_bot_is_no_change(
    event: dict[str, Any],
) -> None:
    assert told(event) is None


def test_of_a_change_without_what_stood_before_the_mark_of_an_edit_decides() -> None:
    """Slack's own example of the event has no previous message."""
    for mark, heard in (({"edited": {"user": "U1", "ts": NEWER}}, True), ({}, False)):
        event = changed({}, said("today", **mark))
        del event["previous_message"]
        assert (told(event) is not None) == heard


def test_words_without_an_instant_are_named_by_their_event_and_none_is_lost() -> None:
    event = said("today", channel="D1")
    del event["ts"]
    heard = [told(event, id=id) for id in ("Ev1", "Ev2")]
    assert len({one and one.event for one in heard}) == 2


def test_a_line_that_answers_hang_on_is_taken_away_all_the_same() -> None:
    stone = said("This message was deleted.", user="USLACKBOT", subtype="tombstone")
    gone = told(changed(said("today"), stone))
    assert gone is not None
    assert (gone.removed, gone.text, gone.account) == (True, "", "T0A:U1")


def test_the_same_channel_and_instant_in_two_workspaces_are_two_messages() -> None:
    both = [told(removed(said("today")), team) for team in ("T0A", "T0B")]
    first = [told(said("today", channel="D1"), team, "Ev1") for team in ("T0A", "T0B")]
    assert [one and one.replaces for one in both] == [one and one.event for one in first]
    assert len({one and one.event for one in first}) == 2
