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
        store.search.keep("other", "INC-8", "Birth certificates", NOON)
        store.search.keep("ica", "INC-0", "Another title", NOON)
        first = two("birth", "certificates")
        rest = two("birth", "certificates", behind=first[-1])
        fees = two("fees")
        return [[id for _, id in page] for page in (first, rest, fees)]

    assert await database.run(work) == [["INC-3", "INC-2"], ["INC-1"], ["INC-9"]]


async def test_no_word_of_a_title_is_kept_in_clear(database: Database) -> None:
    def work(store: Store) -> list[bytes]:
        store.search.keep("ica", "INC-1", "Certificates certificates", NOON)
        assert store.connection.scalar(select(func.count()).select_from(search_word)) == 1
        return list(store.connection.scalars(select(search_word.c.word)))

    assert b"certificates" not in (await database.run(work))[0]
