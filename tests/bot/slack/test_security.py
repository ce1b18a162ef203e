"""A channel that strangers can read is unsafe, and the bot learns of it at once (T-11)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.rooms import Attachment, Message, Nobody
from bot.rooms import Busy as LaterOn
from bot.slack.facts import Member, security
from coordination.tlp import Tlp
from tests.bot.slack.conftest import EMILY, JACK, ROOM, NewBot
from tests.servers.slack import Busy, Lost, No, World

HERE = f"T0COMITY:{ROOM.id}"
US, HERS = "U0COMITY", Member("U0CA1", "T0COMITY")
LISTED = frozenset({"T0COMITY", "T0LISTED"})


async def test_a_private_channel_with_known_teams_is_safe(bot: NewBot, mode: str) -> None:
    known = await (await bot(mode)).learns(HERE)
    assert known.safe
    assert known.present == {f"T0COMITY:{EMILY.id}", f"T0COMITY:{JACK.id}"}


@pytest.mark.rule("T-11")
@pytest.mark.parametrize(
    ("event", "fact", "reason"),
    [
        ("channel_shared", {"is_ext_shared": True, "shared_team_ids": ["T0X"]}, "room.shared_team"),
        ("channel_archive", {"is_archived": True}, "room.archived"),
    ],
)
async def test_what_changes_is_told_at_once(
    world: World, bot: NewBot, event: str, fact: dict[str, Any], reason: str
) -> None:
    ears = await bot()
    await ears.learns(HERE)
    world.facts.channels[ROOM.id] = fact
    await world.happens(event, channel=ROOM.id)
    assert not (await ears.learns(HERE, reason)).safe


@pytest.mark.rule("T-11")
async def test_a_guest_or_a_foreign_member_makes_a_room_unsafe_at_once(
    world: World, bot: NewBot, mode: str
) -> None:
    ears = await bot(mode)
    await ears.learns(HERE)
    world.facts.guests.add(JACK.id)
    await world.left(ROOM.id, EMILY.id)
    await ears.learns(HERE, "room.guest_member")
    world.facts.guests.clear()
    world.facts.teams[EMILY.id] = "T0OTHER"
    await world.joined(ROOM.id, EMILY.id)
    known = await ears.learns(HERE, "room.foreign_team")
    assert f"T0OTHER:{EMILY.id}" in known.present


@pytest.mark.rule("T-11")
async def test_who_becomes_a_guest_makes_a_room_unsafe_at_once(world: World, bot: NewBot) -> None:
    ears = await bot()
    await ears.learns(HERE)
    world.facts.guests.add(JACK.id)
    user = {"id": JACK.id, "team_id": world.team, "is_restricted": True}
    await world.happens("user_guest_status_changed", user=user)
    await ears.learns(HERE, "room.guest_member")


@pytest.mark.rule("T-11")
@pytest.mark.parametrize("how", ["send", "whisper", "edit", "file"])
async def test_nothing_for_some_enters_a_channel_that_was_made_public_and_slack_told_nobody(
    world: World, bot: NewBot, how: str
) -> None:
    ears = await bot()
    await ears.learns(HERE)
    remote = await ears.platform.send(
        HERE, Message("k1", "There is news", "", label=Tlp.CLEAR.value)
    )
    world.facts.channels[ROOM.id] = {"is_private": False}
    before = len(world.calls)
    said = Message("k2", "Two certificates", "", label=Tlp.AMBER_STRICT.value)
    paper = Attachment("k3", "a.ics", "text/calendar", b"x", "A meeting", label=Tlp.AMBER.value)
    shows: dict[str, Callable[[], Awaitable[object]]] = {
        "send": lambda: ears.platform.send(HERE, said),
        "whisper": lambda: ears.platform.whisper(HERE, f"{world.team}:{EMILY.id}", said),
        "edit": lambda: ears.platform.edit(HERE, remote, said),
        "file": lambda: ears.platform.file(HERE, paper),
    }
    with pytest.raises(Nobody):
        await shows[how]()
    assert {call.method.partition(".")[0] for call in world.calls[before:]} <= {
        *("conversations", "users")
    }
    await ears.learns(HERE, "room.public")
    await ears.platform.send(HERE, Message("k4", "There is more", "", label=Tlp.CLEAR.value))


@pytest.mark.rule("T-11")
async def test_a_channel_that_cannot_be_looked_at_is_written_to_later(
    world: World, bot: NewBot
) -> None:
    ears = await bot()
    await ears.learns(HERE)
    said = Message("k", "Two certificates", "", label=Tlp.AMBER.value)
    for way in (Busy(7), Lost()):
        world.spoil("conversations.info", way)
        with pytest.raises(LaterOn):
            await ears.platform.send(HERE, said)
    await ears.platform.send(HERE, said)


@pytest.mark.rule("T-11")
async def test_a_room_without_us_is_unsafe(world: World, bot: NewBot) -> None:
    ears = await bot()
    await ears.learns(HERE)
    await world.left(ROOM.id, world.bot)
    await ears.learns(HERE, "room.not_joined")


async def test_what_cannot_be_asked_now_is_asked_again(world: World, bot: NewBot) -> None:
    ears = await bot()
    await ears.learns(HERE)
    world.facts.guests.add(JACK.id)
    world.spoil("conversations.info", Busy(1), times=2)
    await world.happens("member_joined_channel", channel=ROOM.id, user=JACK.id)
    await ears.learns(HERE, "room.guest_member")


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        ({"is_private": False}, "room.public"),
        ({"is_ext_shared": True}, "room.shared_team"),
        ({"shared_team_ids": ["T0COMITY", "T0X"]}, "room.shared_team"),
        ({"connected_team_ids": ["T0X"]}, "room.shared_team"),
        ({"is_pending_ext_shared": True}, "room.shared_pending"),
        ({"pending_shared": ["T0X"]}, "room.shared_pending"),
    ],
)
def test_each_fact_has_its_reason(channel: dict[str, Any], reason: str) -> None:
    described = {"is_private": True, **channel}
    found = security(described, [Member(US, "T0COMITY"), HERS], LISTED, US)
    assert found.reasons == (reason,)


def test_a_listed_team_may_share_a_channel() -> None:
    described = {"is_private": True, "is_ext_shared": True, "shared_team_ids": ["T0LISTED"]}
    people = [Member(US, "T0COMITY"), HERS, Member("U0B", "T0LISTED")]
    assert security(described, people, LISTED, US).safe


def test_on_enterprise_grid_the_organisations_people_belong() -> None:
    told = {"id": "U0G", "team_id": "T0G", "enterprise_user": {"enterprise_id": "E0ORG"}}
    person = Member.of(told, "E0ORG")
    us = Member(US, "E0ORG")
    found = security({"is_private": True}, [us, person], frozenset({"E0ORG"}), US)
    assert found.safe
    assert found.present == {"T0G:U0G"}
    assert not security({"is_private": True}, [us, person], frozenset({"E0OTHER"}), US).safe


@pytest.mark.rule("T-11")
@pytest.mark.parametrize(
    ("method", "code", "reason"),
    [
        ("users.info", "user_not_visible", "room.foreign_team"),
        ("users.info", "user_not_found", "room.foreign_team"),
        ("users.info", "missing_scope", "room.not_told"),
        ("conversations.info", "missing_scope", "room.not_told"),
        ("conversations.members", "fetch_members_failed", "room.not_told"),
    ],
)
async def test_what_slack_refuses_to_tell_is_not_safe(
    world: World, bot: NewBot, method: str, code: str, reason: str
) -> None:
    ears = await bot()
    await ears.learns(HERE)
    world.spoil(method, No(code))
    await world.happens("member_joined_channel", channel=ROOM.id, user=JACK.id)
    assert not (await ears.learns(HERE, reason)).safe


GRID = [Member(US, "T0G"), Member("U0G", "T0G", organisation="E0ORG")]


@pytest.mark.parametrize(
    ("shared", "reasons"),
    [
        ({"shared_team_ids": ["T0G"]}, ()),
        ({"shared_team_ids": ["T0G", "T0H"], "internal_team_ids": ["T0G", "T0H"]}, ()),
        ({"shared_team_ids": ["T0G", "T0X"], "connected_team_ids": ["T0X"]}, ("shared_team",)),
    ],
)
def test_an_organisations_own_workspaces_share_its_channels(
    shared: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    listed = frozenset({"E0ORG"})
    found = security({"is_private": True, **shared}, GRID, listed, US, "E0ORG")
    assert found.reasons == tuple(f"room.{reason}" for reason in reasons)


def test_the_organisation_of_one_workspace_is_not_listed_with_it() -> None:
    shared = {"is_private": True, "internal_team_ids": ["T0G", "T0H"]}
    found = security(shared, GRID, frozenset({"T0G"}), US, "T0G")
    assert found.reasons == ("room.shared_team",)
