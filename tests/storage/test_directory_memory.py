"""What the directory remembers is never older than what the database holds."""

from __future__ import annotations

import pytest

from storage.database import Database
from storage.directory import Directory
from tests.storage.register import Register, demonstration


class Undone(Exception):
    """Ends a transaction without committing it."""


@pytest.fixture
async def register(database: Database) -> Register:
    return await demonstration(database)


def zone(directory: Directory) -> str:
    person = directory.person("nl1")
    assert person is not None
    return person.zone


async def test_a_change_is_seen_by_the_next_transaction(register: Register) -> None:
    assert await register(zone) == "Europe/Amsterdam"
    await register(lambda d: d.choose_zone("nl1", "Europe/Paris"))
    assert await register(zone) == "Europe/Paris"


async def test_a_change_is_seen_within_its_own_transaction(register: Register) -> None:
    def both(directory: Directory) -> str:
        assert zone(directory) == "Europe/Amsterdam"
        directory.choose_zone("nl1", "Europe/Paris")
        return zone(directory)

    assert await register(both) == "Europe/Paris"


async def test_a_change_that_was_rolled_back_is_not_remembered(register: Register) -> None:
    assert await register(zone) == "Europe/Amsterdam"

    def undone(directory: Directory) -> None:
        directory.choose_zone("nl1", "Europe/Paris")
        assert zone(directory) == "Europe/Paris"
        raise Undone

    with pytest.raises(Undone):
        await register(undone)
    assert await register(zone) == "Europe/Amsterdam"


async def test_what_follows_is_made_once_until_a_change(register: Register) -> None:
    made: list[str] = []

    def follows(directory: Directory) -> str:
        def make() -> str:
            made.append(zone(directory))
            return made[-1]

        return directory.derived("a zone", make)

    assert [await register(follows) for _ in range(3)] == ["Europe/Amsterdam"] * 3
    assert len(made) == 1
    await register(lambda d: d.choose_zone("nl1", "Europe/Paris"))
    assert await register(follows) == "Europe/Paris"

    def both(directory: Directory) -> str:
        directory.choose_zone("nl1", "Europe/Berlin")
        return follows(directory)

    assert await register(both) == "Europe/Berlin"
