"""A command with a slip in a shared room: answered, and taken out where its words may not stand."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.admit import addressed, keep
from commands.declare import Form
from commands.line import label_of
from commands.table import FORMS
from coordination.parties import Room, Sees
from coordination.tlp import Tlp

GREEN = Room("draft", "matrix", "!d", "ica", Sees.PARTIES, Tlp.GREEN)
SECRET = "Marigold-Petunia"
HIGH = [
    form
    for form in FORMS.values()
    if " " in form.words
    and not form.clockwork
    and not Tlp.highest((form.label, form.text_label)).fits(GREEN.ceiling)
]


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("form", HIGH, ids=lambda form: form.words)
def test_whatever_command_a_slip_meant_its_words_are_taken_out_of_a_room_below_them(
    form: Form,
) -> None:
    slip = form.words[:-2] + form.words[-1] + form.words[-2]
    line = f"{slip} INC-7Q4KD3N0Y {SECRET}"
    kept = keep(line, GREEN)
    assert SECRET not in kept.text
    assert kept.rule == "unclear" or label_of(slip, FORMS) is not None


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("slip", ["incident reporrt", "incdent report", "incident repor"])
def test_a_report_with_a_slip_is_taken_out(slip: str) -> None:
    assert keep(f"{slip} INC-7Q4KD3N0Y {SECRET}", GREEN).rule == "unclear"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("!incidnt list", "!incidnt list"),
        ("!incdent report INC-7Q4KD3N0Y words", "!incdent report INC-7Q4KD3N0Y words"),
        ("!comitment offer", "!comitment offer"),
        ("!Meetng", "!Meetng"),
        ("incidnt list", None),
        ("!shopping list", None),
        ("!mind the gap", None),
        ("!pool at six", None),
        ("!", None),
    ],
)
def test_a_slip_in_the_first_word_behind_the_sign_is_no_talk(text: str, line: str | None) -> None:
    assert addressed(text, direct=False) == line


async def test_whoever_slips_in_a_shared_room_is_asked_what_was_meant(drill: Drill) -> None:
    done = await drill.say("nl1", "draft", "!incidnt list")
    assert done is not None
    assert "Did you mean" in words(done)
    assert "`incident list`" in words(done)
