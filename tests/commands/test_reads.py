"""Reading holds up nobody who acts."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.rehearse.drill import Drill
from commands.poll.see import around
from storage.database import Database
from storage.keyring import Keyring
from storage.store import Store
from tests.commands.conftest import START
from tests.commands.deciding import put


@pytest.mark.rule("DR-16")
async def test_reading_a_poll_takes_no_lock(filled_postgres: str, keys: Keyring) -> None:
    database = await Database.open(filled_postgres, keys)
    drill = Drill(database, ["matrix", "slack"], START)
    await drill.open()
    made = await put(drill)

    def locks(store: Store) -> tuple[int, int]:
        counted = text(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        found = [around(store, poll) for poll in store.polls.open_in("ica")]
        assert [one.poll.id for one in found if one] == [made["poll"]]
        read = store.connection.scalar(counted) or 0
        store.polls.get(made["poll"])
        return read, store.connection.scalar(counted) or 0

    read, held = await database.run(locks)
    assert (read, held) == (0, 1)
    await database.close()
