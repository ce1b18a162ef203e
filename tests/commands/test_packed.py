"""Texts of several words within a line: what a form wrote is read back unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commands.line import Line, packed, unpacked, verbatim

TEXTS = st.text(max_size=200)
SIGNS = {"\u2423", "\u2424", "\u2063"}


@given(TEXTS.filter(lambda text: not SIGNS & set(text)))
def test_a_packed_text_is_one_word_of_a_line(text: str) -> None:
    line = Line(f"reason={packed(text)} after")
    assert line.option() is not None
    assert line.value() == unpacked(packed(text))
    line.take()
    assert line.rest() == "after"


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=40), st.integers(0, 3))
def test_words_quotes_and_line_breaks_come_back(word: str, breaks: int) -> None:
    if SIGNS & set(word):
        return
    text = f"Valdora’s “{word}” - two" + "\n" * breaks + "end"
    assert unpacked(packed(text)) == text


@given(TEXTS.filter(lambda text: not SIGNS & set(text)))
def test_a_free_text_is_no_option_of_the_line_before_it(text: str) -> None:
    line = Line(f"incident entry {verbatim(text)}")
    line.take(2)
    assert line.option() is None
    assert line.rest() == text.strip()


def test_a_text_that_begins_like_an_option_stays_a_text() -> None:
    line = Line(verbatim("closes=soon is what they wrote"))
    assert line.option() is None
    assert line.rest() == "closes=soon is what they wrote"
