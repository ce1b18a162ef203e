"""Who did it and where: private rooms are the person's own, on Enterprise Grid too (T-10, T-11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.rooms import Impossible
from bot.slack.desk import Desk
from bot.slack.forms import Line, Step
from bot.slack.incoming import from_action, from_command, from_event, read, visitor
from bot.slack.place import Place, place
from bot.slack.replies import Replies
from bot.slack.sent import sent
from bot.slack.workspaces import Installed
from commands.heard import Incoming
from config.settings import Workspace
from tests.bot.slack.test_service import DRAFT, NewBot, bot, world
from tests.servers.slack import World

__all__ = ["bot", "world"]
NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
GRID = {"team_id": "T1", "enterprise_id": "E1"}
USER = {"id": "U1", "team_id": "T1"}


@dataclass
class Direct:
    """Knows the app's direct channel with each account."""

    rooms: dict[str, str] = field(default_factory=lambda: {"T1:U1": "T1:D1"})

    async def direct(self, account: str) -> str:
        if account not in self.rooms:
            raise Impossible("not_installed_there")
        return self.rooms[account]


def command(channel: str, name: str = "directmessage", team: str = "T1") -> dict[str, Any]:
    who = {"team_id": team, "user_id": "U1"}
    return {"command": "/comity", "channel_id": channel, "channel_name": name, "text": "", **who}


def action(channel: str, name: str = "directmessage") -> dict[str, Any]:
    return {"type": "message_action", "channel": {"id": channel, "name": name}, "user": USER}


@pytest.mark.rule("T-11")
@pytest.mark.parametrize(
    ("body", "where"),
    [
        (command("D1"), Place("D1", own=True)),
        (command("D9"), Place("D1", own=True)),
        (action("D9"), Place("D1", own=True)),
        (command("G9", "mpdm-emily--jack--li-1"), Place("D1", own=True)),
        (action("C9", "mpdm-emily--jack--li-1"), Place("D1", own=True)),
        ({"type": "shortcut", "user": USER}, Place("D1", own=True)),
        (command("G9", "privategroup"), Place("G9", own=False)),
        (action("C9", "coordination"), Place("C9", own=False)),
        (command("D9", team="T9"), Place("D9", own=False)),
    ],
)
async def test_what_is_done_among_people_alone_belongs_to_the_own_room(
    body: dict[str, Any], where: Place
) -> None:
    assert await place(Direct(), body, "T1") == where  # type: ignore[arg-type]


@pytest.mark.rule("T-11")
async def test_a_command_between_two_people_does_not_take_a_private_room_over(
    world: World, bot: NewBot
) -> None:
    one = await bot()
    emily = world.person("U0CA1")
    await emily.tell_bot("today")
    own = (await emily.hears("today")).channel
    body = {
        "team_id": world.team,
        "channel_id": "D0BETWEEN",
        "channel_name": "directmessage",
        "user_id": "U0CA1",
        "command": "/comity",
        "text": "whoami",
        "trigger_id": "1.2",
    }
    await world.teller.tell("slash_commands", body)
    await emily.sees(own, lambda m: "Emily" in m.words)
    places = await one.service._database.run(
        lambda store: store.directory.room_by_remote("slack", f"{world.team}:D0BETWEEN")
    )
    assert places is None


@pytest.mark.rule("DR-19")
def test_one_person_of_an_organisation_is_one_account_however_it_is_told() -> None:
    said = {"type": "message", "user": "U1", "team": "T1", "channel": "D1", "text": "x", "ts": "1"}
    typed = from_command(
        {**GRID, "command": "/comity", "user_id": "U1", "channel_id": "C1"}, "E1", NOW
    )
    clicked = {"type": "block_actions", "team": {"id": "T1"}, "channel": {"id": "C1"}}
    sent = {"type": "view_submission", "team": None, "enterprise": {"id": "E1"}}
    event = from_event({**GRID, "event": said}, "E1", "UB")
    wide = from_event({**GRID, "event": {**said, "team": "E1"}}, "E1", "UB")
    shortcut = {"type": "shortcut", "team": {"id": "T1"}, "user": {"id": "U1"}}
    heard = [
        typed,
        from_action({**clicked, "user": USER}, "E1", "x", NOW),
        from_action({**sent, "user": USER}, "E1", "x", NOW),
        from_action(shortcut, "E1", "x", NOW),
        event,
        wide,
    ]
    assert {one.account for one in heard if one} == {"T1:U1"}
    assert {one.room.partition(":")[0] for one in heard if one} == {"E1"}
    assert event
    assert event.safe
    assert wide
    assert wide.safe
    assert visitor({**GRID, "event": {"user": "U1"}}, "E1") == "T1:U1"


@pytest.mark.rule("T-11")
@pytest.mark.parametrize("team", ["T9", "E9"])
def test_a_foreign_person_is_no_person_of_the_organisation(team: str) -> None:
    said = {"type": "message", "user": "U9", "channel": "D1", "text": "x", "ts": "1"}
    event = from_event({**GRID, "event": {**said, "team": "T1", "user_team": team}}, "E1", "UB")
    assert event
    assert not event.safe
    assert event.account == f"{team}:U9"


class Sending:
    """A form that is complete."""

    async def submitted(self, heard: Incoming, view: dict[str, Any]) -> Step | Line:
        return Line("incident open XV both now=yes x", "T1:C1", None)


async def test_a_form_that_is_sent_twice_is_one_event_and_says_nothing_of_its_words() -> None:
    heard: list[Incoming] = []

    async def receive(one: Incoming) -> None:
        heard.append(one)

    view = {"type": "modal", "id": "V1", "private_metadata": "", "state": {"values": {}}}
    for press in ("1.1", "1.2"):
        # Two desks: another process, or a later life of the same.
        desk = Desk(receive, None, Sending(), None, None, Replies())  # type: ignore[arg-type]
        body = {"type": "view_submission", "trigger_id": press, "view": view, "user": USER}
        await desk.answer(Installed(Workspace(), None, "T1"), body, NOW)  # type: ignore[arg-type]
    [event] = {one.event for one in heard}
    assert event.startswith("view:V1:")
    line = Line("incident open XV both now=yes x", "T1:C1", None)
    other = Installed(Workspace(signing_secret="another"), None, "T1")  # type: ignore[arg-type]
    assert sent(other, body, NOW, line).event != event


async def test_a_form_that_is_sent_twice_acts_once(world: World, bot: NewBot) -> None:
    await bot()
    emily = world.person("U0CA1")
    async with emily.form() as shown:
        await emily.command("incident open XV both", DRAFT)
        form = await shown()
        form.fill("What was seen", "Two certificates with one number")
        while not await form.submit():
            assert not form.errors
    last = [body for _, body in world.teller.told if body.get("type") == "view_submission"][-1]
    await world.teller.tell("interactive", {**last, "trigger_id": "9.9"})
    await emily.command("incident list", DRAFT)
    seen = await emily.sees(DRAFT, lambda m: m.private and "INC-" in m.words)
    assert len(set(re.findall(r"INC-\w+", seen.words))) == 1


def test_half_of_a_surrogate_pair_is_read_like_any_other_sign() -> None:
    assert read('{"text": "\\u00e9t\\u00e9 \\ud83d!"}') == {"text": "\u00e9t\u00e9 \ud83d!"}


@pytest.mark.parametrize("text", ["", "{", "payload=", '{"text": NaN'])
def test_what_is_no_json_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)
