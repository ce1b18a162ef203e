"""What never changes is remembered, but only once it is committed."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from storage.database import Database
from storage.store import Store
from storage.thing import Thing, thing


async def test_what_was_found_is_known_without_being_read_again(database: Database) -> None:
    await database.run(lambda store: store.things.add("INC-1", "g", "INC-1"))
    assert await database.run(lambda store: store.things.find("INC-1")) is not None
    # Nothing deletes such a row; here it shows that nobody looks for it any more.
    await database.run(lambda store: store.connection.execute(delete(thing)).rowcount)
    found = await database.run(lambda store: store.things.find("INC-1"))
    assert found == Thing("INC-1", "g", "INC-1")


async def test_what_is_not_there_may_come(database: Database) -> None:
    assert await database.run(lambda store: store.things.find("INC-1")) is None
    await database.run(lambda store: store.things.add("INC-1", "g", "INC-1"))
    assert await database.run(lambda store: store.things.find("INC-1")) is not None


async def test_what_is_rolled_back_was_never_known(database: Database) -> None:
    def adds(store: Store) -> None:
        with store.undone():
            store.things.add("INC-1", "g", "INC-1")
            assert store.things.find("INC-1") is not None
        assert store.things.find("INC-1") is None
        store.things.add("INC-2", "g", "INC-2")
        assert store.things.find("INC-2") is not None
        raise LookupError

    with pytest.raises(LookupError):
        await database.run(adds)
    for id in ("INC-1", "INC-2"):
        assert await database.run(lambda store, id=id: store.things.find(id)) is None  # type: ignore[misc]
