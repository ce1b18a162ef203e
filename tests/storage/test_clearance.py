"""The steps of clearance are remembered with the directory, and never older than the database."""

from __future__ import annotations

from coordination.clearance.record import Order, Step
from storage.keyring import Keyring
from storage.store import Store
from tests.storage.conftest import opened


async def test_steps_that_one_process_sets_are_those_of_the_next_act_of_another(
    migrated_url: str, keys: Keyring
) -> None:
    order = Order("g", "FR", (Step("authority", ("fr1",)),), required=True)

    def required(store: Store) -> list[str]:
        return sorted(code for code, one in store.clearances.orders("g").items() if one.required)

    async with opened(migrated_url, keys) as one, opened(migrated_url, keys) as other:
        assert [await database.run(required) for database in (one, other)] == [[], []]
        await one.run(lambda store: store.clearances.put(order))
        assert [await database.run(required) for database in (one, other)] == [["FR"], ["FR"]]
        assert await other.run(lambda store: store.clearances.order("g", "FR")) == order
        assert await other.run(lambda store: store.clearances.order("elsewhere", "FR")) is None
