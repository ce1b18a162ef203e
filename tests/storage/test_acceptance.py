"""Slack rooms hold GREEN unless the directory says who has accepted the risk (P-01)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from config.directory import check, read
from coordination.ceilings import Acceptance
from coordination.tlp import Tlp
from storage.database import Database
from storage.directory import tables
from tests.storage.importing import Importing
from tests.storage.times import NOON

LATER = NOON + timedelta(days=30)
SIGNED = Acceptance("Anouk de Vries", date(2026, 3, 1), "Decision 7")
ROOM = """
[room.secure-slack]
name = "authorities"
platform = "slack"
group = "ica"
sees = "parties"
ceiling = "TLP:AMBER+STRICT"
accepted = { by = "Anouk de Vries", on = 2026-03-01, reference = "Decision 7" }

[slack.T0COMITY]
name = "Comity"
"""
ACCEPTED = (
    'accepted_by = "Anouk de Vries"\naccepted_on = 2026-03-01\naccepted_reference = "Decision 7"\n'
)


@pytest.fixture
async def importing(database: Database, tmp_path: Path) -> Importing:
    made = Importing(database, tmp_path)
    made.content = made.content.split("\n[slack.")[0] + ROOM
    await made.run()
    return made


@pytest.mark.rule("P-01")
async def test_a_room_with_an_acceptance_holds_what_it_was_accepted_for(
    importing: Importing,
) -> None:
    room = await importing.ask(lambda d: d.room("secure-slack"))
    assert room is not None
    assert (room.ceiling, room.accepted) == (Tlp.AMBER_STRICT, SIGNED)
    assert (await importing.plan()).changes == ()


@pytest.mark.rule("P-01")
async def test_a_direct_room_has_the_ceiling_of_its_workspace(importing: Importing) -> None:
    room = await importing.ask(lambda d: d.direct_room("ca1", "slack"))
    assert (room.ceiling, room.accepted) == (Tlp.GREEN, None)
    importing.change('name = "Comity"\n', 'name = "Comity"\n' + ACCEPTED)
    plan = await importing.run(LATER)
    assert [(c.act.value, c.key) for c in plan.changes] == [("changed", ("T0COMITY",))]
    room = await importing.ask(lambda d: d.direct_room("ca1", "slack"))
    assert (room.ceiling, room.accepted) == (Tlp.AMBER_STRICT, SIGNED)
    assert (await importing.plan()).changes == ()


@pytest.mark.rule("P-01")
async def test_between_two_workspaces_both_must_have_accepted(importing: Importing) -> None:
    importing.change('name = "Comity"\n', 'name = "Comity"\n' + ACCEPTED)
    await importing.run(LATER)
    await importing.ask(lambda d: d.remember_remote("direct:ca1@slack", "T0OTHER:D1", "slack"))
    room = await importing.ask(lambda d: d.direct_room("ca1", "slack"))
    assert room.ceiling is Tlp.GREEN
    await importing.ask(lambda d: d.remember_remote("direct:ca1@slack", "T0COMITY:D1", "slack"))
    room = await importing.ask(lambda d: d.direct_room("ca1", "slack"))
    assert room.ceiling is Tlp.AMBER_STRICT


@pytest.mark.rule("P-01")
async def test_an_acceptance_that_is_withdrawn_lowers_the_room_and_stays_in_its_history(
    importing: Importing,
) -> None:
    importing.change('ceiling = "TLP:AMBER+STRICT"\naccepted =', 'ceiling = "TLP:GREEN"\n#')
    await importing.run(LATER)
    room = await importing.ask(lambda d: d.room("secure-slack"))
    assert room is not None
    assert (room.ceiling, room.accepted) == (Tlp.GREEN, None)
    kept = select(tables.room).where(tables.room.c.id == "secure-slack")
    rows = await importing.ask(lambda d: d.rows(kept.order_by(tables.room.c.row)))
    assert [(row.accepted is not None, row.superseded_at) for row in rows] == [
        (True, LATER),
        (False, None),
    ]


@pytest.mark.rule("P-01")
@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ("accepted = {", "# {", "ceiling = ", "import.not_accepted"),
        (
            '"TLP:AMBER+STRICT"\naccepted',
            '"TLP:RED"\naccepted',
            "ceiling = ",
            "import.never_accepted",
        ),
        (', reference = "Decision 7"', "", "[room.secure-slack]", "import.half_accepted"),
        ("on = 2026-03-01", 'on = "soon"', "accepted = ", "import.not_instant"),
        ("on = 2026-03-01", "when = 2026-03-01", "accepted = ", "import.unknown_field"),
    ],
)
def test_a_room_that_asks_for_too_much_is_told_with_its_line(
    old: str, new: str, at: str, told: str, tmp_path: Path
) -> None:
    group = '[group.ica]\nname = "ICA"\nkind = "interstate"\nparties = []\n'
    content = group + ROOM.replace(old, new)
    path = tmp_path / "directory.toml"
    path.write_text(content, encoding="utf-8")
    entries = read(path)
    first = [*entries.problems, *check(entries)][0]
    said = first.said["what"] if first.said.msgid == "import.field" else first.said
    assert getattr(said, "msgid", None) == told
    line = content[: content.index(at)].count("\n") + 1
    assert first.spot.where["line"] == line


@pytest.mark.rule("P-01")
def test_in_tables_an_acceptance_has_three_columns(tmp_path: Path) -> None:
    (tmp_path / "slack.csv").write_text(
        "id;name;accepted by;accepted on;accepted reference\n"
        "T0COMITY;Comity;Anouk de Vries;2026-03-01;Decision 7\n",
        encoding="utf-8",
    )
    entries = read(tmp_path)
    assert entries.kinds == {"slack"}
    assert [e.value.accepted for e in entries.workspaces] == [SIGNED]
