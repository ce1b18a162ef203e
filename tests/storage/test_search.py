from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from storage.database import Database
from storage.search import search_word, words_of
from storage.store import Store
from tests.storage.times import NOON


def test_words_are_compared_without_case_accents_and_signs() -> None:
    assert words_of("Bogotá: «Birth-certificates», a BIRTH fee!") == (
        "bogota",
        "birth",
        "certificates",
        "fee",
    )


async def test_the_newest_with_all_words_are_found_a_page_at_a_time(database: Database) -> None:
    def work(store: Store) -> list[list[str]]:
        def two(*words: str, behind: tuple[datetime, str] | None = None) -> list[Any]:
            hits = store.search.hits("ica", words, behind).limit(2)
            return [tuple(row) for row in store.connection.execute(hits)]

        for number in range(4):
            at = NOON + timedelta(hours=number)
            store.search.keep("ica", f"INC-{number}", f"Birth certificates no{number}", at)
        store.search.keep("ica", "INC-9", "Birth fees", NOON)
        store.search.keep("ica", "INC-7", "Certificates lost", NOON)
        store.search.keep("other", "INC-8", "Birth certificates", NOON)
        store.search.keep("ica", "INC-0", "Another title", NOON)
        first = two("birth", "certificates")
        rest = two("birth", "certificates", behind=first[-1])
        fees = two("fees")
        return [[id for _, id in page] for page in (first, rest, fees)]

    assert await database.run(work) == [["INC-3", "INC-2"], ["INC-1"], ["INC-9"]]


async def test_each_word_is_looked_up_beside_the_last_one(sqlite_database: Database) -> None:
    def work(store: Store) -> list[str]:
        hits = store.search.hits("ica", ("birth", "certificates", "fees")).compile(
            store.connection, compile_kwargs={"render_postcompile": True}
        )
        values = tuple(hits.construct_params()[name] for name in hits.positiontup or ())
        explained = f"EXPLAIN QUERY PLAN {hits}"
        return [row.detail for row in store.connection.exec_driver_sql(explained, values)]

    looked_up = [step for step in await sqlite_database.run(work) if step.startswith("SEARCH")]
    assert len(looked_up) == 3
    assert all("ix_search_word_newest (group=? AND word=?" in step for step in looked_up)


async def test_no_word_of_a_title_is_kept_in_clear(database: Database) -> None:
    def work(store: Store) -> list[bytes]:
        store.search.keep("ica", "INC-1", "Certificates certificates", NOON)
        assert store.connection.scalar(select(func.count()).select_from(search_word)) == 1
        return list(store.connection.scalars(select(search_word.c.word)))

    assert b"certificates" not in (await database.run(work))[0]
