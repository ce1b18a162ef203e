"""An id or a line as people copy it, and a line that begins with the thing it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearse.drill import Drill, words
from commands.admit import keep
from commands.line import Line
from commands.table import FORMS
from commands.unknown import unknown
from coordination import ids
from coordination.parties import Room, Sees
from coordination.tlp import Tlp
from tests.commands.deciding import put
from tests.commands.incidents import opened, said

GREEN = Room("draft", "matrix", "!d", "ica", Sees.PARTIES, Tlp.GREEN)
AROUND = st.sampled_from(
    ["{}.", "{},", "{}:", "{}?", "{}!", "`{}`", "<{}>", "**{}**", "_{}_", "“{}”."]
)
NUMBERS = st.integers(0, ids.LIMIT - 1).filter(lambda n: ids.symbol(n) is not None)


@given(prefix=st.sampled_from(ids.PREFIXES), number=NUMBERS, around=AROUND)
def test_an_id_is_read_with_the_signs_that_stand_around_it_where_it_was_copied(
    prefix: str, number: int, around: str
) -> None:
    made = ids.identifier(prefix, number)
    assert made is not None
    assert ids.looks_like_one(around.format(made))
    assert ids.read(around.format(made)) == made


@given(number=NUMBERS, inside=st.sampled_from(["({})", "[{}]", "see{}", "#{}"]))
def test_an_id_in_brackets_is_a_part_of_a_text(number: int, inside: str) -> None:
    assert ids.read(inside.format(ids.identifier("INC", number))) is None


@pytest.mark.parametrize(
    "line", ["`incident show {}`", "**incident show {}**", "incident show {}."]
)
async def test_a_line_is_read_with_the_signs_in_which_it_was_shown(drill: Drill, line: str) -> None:
    id = await opened(drill)
    done = await said(drill, "nl1", "direct", line.format(id))
    assert done.outcome == "done", words(done)
    assert f"🗂 {id}" in words(done)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("{}", "incident show {}"),
        ("show {}", "incident show {}"),
        ("{} show", "incident show {}"),
        ("inc show {}", "incident show {}"),
        ("incident-show {}", "incident show {}"),
        ("incident_show {}", "incident show {}"),
        ("incidentshow {}", "incident show {}"),
        ("report {} It goes on.", "incident report {} It goes on."),
        ("{} report It goes on.", "incident report {} It goes on."),
        ("reporrt {} It goes on.", "incident report {} It goes on."),
    ],
)
async def test_a_line_that_names_a_thing_without_its_noun_is_offered_whole(
    drill: Drill, line: str, meant: str
) -> None:
    id = await opened(drill)
    refused = await said(drill, "nl1", "direct", line.format(id))
    assert refused.rule == "form"
    assert f"`{meant.format(id)}`" in words(refused)
    assert words(refused).count(f"`{meant.format(id)}`") == 1


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("POL-7Q4KD3N0Y yes", "poll vote POL-7Q4KD3N0Y yes"),
        ("vote POL-7Q4KD3N0Y", "poll vote POL-7Q4KD3N0Y"),
        ("object POL-7Q4KD3N0Y We cannot.", "poll object POL-7Q4KD3N0Y We cannot."),
        ("show POL-7Q4KD3N0Y", "poll show POL-7Q4KD3N0Y"),
        ("POL-7Q4KD3N0Y", "poll show POL-7Q4KD3N0Y"),
        ("dispatch MSG-7Q4KD3N0Y", "message dispatch MSG-7Q4KD3N0Y"),
    ],
)
def test_what_is_typed_of_a_thing_without_its_noun_is_offered_as_what_it_says(
    line: str, meant: str
) -> None:
    assert unknown(Line(line), FORMS).instead[0] == meant


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("line", ["report INC-7Q4KD3N0Y {}", "INC-7Q4KD3N0Y report {}"])
def test_a_report_without_its_noun_is_taken_out_of_a_room_below_it(line: str) -> None:
    kept = keep(line.format("Marigold-Petunia"), GREEN)
    assert "Petunia" not in kept.text
    assert kept.rule == "unclear"


async def test_a_line_is_offered_once(drill: Drill) -> None:
    made = await put(drill, "rule=silence")
    for line in (f"I object to {made['poll']}", "help me", "new incident"):
        refused = await said(drill, "it1", "direct", line)
        offered = [one for one in words(refused).splitlines() if one.startswith("→")]
        bare = [one.split("`")[1] for one in offered]
        assert len(bare) == len(set(bare)), words(refused)


async def test_a_question_mark_alone_asks_for_help(drill: Drill) -> None:
    refused = await said(drill, "nl1", "direct", "?")
    assert "`help`" in words(refused)
