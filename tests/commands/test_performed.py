"""Every command is performed on SQLite and on PostgreSQL: what `performs` names was done there."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path

import pytest

from bot.rehearse.command import rehearse
from bot.rehearse.drill import Drill, words
from commands.table import FORMS
from storage.database import Database
from storage.keyring import keyring_at
from tests.commands.conftest import performed
from tests.commands.deciding import consulted, done, proposed
from tests.commands.incidents import opened
from tests.commands.messages import consulting, drafted, must

HERE = Path(__file__).parent
REHEARSALS = HERE.parent / "rehearsals"
COURSES = {
    "any_objection": {
        "incident": "consult inform open",
        "meeting": "attend convene open propose remind",
        "poll": "ask close object",
        "response": "amend message",
    },
    "agreements": {
        "commitment": "done follow owed period take verify",
    },
    "commitments": {
        "commitment": (
            "accept answer done extend lapse late list milestone offer overdue reached "
            "remind resume show suspend verify withdraw"
        ),
    },
    "joint_message": {
        "incident": "acknowledge caucus idle replies",
        "message": (
            "acknowledge answer circulate close collect comment compare correct "
            "corrected decline dispatch draft follow freeze further list object reply "
            "revise show sign withdraw"
        ),
    },
    "placed_under_silence": {
        "meeting": "close conclude show",
        "poll": "acknowledge begin consent open remind withdraw",
    },
    "plan_of_action": {
        "plan": "accept add decline end link open over revise show status",
        "response": "accept assist",
    },
    "signatures": {
        "message": "extend overdue remind",
        "response": "show",
    },
    "suspension_and_lift": {
        "commitment": "force",
        "incident": "close continue lift review show",
        "poll": "vote",
        "response": "criterion grounds lapse lifted remind suspend",
    },
    "unreachable": {
        "poll": "attest countersign earliest enter fall_back receipt show",
    },
}
"""Rehearsals that are played on PostgreSQL too, with what they take through it at least."""


def marked(source: str) -> set[str]:
    """The commands that the marks of one test file name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr="performs"), args=args):
                found |= {str(arg.value) for arg in args if isinstance(arg, ast.Constant)}
    return found


def commands(course: str) -> set[str]:
    return {f"{noun} {verb}" for noun, verbs in COURSES[course].items() for verb in verbs.split()}


def test_every_command_is_performed_on_both_databases() -> None:
    named = set().union(*(marked(file.read_text("utf-8")) for file in HERE.rglob("test_*.py")))
    named |= set().union(*map(commands, COURSES))
    assert FORMS.keys() - named == set(), "mark one of its tests with @pytest.mark.performs(…)"
    assert named - FORMS.keys() == set()


@pytest.mark.parametrize("name", COURSES)
async def test_a_rehearsal_holds_on_postgresql(
    name: str, postgres_url: str, tmp_path: Path
) -> None:
    key = tmp_path / "comity.key"
    file = REHEARSALS / f"{name}.rehearsal"
    assert await asyncio.to_thread(rehearse, file, postgres_url, as_json=True, key=key) == 0
    database = await Database.open(postgres_url, keyring_at(key))
    there = await database.run(performed)
    await database.close()
    assert commands(name) <= there


@pytest.mark.performs("language")
async def test_a_language_is_chosen(drill: Drill) -> None:
    for named in ("en", "English", "ENGLISH"):
        assert "in English" in words(await done(drill, "nl1", "direct", f"language {named}"))


@pytest.mark.performs("action start", "action compare")
async def test_a_state_reports_its_measure_to_be_in_effect(drill: Drill) -> None:
    incident = await opened(drill)
    line = f"action announce {incident} checks consulted=no starts=2026-03-20 Twice"
    measure = (await done(drill, "it1", "draft", line)).made["action"]
    said = await done(drill, "it1", "draft", f"action start {measure} now=yes")
    assert measure in words(said)
    line = f"action announce {incident} suspension consulted=no starts=2026-03-20 No new files"
    await done(drill, "fr1", "draft", line)
    compared = await done(drill, "nl1", "draft", f"action compare {incident}")
    assert "Italy" in words(compared)


@pytest.mark.performs("plan done")
async def test_the_chair_records_that_an_organisation_has_done_its_part(drill: Drill) -> None:
    incident = await consulted(drill)
    line = f"plan open {incident} organisations=UNICEF 2026-12-31T15:00Z Registry"
    plan = (await done(drill, "nl1", "draft", line)).made["plan"]
    line = f"plan add {plan} organisation=UNICEF due=2026-09-01T15:00Z Train the registrars"
    await done(drill, "nl1", "draft", line)
    await done(drill, "anouk", "draft", f"plan accept {plan} 1")
    said = await done(drill, "anouk", "draft", f"plan done {plan} 1 Report of 9 March")
    assert plan in words(said)


@pytest.mark.performs("poll reserve")
async def test_a_state_asks_for_time_under_silence_and_breaks_nothing(drill: Drill) -> None:
    made = await proposed(drill)
    line = f"poll open {made['response']} rule=silence closes=2026-03-16T15:00Z"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    said = await done(drill, "co1", "draft", f"poll reserve {poll} We study it until Monday")
    assert "It breaks nothing" in words(said)


@pytest.mark.performs("message language")
async def test_a_message_gets_another_language(drill: Drill) -> None:
    message = await drafted(drill, await consulting(drill))
    said = await must(drill, "fr1", f"message language {message} fr courtesy")
    assert message in words(said)
