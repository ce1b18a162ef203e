"""Fingerprints: one character matters, its encoding does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.text import fingerprint, short


@pytest.mark.rule("DR-26")
@given(st.text(min_size=1), st.data())
def test_a_one_character_change_changes_the_fingerprint(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + "\u200b" + text[place:]
    assert fingerprint({"en": text}) != fingerprint({"en": changed})


@pytest.mark.rule("DR-26")
def test_equivalent_unicode_is_the_same_text_and_a_lookalike_is_not() -> None:
    composed, apart, cyrillic = "Bogot\u00e1", "Bogota\u0301", "B\u043egot\u00e1"
    assert fingerprint({"es": composed}) == fingerprint({"es": apart})
    assert fingerprint({"es": composed}) != fingerprint({"es": cyrillic})


@pytest.mark.rule("DR-26")
def test_every_language_counts_and_their_order_does_not() -> None:
    both = {"en": "Stop.", "fr": "Arrêter."}
    assert fingerprint(both) == fingerprint(dict(reversed(both.items())))
    assert fingerprint(both) != fingerprint({"en": "Stop."})


@given(st.text(), st.text())
def test_words_cannot_move_from_one_language_to_another(first: str, second: str) -> None:
    apart = fingerprint({"en": first, "fr": second})
    assert apart != fingerprint({"en": first + second, "fr": "", "it": ""})


def test_people_read_the_first_eight_digits() -> None:
    mark = fingerprint({"en": "Stop."})
    assert short(mark).replace(" ", "") == mark[:8]
