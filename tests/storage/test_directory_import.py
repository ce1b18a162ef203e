"""Importing a directory: a preview of the differences, idempotent, never dropping history."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select

from config.directory import read
from coordination.parties import Role
from coordination.refused import Refused
from storage.database import Database
from storage.directory import Directory, tables
from storage.directory.plan import Act, Plan, apply, difference
from storage.tables import metadata
from tests.storage.importing import Importing
from tests.storage.times import NOON

LATER = NOON + timedelta(days=30)


@pytest.fixture
async def importing(database: Database, tmp_path: Path) -> Importing:
    return Importing(database, tmp_path)


def acts(plan: Plan) -> set[tuple[str, str, tuple[Any, ...]]]:
    named = ((c, c.kept.table.name.removeprefix("directory_")) for c in plan.changes)
    return {(change.act.value, table, change.key) for change, table in named}


async def test_a_preview_changes_nothing(importing: Importing) -> None:
    plan = await importing.plan()
    assert {change.act for change in plan.changes} == {Act.ADDED}
    assert await importing.ask(lambda d: d.everybody()) == ()


async def test_importing_twice_makes_no_difference(importing: Importing) -> None:
    first = await importing.run()
    again = await importing.plan()
    assert (again.changes, again.unchanged) == ((), len(first.changes))


async def test_the_subdivision_of_a_capital_is_kept(importing: Importing) -> None:
    importing.change('subdivision = "ACT"', 'subdivision = "NSW"')
    await importing.run()
    found = await importing.ask(lambda d: {p.code: p.subdivision for p in d.parties("ica")})
    assert (found["AU"], found["CA"], found["XV"]) == ("NSW", "ON", None)


async def test_doing_one_plan_twice_does_it_once(importing: Importing) -> None:
    plan = await importing.run()
    await importing.ask(lambda d: apply(plan, d, LATER))
    rows = await importing.ask(lambda d: len(d.rows(select(tables.person))))
    assert rows == len(await importing.ask(lambda d: d.everybody()))


async def test_a_change_is_shown_with_what_was_and_what_will_be(importing: Importing) -> None:
    await importing.run()
    importing.change('name = "Noor"', 'name = "Noortje"')
    plan = await importing.run(LATER)
    (change,) = plan.changes
    assert (change.act, change.key) == (Act.CHANGED, ("nl1",))
    assert change.differs == (("name", "Noor", "Noortje"),)
    words = [said.msgid for said in plan.words()]
    assert words == ["import.changed", "import.differs", "import.unchanged"]
    person = await importing.ask(lambda d: d.person("nl1"))
    assert person is not None
    assert person.name == "Noortje"
    kept = select(tables.person).where(tables.person.c.id == "nl1")
    rows = await importing.ask(lambda d: d.rows(kept.order_by(tables.person.c.row)))
    assert [(row.name, row.recorded_at, row.superseded_at) for row in rows] == [
        ("Noor", NOON, LATER),
        ("Noortje", LATER, None),
    ]


async def test_of_terms_and_names_only_what_differs_is_shown(importing: Importing) -> None:
    await importing.run()
    importing.change("silence_hours = 72 ", "silence_hours = 96 ")
    importing.change('name = "Ponte Aperto"', 'name = "Ponte Aperto"\nname_fr = "Pont ouvert"')
    importing.change('authorised_by = ["XV"]', 'authorised_by = ["XV", "CO"]')
    words = [said for said in (await importing.plan()).words() if said.msgid == "import.differs"]
    assert [(said["field"], said["old"], said["new"]) for said in words] == [
        ("names", "–", "fr Pont ouvert"),
        ("authorised_by", "XV", "XV, CO"),
        ("terms", "silence_hours 72", "silence_hours 96"),
    ]


@pytest.mark.rule("DR-18")
async def test_a_person_who_is_taken_out_is_ended_and_not_deleted(importing: Importing) -> None:
    await importing.run()
    importing.drop("[person.fr2]")
    plan = await importing.run(LATER)
    assert acts(plan) == {
        ("ended", "person", ("fr2",)),
        ("ended", "account", ("matrix", "@fr2:localhost")),
        ("ended", "credential", ("fr2:alternate:ica",)),
        ("ended", "credential", ("fr2:ca_officer:ica",)),
    }
    assert await importing.ask(lambda d: d.person("fr2")) is None
    assert await importing.ask(lambda d: d.person_of_account("matrix", "@fr2:localhost")) is None
    assert await importing.ask(lambda d: d.credentials("fr2", LATER)) == ()
    before = await importing.ask(lambda d: d.credentials("fr2", NOON))
    assert {hat.valid_to for hat in before} == {LATER}
    assert (await importing.plan()).changes == ()


async def test_who_comes_back_is_welcome_with_the_old_history_kept(importing: Importing) -> None:
    await importing.run()
    whole = importing.content
    importing.drop("[person.fr2]")
    await importing.run(LATER)
    importing.content = whole
    back = LATER + timedelta(days=1)
    await importing.run(back)
    assert (await importing.plan()).changes == ()
    assert await importing.ask(lambda d: d.credentials("fr2", LATER)) == ()
    assert len(await importing.ask(lambda d: d.credentials("fr2", back))) == 2


@pytest.mark.rule("DR-17")
async def test_two_voters_of_one_party_are_refused_and_nothing_is_kept(
    importing: Importing,
) -> None:
    importing.change('roles = ["alternate", "ca_officer"]', 'roles = ["voter"]')
    plan = await importing.plan()
    assert [problem.rule for problem in plan.problems] == ["DR-17"]
    assert not plan.changes
    with pytest.raises(Refused) as refused:
        await importing.ask(lambda d: apply(plan, d, NOON))
    assert refused.value.rule == "DR-17"
    assert await importing.ask(lambda d: d.states()) == ()


@pytest.mark.rule("DR-17", "DR-18")
async def test_a_new_voter_begins_when_the_old_one_ends(importing: Importing) -> None:
    await importing.run()
    importing.change('roles = ["alternate", "ca_officer"]', 'roles = ["voter"]')
    importing.change(
        'party = "FR", roles = ["voter", "ca_officer"]', 'party = "FR", roles = ["ca_officer"]'
    )
    await importing.run(LATER)
    just = LATER - timedelta(microseconds=1)
    before = await importing.ask(lambda d: d.voter("FR", "ica", just))
    after = await importing.ask(lambda d: d.voter("FR", "ica", LATER))
    assert before is not None
    assert after is not None
    assert (before.person, after.person) == ("fr1", "fr2")
    earlier = await importing.ask(lambda d: d.credentials("fr2", just))
    assert {hat.role for hat in earlier} == {Role.ALTERNATE, Role.CA_OFFICER}


@pytest.mark.rule("DR-20")
async def test_a_state_that_joins_later_is_a_party_from_then(importing: Importing) -> None:
    await importing.run()
    importing.change('"PH", "XV"]', '"PH", "XV", "NZ"]')
    importing.content += (
        '\n[state.NZ]\nauthority = "Central Authority of New Zealand"\n'
        'capital = "Wellington"\nzone = "Pacific/Auckland"\n'
    )
    plan = await importing.run(LATER)
    assert acts(plan) == {("added", "party", ("", "NZ")), ("added", "member", ("ica", "NZ"))}
    assert await importing.ask(lambda d: d.joined("ica", "NZ")) == LATER
    assert (await importing.ask(lambda d: d.parties("ica")))[-1].code == "NZ"


async def test_an_import_never_undoes_what_people_and_rooms_were_set_to(
    importing: Importing,
) -> None:
    await importing.run()

    def live(d: Directory) -> None:
        d.choose_zone("nl1", "Asia/Manila")
        d.remember_remote("draft", "!a:localhost")
        d.set_trusted("draft", trusted=False, reason="room.public", at=NOON)

    await importing.ask(live)
    assert (await importing.plan()).changes == ()
    importing.change('name = "Noor"', 'name = "Noortje"')
    importing.change("ICA Coordination: the other States", "Caucus")
    await importing.run(LATER)
    person = await importing.ask(lambda d: d.person("nl1"))
    room = await importing.ask(lambda d: d.room("draft"))
    assert person is not None
    assert room is not None
    assert (person.name, person.zone) == ("Noortje", "Asia/Manila")
    assert (room.name, room.remote, room.trusted) == ("Caucus", "!a:localhost", False)


async def test_a_room_s_own_id_may_stand_in_the_file(importing: Importing) -> None:
    importing.change('remote = "T0COMITY:C0COORD"', 'remote = "C012"')
    await importing.run()
    room = await importing.ask(lambda d: d.room_by_remote("slack", "C012"))
    assert room is not None
    assert room.id == "slack-coord"


async def test_kinds_that_a_file_leaves_out_stay_and_are_still_checked(
    importing: Importing, tmp_path: Path
) -> None:
    await importing.run()
    folder = tmp_path / "tables"
    folder.mkdir()
    room = "id,name,platform,group,sees,ceiling\nnew,New,matrix,{},parties,amber\n"
    (folder / "room.csv").write_text(room.format("nowhere"), encoding="utf-8")
    wrong = await importing.ask(lambda d: difference(read(folder), d))
    assert [problem.said.msgid for problem in wrong.problems] == ["import.not_known"]
    (folder / "room.csv").write_text(room.format("ica"), encoding="utf-8")
    plan = await importing.ask(lambda d: difference(read(folder), d))
    assert not plan.problems
    assert {change.kept.table.name for change in plan.changes} == {"directory_room"}
    assert len(plan.of(Act.ENDED)) == 17


PEOPLE = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.tuples(st.sampled_from(["Ada", "Ben"]), st.sampled_from(["UTC", "Asia/Manila"])),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PEOPLE, min_size=1, max_size=4))
def test_whatever_was_imported_before_the_last_file_stands_and_no_row_is_lost(
    tmp_path_factory: pytest.TempPathFactory, files: list[dict[str, tuple[str, str]]]
) -> None:
    path = tmp_path_factory.mktemp("d") / "person.csv"
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        directory, kept = Directory(connection), 0
        for day, people in enumerate(files):
            lines = [f"{id},{name},{zone}" for id, (name, zone) in people.items()]
            path.write_text("\n".join(["id,name,zone", *lines]), encoding="utf-8")
            plan = difference(read(path), directory)
            apply(plan, directory, NOON + timedelta(days=day))
            assert difference(read(path), directory).changes == ()
            standing = {p.id: (p.name, p.zone) for p in directory.everybody()}
            assert standing == people
            rows = connection.scalar(select(func.count()).select_from(tables.person)) or 0
            assert rows == kept + len(plan.of(Act.ADDED)) + len(plan.of(Act.CHANGED))
            kept = rows
    engine.dispose()
