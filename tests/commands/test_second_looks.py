"""What is declared `sure` is shown once more, and done only then (decision 13)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.rehearse.drill import Drill, words
from commands.table import FORMS
from storage.store import Store
from storage.tables import metadata
from tests.commands.sure_worlds import WORLDS

SURE = {name for name, form in FORMS.items() if form.sure}
TALK = frozenset({"receipt", "draft", "outbox", "outbox_lane"})
"""Tables of what was heard and what is said: the rest is what was decided and what will be done."""


def decided(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row that is no talk, in an order of its own."""
    tables = [table for table in metadata.sorted_tables if table.name not in TALK]
    found = {t.name: store.connection.execute(select(t)).all() for t in tables}
    return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in found.items()}


def told(drill: Drill, person: str) -> list[str]:
    """Everything that somebody else was shown."""
    own = f"direct:{person}"
    return [f"{one.room}: {one.text}" for one in drill.shown if one.room != own]


def test_each_command_that_is_looked_at_twice_has_a_world() -> None:
    assert WORLDS.keys() == SURE


@pytest.mark.rule("DR-32")
@pytest.mark.parametrize("name", sorted(SURE))
async def test_what_is_looked_at_twice_does_nothing_until_it_is_agreed_to(
    drill: Drill, tmp_path: Path, name: str
) -> None:
    person, line, rest = await WORLDS[name](drill, tmp_path)
    assert line.startswith(f"{name} ")
    await drill.until(drill.now)
    before, others = await drill.runtime.database.run(decided), told(drill, person)
    asked = await drill.say(person, "direct", f"{line} preview=yes {rest}")
    assert asked is not None
    assert asked.outcome == "asked", words(asked)
    assert asked.page is not None
    after = await drill.runtime.database.run(decided)
    assert {table for table in before if before[table] != after[table]} == set()
    assert told(drill, person) == others
    [button] = asked.page.buttons
    assert " now=yes" in button.line
    done = await drill.say(person, "direct", button.line)
    assert done is not None
    assert done.outcome == "done", words(done)
    assert await drill.runtime.database.run(decided) != before
