"""What a transaction has read is read once; a savepoint costs nothing until it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from storage.database import Database
from storage.draft import Draft
from storage.ready import Touched, touched
from storage.store import Store
from tests.storage.times import NOON

BEGUN = Draft("anouk", "poll open", {"closes": "noon"}, "rule", NOON)
LATER = replace(BEGUN, at="closes")


@contextmanager
def heard() -> Iterator[list[str]]:
    """The first words of everything that is executed meanwhile."""
    said: list[str] = []

    def take(_: object, statement: object, *__: object) -> None:
        said.append(" ".join(str(statement).split()[:2]))

    event.listen(Engine, "before_execute", take)
    try:
        yield said
    finally:
        event.remove(Engine, "before_execute", take)


async def test_what_was_read_is_read_again_only_once_its_table_has_changed(
    database: Database,
) -> None:
    def work(store: Store) -> None:
        store.drafts.save(BEGUN)
        with heard() as said:
            assert store.drafts.of("anouk") == store.drafts.of("anouk") == BEGUN
            store.directory.keep_setting("of", "another table")
            assert store.drafts.of("anouk") == BEGUN
        assert [one for one in said if one == "SELECT draft.person,"] == ["SELECT draft.person,"]
        store.drafts.save(LATER)
        assert store.drafts.of("anouk") == LATER
        store.drafts.clear("anouk")
        assert store.drafts.of("anouk") is None

    await database.run(work)


async def test_who_tries_and_only_reads_costs_no_savepoint_and_what_was_read_stays_known(
    database: Database,
) -> None:
    def work(store: Store) -> None:
        with heard() as said:
            with store.undone():
                assert store.drafts.of("anouk") is None
            with pytest.raises(LookupError):
                _refused(store)
        assert len(said) <= 1, said

    await database.run(work)


def _refused(store: Store) -> None:
    with store.savepoint(last=True, late=True):
        store.drafts.of("anouk")
        raise LookupError


async def test_what_was_tried_leaves_neither_rows_nor_answers(database: Database) -> None:
    def work(store: Store) -> None:
        store.drafts.save(BEGUN)
        assert store.drafts.of("anouk") == BEGUN
        with store.undone():
            store.drafts.save(LATER)
            with store.undone():
                store.drafts.clear("anouk")
                assert store.drafts.of("anouk") is None
            assert store.drafts.of("anouk") == LATER
            with store.savepoint():
                store.drafts.clear("anouk")
            assert store.drafts.of("anouk") is None
        with heard() as said:
            assert store.drafts.of("anouk") == BEGUN
        assert said == []
        store.drafts.save(LATER)

    await database.run(work)
    assert await database.run(lambda store: store.drafts.of("anouk")) == LATER


async def test_a_savepoint_that_stays_is_undone_with_the_one_around_it(database: Database) -> None:
    def work(store: Store) -> None:
        with store.undone():
            with store.savepoint(last=True, late=True):
                store.drafts.save(BEGUN)
            assert store.drafts.of("anouk") == BEGUN
        assert store.drafts.of("anouk") is None

    await database.run(work)
    assert await database.run(lambda store: store.drafts.of("anouk")) is None


async def test_what_another_has_written_is_seen_once_it_was_waited_for(database: Database) -> None:
    def first(store: Store) -> None:
        assert store.drafts.of("anouk") is None
        store.hold("drafts")
        with heard() as said:
            assert store.drafts.of("anouk") is None
            store.hold("drafts")
        anew = store.connection.dialect.name == "postgresql"
        assert len(said) == anew, "it is read again after the first wait, and waits for no second"

    await database.run(first)


async def test_a_name_that_was_let_go_with_a_savepoint_is_waited_for_again(
    postgres_database: Database,
) -> None:
    def work(store: Store) -> None:
        with pytest.raises(LookupError), store.savepoint():
            _holding(store)
        with heard() as said:
            store.hold("drafts")
        assert len(said) == 1
        with store.undone():
            store.hold("polls")
        with heard() as said:
            store.hold("polls")
        assert said == [], "no savepoint was begun: it is still held"

    await postgres_database.run(work)


async def test_savepoints_are_undone_in_the_order_in_which_they_were_begun(
    postgres_database: Database,
) -> None:
    def work(store: Store) -> None:
        with store.undone(), store.savepoint():
            store.hold("drafts")
            store.drafts.save(BEGUN)
        with heard() as said:
            store.hold("drafts")
        assert len(said) == 1, "it was let go with what was undone"

    await postgres_database.run(work)


def _holding(store: Store) -> None:
    store.hold("drafts")
    raise LookupError


@pytest.mark.parametrize(
    ("statement", "reads", "tables"),
    [
        ('SELECT draft.at FROM draft WHERE draft.person = "x"', True, {"draft"}),
        ("SELECT poll.id, (SELECT 1 FROM poll_vote) FROM poll", True, {"poll", "poll_vote"}),
        ('INSERT INTO "draft" (person) SELECT person FROM poll', False, {"draft"}),
        ("UPDATE poll SET stage = 'open'", False, {"poll"}),
        ("DELETE FROM draft", False, {"draft"}),
        ("LOCK TABLE draft", False, set()),
        ("WITH gone AS (DELETE FROM draft RETURNING 1) SELECT 1 FROM gone", False, set()),
        ("SAVEPOINT comity", True, set()),
    ],
)
def test_a_statement_says_what_it_touches(statement: str, reads: bool, tables: set[str]) -> None:
    assert touched(statement) == Touched(reads, frozenset(tables))
