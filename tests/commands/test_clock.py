"""Time is one more person who sends commands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot.rehearse.drill import Drill
from storage.audit.tables import audit_entry
from storage.deadline import Deadline
from storage.store import Store
from tests.commands.conftest import START


def due(key: str, group: str, line: str) -> Deadline:
    return Deadline(key, "help", key, group, START + timedelta(hours=1), "UTC", line)


@pytest.mark.performs("help")
async def test_a_deadline_that_cannot_be_performed_does_not_hold_up_the_others(
    drill: Drill,
) -> None:
    def two(store: Store) -> None:
        store.deadlines.set(due("broken", "no-such-group", "help"), due("sound", "ica", "help"))

    await drill.runtime.database.run(two)
    acts = await drill.until(START + timedelta(hours=1))
    assert [act.performed.outcome for act in acts] == ["done"]
    waits = await drill.runtime.database.run(lambda store: store.deadlines.get("broken"))
    assert waits is not None
    assert waits.failures == 1
    assert waits.due_at == START + timedelta(hours=1)


async def test_operators_hear_of_a_deadline_that_fails_again_and_again(drill: Drill) -> None:
    def one(store: Store) -> None:
        store.deadlines.set(due("broken", "no-such-group", "help"))

    await drill.runtime.database.run(one)
    await drill.until(START + timedelta(hours=2))
    [told] = drill.texts("operators")
    assert "broken" in told


async def test_what_the_clock_performs_happens_at_its_own_instant(drill: Drill) -> None:
    def three(store: Store) -> None:
        for hours in (3, 1, 2):
            store.deadlines.set(
                Deadline(
                    f"d{hours}",
                    "help",
                    "d",
                    "ica",
                    START + timedelta(hours=hours),
                    "UTC",
                    "help",
                )
            )

    await drill.runtime.database.run(three)
    acts = await drill.until(START + timedelta(days=1))
    assert [act.at - START for act in acts] == [timedelta(hours=h) for h in (1, 2, 3)]


async def test_a_row_that_cannot_be_written_undoes_only_the_deadline_that_wrote_it(
    drill: Drill,
) -> None:
    def taken(store: Store) -> None:
        """The next place in the roundtable's chain is taken, as by damage: nothing goes there."""
        chain = "group:it-rt"
        place = len(store.audit.entries(chain)) + 1
        row = {"chain": chain, "seq": place, "group": "it-rt", "at": START}
        row |= {"prev": b"", "payload": b"", "digest": b""}
        store.connection.execute(insert(audit_entry), row)
        wanted = (due("before", "ica", "help"), due("broken", "it-rt", "help"))
        store.deadlines.set(*wanted, due("after", "ica", "help"))

    await drill.runtime.database.run(taken)
    acts = await drill.until(START + timedelta(hours=1))
    assert [act.performed.outcome for act in acts] == ["done", "done"]

    def left(store: Store) -> tuple[list[str], int]:
        keys = ("before", "broken", "after")
        entries = store.audit.entries("group:ica")
        done = [one for one in entries if one.entry["act"] == "help"]
        return [key for key in keys if store.deadlines.get(key)], len(done)

    assert await drill.runtime.database.run(left) == (["broken"], 2)
