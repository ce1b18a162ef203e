"""What the tests' own database promises: no test finds what another one has left."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text, update

from bot.rehearse.drill import Drill
from storage.audit.tables import audit_entry
from storage.database import Database
from storage.directory.tables import account, person
from storage.keyring import Keyring
from storage.store import Store
from storage.tables import metadata
from tests.commands.conftest import PLATFORMS, START, played
from tests.commands.incidents import opened
from tests.commands.kept import Kept, Known

NUMBERS = text("SELECT sequencename, last_value FROM pg_sequences ORDER BY sequencename")


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in the order in which it lies, and the number of each counter."""
    there: Connection = store.connection
    rows = {
        t.name: [tuple(row) for row in there.execute(select(t))] for t in metadata.sorted_tables
    }
    return rows | {"numbers": [tuple(row) for row in there.execute(NUMBERS)]}


async def everywhere(database: Database) -> None:
    """Leave something new, something changed and something missing, in tables of every kind."""
    drill = Drill(database, PLATFORMS, START)
    await drill.begin()
    await opened(drill)

    def work(store: Store) -> None:
        store.connection.execute(update(person).values(name="Nobody").where(person.c.id == "nl1"))
        store.connection.execute(delete(account).where(account.c.person == "fr1"))

    await database.run(work)


async def test_every_test_finds_the_database_as_the_first_one_did(
    kept: Kept, keys: Keyring
) -> None:
    database = await kept.fresh(keys)
    first = await database.run(everything)
    for _ in range(2):
        await everywhere(database)
        left = await database.run(everything)
        assert left[audit_entry.name]
        changed = {name for name in first if first[name] != left[name]}
        assert changed >= {person.name, account.name, "receipt", "numbers"}
        database = await kept.fresh(keys)
        assert await database.run(everything) == first


async def test_what_is_remembered_at_the_beginning_is_what_either_database_says(
    kept: Kept, keys: Keyring, known: Known
) -> None:
    there = await Known.after(played, await kept.fresh(keys))
    both = known.answers.keys() & there.answers.keys()  # the others are about what was made
    assert len(both) > 50
    assert there.count == known.count
    assert {key: there.answers[key] for key in both} == {key: known.answers[key] for key in both}
