"""Until when platforms were heard, and when they were away."""

from __future__ import annotations

import pytest

from coordination.poll.outage import Outage
from storage.contact import Extension
from storage.database import Database
from storage.store import Store
from tests.storage.times import MINUTE, NOON, SECOND


@pytest.mark.rule("DR-11", "P-17")
async def test_an_outage_is_from_the_last_contact_to_the_next(database: Database) -> None:
    def work(store: Store) -> list[Outage]:
        there = store.contacts
        assert there.heard("matrix", NOON, again=True) is None  # the first time is no outage
        assert there.heard("matrix", NOON + SECOND, again=False) is None
        gap = there.heard("matrix", NOON + MINUTE, again=True)
        assert gap == Outage("matrix", NOON + SECOND, NOON + MINUTE)
        assert there.heard("matrix", NOON, again=True) is None  # never back
        return there.outages(["matrix", "slack"], NOON)

    assert await database.run(work) == [
        Outage("matrix", NOON + SECOND, NOON + MINUTE),
        Outage("matrix", NOON + MINUTE),
    ]


async def test_a_platform_that_is_not_served_any_more_is_not_away(database: Database) -> None:
    def work(store: Store) -> list[Outage]:
        store.contacts.heard("slack", NOON, again=False)
        store.contacts.heard("matrix", NOON, again=False)
        store.contacts.only(["matrix"])
        return store.contacts.outages(["matrix", "slack"], NOON)

    assert await database.run(work) == [Outage("matrix", NOON)]


async def test_an_extension_grows_with_its_outage(database: Database) -> None:
    first = Extension("POL-1", "matrix", NOON, None, NOON + MINUTE, NOON + 2 * MINUTE)
    later = Extension("POL-1", "matrix", NOON, NOON + MINUTE, NOON + MINUTE, NOON + 3 * MINUTE)

    def work(store: Store) -> list[Extension]:
        store.contacts.extended(first)
        store.contacts.extended(later)
        return store.contacts.extensions("POL-1")

    assert await database.run(work) == [later]
