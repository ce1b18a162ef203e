"""Texts as paragraphs, their differences, and what an edit does to signatures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coordination.message.drafting import paragraph, revised, spoken
from coordination.message.record import Standing
from coordination.message.signing import frozen, standing
from coordination.message.stage import Stage
from coordination.message.text import Change, Kind, difference, numbered, paragraphs
from coordination.refused import Refused
from tests.coordination.messages import ASKED, CHAIR, NOW, draft, signable, signed, tongue

_words = st.text(alphabet="abcéè ñ.,-3", min_size=1, max_size=30).map(str.strip).filter(bool)
_texts = st.lists(_words, min_size=1, max_size=6).map(tuple)


def before(changes: Iterable[Change]) -> tuple[str, ...]:
    """The text that a difference began with."""
    return tuple(one.old for one in changes if one.before is not None)


def after(changes: Iterable[Change]) -> tuple[str, ...]:
    """The text that a difference led to."""
    return tuple(one.new for one in changes if one.after is not None)


@example(("3", "3", "3. 3"))
@given(_texts)
def test_paragraphs_are_read_as_they_are_shown(parts: tuple[str, ...]) -> None:
    assert paragraphs(numbered(parts)) == parts


@pytest.mark.parametrize(
    "typed",
    [
        "§1 We thank Valdora. §2 Records, as in §1, are verified. §3 Fees are public.",
        "1. We thank Valdora.\n\n2. Records, as in §1, are verified.\n\n3. Fees are public.",
        "We thank Valdora.\n\nRecords, as in §1, are verified.\n\n\nFees are public.",
        "§1 We thank Valdora.\n§2 Records, as in §1, are verified.\n§3 Fees are public.",
    ],
)
def test_a_text_is_numbered_however_it_is_typed(typed: str) -> None:
    wanted = ("We thank Valdora.", "Records, as in §1, are verified.", "Fees are public.")
    assert paragraphs(typed) == wanted


@given(_texts, _texts)
def test_a_difference_leads_from_one_text_to_the_other_and_back(
    old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    changes = difference(old, new)
    assert before(changes) == old
    assert after(changes) == new


def test_a_difference_marks_the_words_that_changed() -> None:
    [same, change] = difference(("Thanks.", "Fees are high."), ("Thanks.", "Fees are public."))
    assert same.kind is Kind.SAME
    assert change.marked(Kind.REMOVED) == "Fees are ⟨high.⟩"
    assert change.marked(Kind.ADDED) == "Fees are ⟨public.⟩"


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        (
            "Birth records must be verified again.",
            "Valdora is invited to verify birth records again.",
            "⟨Birth records must be verified⟩ again.",
            "⟨Valdora is invited to verify birth records⟩ again.",
        ),
        (
            "We, the authorities named below, value our co-operation.",
            "We thank Valdora.",
            "⟨We, the authorities named below, value our co-operation.⟩",
            "⟨We thank Valdora.⟩",
        ),
        (
            "Fees are high, and nobody knows to whom they are paid in the end.",
            "Fees are public, and nobody knows to whom they are paid in the provinces.",
            "Fees are ⟨high,⟩ and nobody knows to whom they are paid in the ⟨end.⟩",
            "Fees are ⟨public,⟩ and nobody knows to whom they are paid in the ⟨provinces.⟩",
        ),
    ],
)
def test_a_difference_is_read_in_whole_phrases(old: str, new: str, was: str, now: str) -> None:
    [change] = difference((old,), (new,))
    assert (change.marked(Kind.REMOVED), change.marked(Kind.ADDED)) == (was, now)


@pytest.mark.rule("DR-26")
@given(st.data())
@settings(max_examples=60)
def test_one_changed_character_voids_every_signature(data: st.DataObject) -> None:
    message = signable("We thank Valdora.", "Fees are public.")
    given_ones = signed(message, "FR", "NL", "CA")
    n = data.draw(st.integers(1, 2))
    text = message.original.paragraphs[n - 1]
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from("abz;\u200bеΑ"))  # a zero-width and two look-alikes among them
    if text[place] == sign:
        return
    edited = paragraph(message, "en", n, (text[:place] + sign + text[place + 1 :],))
    assert edited.stage is Stage.DRAFT
    assert edited.mark != message.mark
    assert standing(edited, given_ones) == {}
    again = frozen(edited, CHAIR, ASKED, NOW).moved("open")
    assert standing(again, given_ones) == {}


@pytest.mark.rule("DR-26")
def test_a_signature_does_not_come_back_with_the_old_words() -> None:
    message = signable("We thank Valdora.", "Fees are public.")
    given_ones = signed(message, "FR", "NL")
    edited = paragraph(message, "en", 2, ("Fees are known.",))
    back = frozen(paragraph(edited, "en", 2, ("Fees are public.",)), CHAIR, ASKED, NOW)
    assert back.mark == message.mark
    assert standing(back, given_ones) == {}


@pytest.mark.rule("DR-26")
@given(_texts)
def test_a_text_that_is_equal_by_nfc_is_the_same_text(parts: tuple[str, ...]) -> None:
    composed = tuple(unicodedata.normalize("NFC", part) for part in parts)
    apart = tuple(unicodedata.normalize("NFD", part) for part in parts)
    message = signable(*composed)
    with pytest.raises(Refused) as no:
        revised(message, "en", apart)
    assert no.value.rule == "DR-26"
    assert draft(*composed).mark == draft(*apart).mark


@pytest.mark.rule("DR-26")
def test_a_translation_is_stale_once_the_original_changes() -> None:
    message = draft("Fees are public.", others=(tongue("fr", "Les frais sont publics."),))
    assert message.behind(courtesy=True) == ()
    newer = revised(message, "en", ("Fees are known.",))
    assert newer.behind(courtesy=True) == ("fr",)
    with pytest.raises(Refused) as no:
        frozen(newer, CHAIR, ASKED, NOW)
    assert no.value.rule == "DR-26"
    assert no.value.instead == ("message revise MSG-1 language=fr",)
    ready = revised(newer, "fr", ("Les frais sont connus.",))
    assert frozen(ready, CHAIR, ASKED, NOW).stage is Stage.FROZEN
    kept = revised(newer, "fr", ("Les frais sont publics.",))
    assert kept.behind(courtesy=True) == ()
    assert kept.version == newer.version


def test_a_courtesy_text_is_mended_without_touching_a_signature() -> None:
    polite = tongue("es", "Gracias.", standing=Standing.COURTESY)
    message = signable("We thank Valdora.", others=(polite,))
    given_ones = signed(message, "FR", "NL")
    mended = revised(message, "es", ("Muchas gracias.",))
    assert mended.stage is Stage.SIGNATURE
    assert set(standing(mended, given_ones)) == {"FR", "NL"}
    authentic = spoken(mended, "es", Standing.AUTHENTIC)
    assert authentic.stage is Stage.DRAFT
    assert standing(authentic, given_ones) == {}


def test_the_original_stays_and_is_authentic() -> None:
    for wanted in (None, Standing.COURTESY):
        with pytest.raises(Refused):
            spoken(draft(), "en", wanted)


def test_paragraphs_are_added_put_anew_and_removed() -> None:
    message = draft("One.", "Two.")
    assert paragraph(message, "en", 3, ("Three.",)).original.paragraphs == (
        "One.",
        "Two.",
        "Three.",
    )
    assert paragraph(message, "en", 1, ()).original.paragraphs == ("Two.",)
    assert paragraph(message, "en", 1, ("A.", "B.")).original.paragraphs == ("A.", "B.", "Two.")
    for n in (0, 4):
        with pytest.raises(Refused):
            paragraph(message, "en", n, ("x",))
