from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coordination.commitment import Commitment, Every, Promise, Series, Source, Stage
from coordination.tlp import Tlp
from storage.commitment import AT_ONCE
from storage.commitment import commitment as table
from storage.database import Database
from storage.store import Store
from tests.storage.times import NOON

DUE = NOON + timedelta(days=30)
PROMISE = Promise("Pause new files", "Ministry of Justice", DUE, response="RES-1")
ONE = Commitment("COM-1", "ica", "INC-1", "NL", PROMISE, Stage.ACTIVE, "nl1", NOON)


def like(number: int, days: int = 0, **changes: Any) -> Commitment:
    promise = replace(PROMISE, due=DUE + timedelta(days=days))
    return replace(ONE, id=f"COM-{number}", promise=promise, **changes)


async def kept(database: Database, *made: Commitment) -> None:
    def add(store: Store) -> None:
        for one in made:
            store.commitments.add(one)

    await database.run(add)


@pytest.mark.rule("DR-30")
async def test_a_commitment_is_read_as_it_was_kept_and_changed(database: Database) -> None:
    await kept(database, ONE)
    assert await database.run(lambda store: store.commitments.get("COM-1")) == ONE
    done = replace(ONE, stage=Stage.DONE, evidence="Circular 7", done_at=DUE, reason="earlier")
    await database.run(lambda store: store.commitments.save(done))
    assert await database.run(lambda store: store.commitments.get("COM-1")) == done
    assert await database.run(lambda store: store.commitments.get("COM-2")) is None


async def test_its_words_are_sealed(database: Database) -> None:
    await kept(database, ONE)

    def read(store: Store) -> bytes:
        words: bytes = store.connection.scalar(select(table.c.words)) or b""
        return words

    words = await database.run(read)
    assert b"Pause" not in words
    assert b"Justice" not in words


async def test_lists_go_on_behind_the_last_one_by_due_date(database: Database) -> None:
    several = [like(1), like(2), like(3, 1), like(4, -1), like(5, owner="FR"), like(6, group="x")]
    await kept(database, *several)

    def read(store: Store) -> list[list[str]]:
        first = store.commitments.page("ica", 2)
        then = store.commitments.page("ica", 9, after=first[-1])
        own = store.commitments.page("ica", 9, owner="FR")
        return [[one.id for one in page] for page in (first, then, own)]

    first, then, own = await database.run(read)
    assert (first, then, own) == (["COM-4", "COM-1"], ["COM-2", "COM-5", "COM-3"], ["COM-5"])


async def test_what_a_party_has_to_do_and_what_is_late(database: Database) -> None:
    several = [like(1), like(2, stage=Stage.DONE), like(3, 9), like(4, -9, stage=Stage.OVERDUE)]
    await kept(database, *several)

    def read(store: Store) -> list[list[str]]:
        soon = store.commitments.running("ica", "NL", DUE, 9)
        late = store.commitments.page("ica", 9, overdue=True)
        return [[one.id for one in page] for page in (soon, late)]

    assert await database.run(read) == [["COM-4", "COM-1"], ["COM-4"]]


@pytest.mark.rule("DR-30")
async def test_only_what_has_begun_and_stands_is_active(database: Database) -> None:
    stages = (Stage.OFFERED, Stage.ACCEPTED, Stage.ACTIVE, Stage.OVERDUE, Stage.WITHDRAWN)
    await kept(database, *(like(n, stage=stage) for n, stage in enumerate(stages)))
    assert await database.run(lambda store: store.commitments.active("RES-1")) == 2
    assert await database.run(lambda store: store.commitments.active("RES-2")) == 0


async def test_an_incident_has_its_commitments_oldest_first(database: Database) -> None:
    later = replace(ONE, id="COM-0", offered_at=NOON + timedelta(hours=1))
    await kept(database, later, ONE, like(9, incident="INC-2"))
    found = await database.run(lambda store: store.commitments.of_incident("INC-1"))
    assert [one.id for one in found] == ["COM-1", "COM-0"]


async def test_many_that_are_expected_are_read_together(database: Database) -> None:
    several = [like(number) for number in range(AT_ONCE + 5)]
    await kept(database, *several)

    def work(store: Store) -> None:
        ids = [one.id for one in several]
        store.expect([*ids, "COM-NOBODY"])
        assert [store.commitments.get(id) for id in ids] == several
        assert store.commitments.get("COM-NOBODY") is None
        store.commitments.save(replace(several[0], stage=Stage.ACTIVE))
        assert store.commitments.get(ids[0]) == replace(several[0], stage=Stage.ACTIVE)

    await database.run(work)


def period(number: int, **changes: Any) -> Commitment:
    series = Series("COM-1", Every.YEAR, DUE, "Europe/Amsterdam", number, until=DUE, grace=30)
    source = Source("Agreement of 2005", "WA-2005", "8")
    promise = replace(PROMISE, series=series, source=source, response=None)
    return replace(ONE, id=f"COM-{number}", promise=promise, **changes)


async def test_the_periods_of_what_recurs_are_read_in_their_order(database: Database) -> None:
    first, second = period(1), period(2, incident="", label=Tlp.AMBER)
    await kept(database, second, first, like(9))
    found = await database.run(lambda store: store.commitments.periods("COM-1"))
    assert found == [first, second]


async def test_no_period_is_kept_twice(database: Database) -> None:
    await kept(database, period(1), like(8), like(9))
    with pytest.raises(IntegrityError):
        await kept(database, replace(period(1), id="COM-7"))
