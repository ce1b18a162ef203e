from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from storage.audit import Problem
from storage.audit.tables import audit_chain, audit_entry
from storage.canonical import canonical
from storage.database import Database
from storage.sealed import data_key
from storage.store import Store
from tests.storage.times import NOON

SAID = {"act": "incident open", "person": "anouk", "as": frozenset({"h2", "h1"})}


async def fill(database: Database) -> None:
    def work(store: Store) -> None:
        for number in range(4):
            for chain in ("INC-1", "INC-2", "group:g"):
                store.audit.append(chain, "g", {**SAID, "number": number}, NOON)

    await database.run(work)


async def verified(database: Database, lines: tuple[bytes, ...] = ()) -> list[Problem]:
    return await database.run(lambda store: list(store.audit.verify(lines)))


async def change(database: Database, statement: Any) -> None:
    await database.run(lambda store: store.connection.execute(statement))


async def test_an_entry_comes_back_in_its_canonical_form(database: Database) -> None:
    await fill(database)
    entries = await database.run(lambda store: store.audit.entries("INC-1"))
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert entries[0].entry == {
        "act": "incident open",
        "as": ["h1", "h2"],
        "number": 0,
        "person": "anouk",
    }
    assert [e.seq for e in await database.run(lambda s: s.audit.entries("INC-1", after=3))] == [4]


async def test_nothing_of_an_entry_is_stored_in_clear(database: Database) -> None:
    await fill(database)
    rows = await database.run(lambda s: s.connection.scalars(select(audit_entry.c.payload)).all())
    assert not [row for row in rows if b"anouk" in row]


_fourth = (audit_entry.c.chain == "INC-1", audit_entry.c.seq == 4)
_second = (audit_entry.c.chain == "INC-1", audit_entry.c.seq == 2)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (update(audit_entry).where(*_second).values(payload=b"x"), ["changed"]),
        (update(audit_entry).where(*_second).values(group="h"), ["changed"]),
        (update(audit_entry).where(*_second).values(digest=b"x" * 32), ["changed", "broken"]),
        (delete(audit_entry).where(*_second), ["missing"]),
        (delete(audit_entry).where(*_fourth), ["cut"]),
        (delete(audit_entry).where(audit_entry.c.chain == "INC-1"), ["cut"]),
        (delete(audit_chain).where(audit_chain.c.chain == "INC-1"), ["lost"]),
    ],
)
async def test_whatever_is_changed_is_found_in_its_chain(
    database: Database, statement: Any, found: list[str]
) -> None:
    await fill(database)
    assert await verified(database) == []
    await change(database, statement)
    problems = await verified(database)
    assert [problem.kind for problem in problems] == found
    assert {problem.chain for problem in problems} == {"INC-1"}


async def test_losing_a_key_on_purpose_leaves_the_chains_whole(database: Database) -> None:
    await fill(database)
    await change(database, delete(data_key))
    assert await verified(database) == []


async def point(database: Database, every: int = 12) -> bytes | None:
    return await database.run(lambda store: store.audit.checkpoint(NOON, every))


async def test_a_checkpoint_is_made_once_enough_is_new(database: Database) -> None:
    await fill(database)
    assert await point(database, every=13) is None
    first = await point(database)
    assert first is not None
    assert await point(database) is None
    await fill(database)
    second = await point(database)
    assert second is not None
    assert await verified(database, (first, second)) == []
    assert await database.run(lambda store: store.audit.checkpoints(after=1)) == [second]


async def test_a_whole_chain_cut_with_its_head_is_found_by_the_checkpoint(
    database: Database,
) -> None:
    await fill(database)
    line = await point(database)
    assert line is not None
    await change(database, delete(audit_entry).where(audit_entry.c.chain == "INC-2"))
    await change(database, delete(audit_chain).where(audit_chain.c.chain == "INC-2"))
    assert await verified(database) == []
    assert await verified(database, (line,)) == [Problem("changed", "checkpoint", 1)]


def _other_count(line: bytes) -> bytes:
    return canonical(json.loads(line) | {"count": 11})


def _no_signature(_line: bytes) -> bytes:
    return b"{}"


def _nothing(_line: bytes) -> bytes:
    return b"\xff\n"


@pytest.mark.parametrize("forge", [_other_count, _no_signature, _nothing])
async def test_a_forged_checkpoint_is_told(
    database: Database, forge: Callable[[bytes], bytes]
) -> None:
    await fill(database)
    line = await point(database)
    assert line is not None
    assert await verified(database, (forge(line),)) == [Problem("signature", "checkpoint", 1)]


async def test_a_checkpoint_that_was_left_out_is_told(database: Database) -> None:
    lines = []
    for _ in range(3):
        await fill(database)
        lines.append(await point(database))
    first, _, third = lines
    assert first is not None
    assert third is not None
    assert await verified(database, (first, third)) == [Problem("missing", "checkpoint", 2)]


async def test_the_rows_are_one_json_object_a_line(database: Database) -> None:
    await fill(database)
    line = await point(database)
    assert line is not None
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert (
        await database.run(lambda s: s.connection.scalar(text("SELECT count(*) FROM audit_entry")))
        == 12
    )
