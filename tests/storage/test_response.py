from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from coordination.response.parts import Parts
from coordination.response.record import Response
from coordination.response.stage import Stage
from coordination.response.text import mark
from storage.database import Database
from storage.response import response_text
from storage.store import Store
from tests.storage.decisions import PARTS, response
from tests.storage.times import SECOND


def _add(made: Response, store: Store) -> None:
    store.responses.add(made)


def _save(made: Response, store: Store) -> None:
    store.responses.save(made)


@pytest.mark.rule("T-41", "T-42", "T-43", "T-44")
@pytest.mark.parametrize("parts", PARTS, ids=lambda parts: type(parts).__name__)
async def test_a_response_of_each_type_is_read_as_it_was_written(
    database: Database, parts: Parts
) -> None:
    made = response(parts)
    await database.run(partial(_add, made))
    found = await database.run(lambda store: store.responses.get(made.id))
    assert found == made
    assert found is not None
    assert mark(found) == mark(made)


@pytest.mark.rule("DR-26")
async def test_every_version_of_a_text_stays_readable(database: Database) -> None:
    made = response()
    await database.run(partial(_add, made))
    amended = replace(made, title="Suspend new files", version=2, stage=Stage.PROPOSED)
    await database.run(partial(_save, amended))
    assert await database.run(lambda store: store.responses.get(made.id)) == amended
    first = await database.run(lambda store: store.responses.get(made.id, 1))
    assert first is not None
    assert (first.title, first.version) == (made.title, 1)
    assert await database.run(lambda store: store.responses.get(made.id, 3)) is None


async def test_a_stage_changes_and_the_text_stays(database: Database) -> None:
    made = response()
    await database.run(partial(_add, made))
    await database.run(partial(_save, replace(made, stage=Stage.ADOPTED)))
    found = await database.run(lambda store: store.responses.get(made.id))
    assert found == replace(made, stage=Stage.ADOPTED)


async def test_the_responses_of_an_incident_come_in_their_order(database: Database) -> None:
    first = response()
    second = response(PARTS[2], id="RES-00000001X", proposed_at=first.proposed_at + SECOND)
    other = response(PARTS[3], id="RES-00000002X", incident="INC-00000009X")
    for made in (second, first, other):
        await database.run(partial(_add, made))
    assert await database.run(lambda store: store.responses.of(first.incident)) == [first, second]


async def test_no_word_of_a_text_stands_in_the_open(database: Database) -> None:
    await database.run(partial(_add, response()))
    [kept] = await database.run(
        lambda store: store.connection.scalars(select(response_text.c.content)).all()
    )
    assert b"re-verified" not in kept
