"""Lines as phones write them: words are tidied, free text stays verbatim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.line import Line, address, label_of, plain, without_text
from commands.table import FORMS
from commands.unknown import unknown
from coordination.tlp import Tlp

NASTY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("incident open XV", "incident open"),
        ("INCIDENT Open XV", "incident open"),
        ("  incident\u00a0open\u202fXV", "incident open"),
        ("“incident” ‘open’ XV", "incident open"),
        ("whoami", "whoami"),
        ("why DR‑08", "why"),
    ],
)
def test_the_words_of_a_command_are_found_however_they_are_typed(typed: str, read: str) -> None:
    form = address(Line(typed), FORMS)
    assert form is not None
    assert form.words == read


def test_smart_quotes_hard_spaces_and_dashes_fall_from_words() -> None:
    assert plain("“IP–DOC”") == "IP-DOC"
    assert plain("2026—04—09") == "2026-04-09"
    assert plain("XV\u00a0") == "XV"


def test_an_option_is_read_with_smart_quotes_and_any_case() -> None:
    assert Line("“Closes=5wd” rest").option() == ("closes", "5wd")
    assert Line("closes =5wd").option() is None
    assert Line("2=3").option() is None


def test_free_text_is_left_as_it_was_typed() -> None:
    line = Line("report “kept”\u00a0— as = typed\nsecond line ")
    line.take()
    assert line.rest() == "“kept”\u00a0— as = typed\nsecond line"


@given(NASTY)
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    form = address(Line(text), FORMS)
    if form is None:
        assert unknown(Line(text), FORMS).rule == "form"
    label_of(text, FORMS)


@given(st.lists(st.text(alphabet="abcXV-=1“” \u00a0", min_size=1, max_size=9), max_size=8))
def test_taking_every_word_leaves_nothing(words: list[str]) -> None:
    line = Line(" ".join(words))
    known = line.words()
    assert line.take(len(known)).split() == [word for word in known if word]
    assert line.rest() == ""


def test_a_line_that_names_no_command_is_offered_the_nearest() -> None:
    no = unknown(Line("incidnt opn XV"), FORMS)
    assert "incident open XV" in no.instead
    assert unknown(Line("xyzzy"), FORMS).instead == ("help",)


@pytest.mark.rule("T-10")
def test_the_label_of_a_line_is_known_without_a_database() -> None:
    read = label_of("incident open XV both practices=IP-DOC Two certificates", FORMS)
    assert read is not None
    assert read[1] is Tlp.AMBER_STRICT
    assert label_of("lovely weather", FORMS) is None
    whoami = label_of("whoami", FORMS)
    assert whoami is not None
    assert whoami[:2] == (Tlp.CLEAR, Tlp.CLEAR)


@pytest.mark.rule("DR-32")
def test_an_objection_without_its_text_travels_further_than_with_it() -> None:
    bare, full = "poll object POL-7Q4KD3N2W", "poll object POL-7Q4KD3N2W We cannot agree"
    without, with_it = label_of(bare, FORMS), label_of(full, FORMS)
    assert without is not None
    assert with_it is not None
    assert without[1].rank < with_it[1].rank
    assert without_text(full, with_it[2]) == bare


@given(NASTY)
def test_what_is_cut_before_the_free_text_is_the_beginning_of_the_line(text: str) -> None:
    line = f"incident open XV both practices=IP-DOC {text}"
    cut = without_text(line, FORMS["incident open"])
    assert line.startswith(cut)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ('reason="typing error" The rest', "reason=typing␣error The rest"),
        ("reason=“typing error” The rest", "reason=typing␣error The rest"),
        ("reason=« deux mots » La suite", "reason=deux␣mots La suite"),
        ('reason="slip" The "rest of it"', None),
        ('reason="never closed, The rest', None),
        ('The rest reason="two words"', None),
    ],
)
def test_words_between_quotation_marks_are_held_together(typed: str, whole: str | None) -> None:
    line = Line(f"message correct MSG-7Q4KD3N0Y 2 {typed}")
    line.take(4)
    found = line.between_marks()
    assert found == (whole and f"message correct MSG-7Q4KD3N0Y 2 {whole}")


@pytest.mark.rule("T-10")
@pytest.mark.parametrize("kind", ["suspicion", "statistics", "model_law", "action_taken"])
def test_dashes_before_an_option_change_no_label(kind: str) -> None:
    plain, dashed = (
        label_of(f"incident report INC-1 {dashes}kind={kind} x", FORMS) for dashes in ("", "--")
    )
    assert plain == dashed
