from __future__ import annotations

from dataclasses import replace

from storage.convergence import Shown
from storage.database import Database
from storage.store import Store


async def test_a_board_is_known_as_it_was_shown_last(database: Database) -> None:
    first = Shown("INC-1", "A:in_force", diverging=True)

    def work(store: Store) -> list[Shown | None]:
        none = store.boards.get("INC-1")
        store.boards.put(first)
        store.boards.put(Shown("INC-2"))
        store.boards.put(replace(first, diverging=False))
        return [none, store.boards.get("INC-1"), store.boards.get("INC-2")]

    found = await database.run(work)
    assert found == [None, replace(first, diverging=False), Shown("INC-2")]
