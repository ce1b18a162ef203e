"""Rooms of the directory: found, remembered, frozen; and every person's direct room."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.directory import read
from coordination.parties import Sees
from coordination.tlp import Tlp
from storage.database import Database
from storage.directory.plan import apply, difference
from tests.storage.register import Register, demonstration
from tests.storage.times import MINUTE, NOON


@pytest.fixture
async def register(database: Database) -> Register:
    return await demonstration(database)


async def test_a_room_is_found_by_the_platform_s_own_id_once_it_is_remembered(
    register: Register,
) -> None:
    before = await register(lambda d: d.room("draft"))
    assert before is not None
    assert before.remote is None
    assert (before.sees, before.ceiling) == (Sees.PARTIES, Tlp.AMBER_STRICT)
    await register(lambda d: d.remember_remote("draft", "!a:localhost"))
    found = await register(lambda d: d.room_by_remote("matrix", "!a:localhost"))
    assert found is not None
    assert (found.id, found.remote) == ("draft", "!a:localhost")
    assert await register(lambda d: d.room_by_remote("slack", "!a:localhost")) is None
    await register(lambda d: d.remember_remote("full", "!a:localhost"))
    taken = await register(lambda d: d.room_by_remote("matrix", "!a:localhost"))
    assert taken is not None
    assert taken.id == "full"
    with pytest.raises(KeyError):
        await register(lambda d: d.remember_remote("nowhere", "!b:localhost"))


async def test_the_rooms_of_a_group_are_its_own(register: Register) -> None:
    assert [r.id for r in await register(lambda d: d.rooms("it-rt"))] == ["rt-it"]
    every = await register(lambda d: d.rooms())
    assert len(every) == 17
    assert {r.id for r in every if r.group is None} == {"operators"}


async def test_a_person_s_direct_room_is_the_encrypted_one(register: Register) -> None:
    room = await register(lambda d: d.direct_room("ca1"))
    assert (room.id, room.platform, room.remote) == ("direct:ca1", "matrix", None)
    assert (room.sees, room.person, room.ceiling) == (Sees.DIRECT, "ca1", Tlp.AMBER_STRICT)
    await register(lambda d: d.remember_remote(room.id, "!d:localhost"))
    found = await register(lambda d: d.room_by_remote("matrix", "!d:localhost"))
    assert found is not None
    assert (found.id, found.person) == ("direct:ca1", "ca1")
    assert await register(lambda d: d.room("direct:nobody")) is None
    with pytest.raises(KeyError):
        await register(lambda d: d.direct_room("nobody"))


@pytest.mark.rule("T-10")
async def test_a_direct_room_that_is_not_encrypted_holds_only_what_the_community_may_see(
    register: Register, tmp_path: Path
) -> None:
    (tmp_path / "slack.csv").write_text("id,name\nT0COMITY,Comity\n", encoding="utf-8")
    entries = read(tmp_path)
    await register(lambda d: apply(difference(entries, d), d, NOON + MINUTE))
    room = await register(lambda d: d.direct_room("ca1", "slack"))
    assert (room.id, room.ceiling) == ("direct:ca1@slack", Tlp.GREEN)
    await register(lambda d: d.remember_remote(room.id, "D1"))
    found = await register(lambda d: d.room_by_remote("slack", "D1"))
    assert found is not None
    assert (found.id, found.ceiling) == (room.id, Tlp.GREEN)
    other = await register(lambda d: d.direct_room("ca1"))
    assert other.remote is None


@pytest.mark.rule("T-11")
async def test_a_room_that_lost_its_security_is_frozen_until_it_is_freed(
    register: Register,
) -> None:
    await register(lambda d: d.remember_remote("draft", "!a:localhost"))
    await register(lambda d: d.set_trusted("draft", False, "room.not_encrypted", NOON))
    room = await register(lambda d: d.room("draft"))
    assert room is not None
    assert not room.trusted
    assert room.remote == "!a:localhost"
    assert await register(lambda d: d.distrust("draft")) == "room.not_encrypted"
    await register(lambda d: d.set_trusted("draft", True, "room.approved", NOON + MINUTE))
    freed = await register(lambda d: d.room("draft"))
    assert freed is not None
    assert freed.trusted
    assert await register(lambda d: d.distrust("draft")) is None
