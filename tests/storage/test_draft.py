from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from storage.database import Database
from storage.draft import Draft, draft
from storage.keyring import Keyring
from tests.storage.times import NOON, SECOND

BEGUN = Draft(
    person="anouk",
    words="incident open",
    answers={"state": "XV", "what": "Birth certificates"},
    at="ongoing",
    updated_at=NOON,
    common={"as": "h1"},
    group="g",
    room="caucus",
    thread="INC-1",
)


async def test_a_draft_survives_a_restart(
    database: Database, migrated_url: str, keys: Keyring
) -> None:
    await database.run(lambda store: store.drafts.save(BEGUN))
    again = await Database.open(migrated_url, keys)
    assert await again.run(lambda store: store.drafts.of("anouk")) == BEGUN
    assert await again.run(lambda store: store.drafts.of("marco")) is None
    await again.close()


async def test_a_person_has_one_draft(database: Database) -> None:
    newer = replace(BEGUN, words="poll open", answers={}, at="", updated_at=NOON + SECOND)
    await database.run(lambda store: store.drafts.save(BEGUN))
    await database.run(lambda store: store.drafts.save(newer))
    assert await database.run(lambda store: store.drafts.of("anouk")) == newer
    await database.run(lambda store: store.drafts.clear("anouk"))
    assert await database.run(lambda store: store.drafts.of("anouk")) is None


async def test_answers_are_never_stored_in_clear(database: Database) -> None:
    await database.run(lambda store: store.drafts.save(BEGUN))
    stored = await database.run(lambda store: store.connection.scalar(select(draft.c.answers)))
    assert stored is not None
    assert b"Birth" not in stored
