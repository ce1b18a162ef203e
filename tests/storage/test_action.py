from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coordination.action import Action, Consulted, Measure
from storage.action import action as table
from storage.database import Database
from storage.store import Store
from tests.storage.times import NOON

ONE = Action(
    "ACT-1", "ica", "INC-1", "NL", Measure.CHECKS, Consulted.URGENT, "nl1", NOON, NOON, "All files"
)


@pytest.mark.rule("T-34")
async def test_a_measure_is_read_as_it_was_kept_and_its_words_are_sealed(
    database: Database,
) -> None:
    def work(store: Store) -> tuple[Action | None, bytes]:
        store.actions.add(ONE)
        store.actions.save(replace(ONE, reason="A child", withdrawn_at=NOON))
        words: bytes = store.connection.scalar(select(table.c.words)) or b""
        return store.actions.get("ACT-1"), words

    found, words = await database.run(work)
    assert found == replace(ONE, reason="A child", withdrawn_at=NOON)
    assert b"All files" not in words


async def test_the_newest_come_first_a_page_at_a_time(database: Database) -> None:
    def work(store: Store) -> list[list[str]]:
        for number in range(4):
            later = NOON + timedelta(hours=number // 2)
            store.actions.add(replace(ONE, id=f"ACT-{number}", announced_at=later))
        first = store.actions.newest("ica", 3)
        rest = store.actions.newest("ica", 3, first[-1])
        return [[one.id for one in page] for page in (first, rest)]

    assert await database.run(work) == [["ACT-3", "ACT-2", "ACT-1"], ["ACT-0"]]
