"""A question that has nothing to pick from says what to begin with, and who can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.rehearse.drill import Drill, words
from commands.forming import Shape
from commands.kinds.ids import Id
from commands.table import FORMS
from coordination.said import Said
from tests.commands.deciding import consulted, done, proposed
from tests.commands.forming.filling import Hand
from tests.commands.incidents import opened, said


async def test_a_poll_with_nothing_to_decide_on_begins_with_a_proposal(asking: Drill) -> None:
    incident = await consulted(asking)
    asked = await said(asking, "anouk", "draft", "poll open")
    assert asked.outcome == "asked"
    for verb in ("suspend", "message", "unify", "assist"):
        assert f"Begin with `response {verb} {incident}`." in words(asked)


async def test_a_form_says_it_as_well(asking: Drill) -> None:
    incident = await consulted(asking)
    shape = await Hand(asking, "anouk", "draft").shape("poll open")
    assert isinstance(shape, Shape)
    assert Said("form.begin_with", line=f"response suspend {incident}") in shape.about


async def test_what_stands_before_its_time_is_led_on(asking: Drill) -> None:
    made = await proposed(asking)
    await done(asking, "au1", "draft", f"response withdraw {made['response']} now=yes Too early")
    incident = made["incident"]
    kept = await done(asking, "nl1", "draft", f"commitment offer {incident} 30d confirm=20d Pause")
    asked = await said(asking, "nl1", "draft", "commitment done")
    assert f"Begin with `commitment accept {kept.made['commitment']}`." in words(asked)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("commitment done", "commitment offer {}"),
        ("message revise", "message draft {}"),
        ("meeting convene", "meeting propose {}"),
        ("plan add", "plan open {}"),
        ("action end", "action announce {}"),
        ("poll vote", "response suspend {}"),
    ],
)
async def test_each_kind_of_thing_says_what_makes_one(asking: Drill, line: str, first: str) -> None:
    incident = await consulted(asking)
    person = "anouk" if line == "meeting convene" else "nl1"
    asked = words(await said(asking, person, "direct", line))
    assert f"Begin with `{first.format(incident)}`." in asked


async def test_without_an_incident_everything_begins_with_one(asking: Drill) -> None:
    asked = words(await said(asking, "nl1", "direct", "commitment done"))
    assert "Begin with `incident open`." in asked


async def test_what_another_must_make_is_not_offered_but_said(asking: Drill) -> None:
    await proposed(asking)
    asked = words(await said(asking, "nl1", "direct", "poll vote"))
    assert "Begin with" not in asked
    assert "another role (chair or National Coordinator)" in asked


async def test_what_is_there_but_does_not_fit_is_to_be_looked_at(asking: Drill) -> None:
    await opened(asking, line="incident open XV both now=yes Two certificates")
    asked = words(await said(asking, "nl1", "direct", "incident reopen"))
    assert "`incident list`" in asked


def _kinds(made: type[Id] = Id) -> Iterator[type[Id]]:
    for one in made.__subclasses__():
        yield one
        yield from _kinds(one)


@pytest.mark.parametrize("made", [one for one in _kinds() if one.prefix])
def test_every_kind_of_thing_names_what_makes_one(made: type[Id]) -> None:
    assert made.made_by
    assert set(made.made_by) <= set(FORMS)


async def test_a_sheet_without_its_thing_asks_with_an_id_that_it_would_take(drill: Drill) -> None:
    asked = await drill.say("nl1", "direct", "sheet")
    assert asked is not None
    assert "Such as POL-7Q4KD3N0Y" in words(asked)
    no = await drill.say("nl1", "direct", "POLL")
    assert no is not None
    assert "INC-" not in words(no)
