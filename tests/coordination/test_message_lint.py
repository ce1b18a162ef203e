"""What is found in a text before it is signed (T-42, U-44)."""

from __future__ import annotations

from datetime import date

import pytest

from config.wording import fitting, frame, lexicons, sharing, template, templates, written_day
from coordination.message.lint import Sort, found, no_person
from coordination.refused import Refused
from coordination.tlp import Tlp
from tests.coordination.messages import draft, tongue

KNOWN = ("Valdora", "Central Authority of Valdora", "Netherlands")


def sorts(text: str, language: str = "en") -> set[tuple[Sort, str]]:
    message = draft(text) if language == "en" else draft("Ok.", others=(tongue(language, text),))
    return {(one.sort, one.words) for one in found(message, lexicons(), KNOWN)}


@pytest.mark.rule("T-42", "U-44")
@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The mother's name Ayla D. was changed.", "en", "mother's name Ayla D."),
        ("A child named Ayla was placed.", "en", "child named Ayla"),
        ("The child b. 2021 was placed.", "en", "b. 2021"),
        ("The girl, born on 4 May 2019, was placed.", "en", "born on 4 May 2019"),
        ("Passport no. AB 1234567 is doubtful.", "en", "Passport no. AB 1234567"),
        ("L’enfant prénommée Ayla a été confiée.", "fr", "enfant prénommée Ayla"),
        ("Une enfant née le 4 mai 2019 a été confiée.", "fr", "née le 4 mai 2019"),
        ("La niña llamada Ayla fue entregada.", "es", "niña llamada Ayla"),
        ("Una niña nacida el 4 de mayo de 2019.", "es", "nacida el 4 de mayo de 2019"),
        ("A child named Łucja was placed.", "en", "child named Łucja"),
        ("A child named Šárka Nováková was placed.", "en", "child named Šárka Nováková"),
        ("A child named Айла was placed.", "en", "child named Айла"),
        ("A child named A\u200byla was placed.", "en", "child named Ayla"),
        ("A ch\u00adild named Ayla was placed.", "en", "child named Ayla"),
        ("A child\u200bnamed\u2060Ayla was placed.", "en", "child named Ayla"),
        ("A child named Ａyla was placed.", "en", "child named Ayla"),
        ("The girl (Ayla Benn) was placed.", "en", "girl (Ayla Benn"),
        ("The child, Ayla Benn, was placed.", "en", "child, Ayla Benn"),
        ("Passport no. \uff38\uff11\uff12\uff13\uff14 is doubtful.", "en", "Passport no. X1234"),
    ],
)
def test_personal_data_are_found_with_their_words(text: str, language: str, words: str) -> None:
    assert (Sort.PERSON, words) in sorts(text, language)
    message = draft("Ok.", others=(tongue("zz", text),))
    with pytest.raises(Refused) as no:
        no_person(message, found(message, lexicons(), KNOWN), "message revise MSG-1")
    assert no.value.rule == "U-44"


@pytest.mark.rule("T-42")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ayla D. was heard.", "Ayla D."),
        ("The mother was heard on 4 May 2026.", "4 May 2026"),
        ("Łucja Ż. was heard.", "Łucja Ż."),
        ("The girl (Ayla) was heard.", "girl (Ayla"),
        ("A child named \u0622\u064a\u0644\u0627 was placed.", "\u0622\u064a\u0644\u0627"),
        ("A child named \u827e\u62c9 was placed.", "\u827e\u62c9"),
    ],
)
def test_what_may_show_a_person_is_a_matter_of_a_reason(text: str, words: str) -> None:
    assert (Sort.DOUBT, words) in sorts(text)


@pytest.mark.rule("T-42")
@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Valdora is guilty of this.", "en", "guilty"),
        ("Valdora must act.", "en", "must"),
        ("Valdora est coupable.", "fr", "coupable"),
        ("Valdora debe actuar.", "es", "debe"),
    ],
)
def test_accusing_words_are_found_with_what_could_stand_instead(
    text: str, language: str, words: str
) -> None:
    assert (Sort.TONE, words) in sorts(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "We thank the Central Authority of Valdora for its reply of 4 May 2026.",
        "The Convention of 29 May 1993 protects children.",
        "A child was placed; see case CASE-7Q4KD3N0Y.",
        "The mothers and fathers in Manila were heard.",
        "Article 21 of the Convention on the Rights of the Child, Article 16 too.",
        "The United Nations Convention on the Rights of the Child (Convention of 1989) applies.",
        "The best interests of the child, Valdora says, come first.",
        "Mustard is not a word of blame-free lists.".replace(" of blame-free lists", ""),
    ],
)
def test_ordinary_words_of_letters_are_left_alone(text: str) -> None:
    assert sorts(text) == set()


@pytest.mark.rule("DR-26")
def test_a_sign_that_nobody_sees_is_named() -> None:
    assert sorts("Fees\u200b are public.") == {(Sort.HIDDEN, "U+200B")}


@pytest.mark.rule("DR-26")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fees are public [NL: and equal for all States].", "[NL: and equal for all States]"),
        ("Fees are public [FR: and fixed", "[FR: and fixed"),
        ("Fees are public and fixed].", "]"),
        ("Fees are \uff3bNL: not\uff3d public.", "[NL: not]"),
    ],
)
def test_words_in_square_brackets_are_named_as_not_agreed(text: str, words: str) -> None:
    assert sorts(text) == {(Sort.BRACKET, words)}


@pytest.mark.rule("T-42")
@pytest.mark.parametrize("one", templates(), ids=lambda one: one.code)
def test_templates_invite_to_review_and_contain_nothing_to_look_at_again(one: object) -> None:
    code = one.code  # type: ignore[attr-defined]
    for language in ("en", "fr", "es"):
        text = template(code).text(language, "Valdora")
        assert text.count("\n\n") >= 3
        assert "{" not in text
        assert sorts(text, language) == set()
        assert len(text) < 3000
    assert "review its legislation and/or practices" in template(code).text("en", "Valdora")
    assert template(code).text("pt", "Valdora") == ""


def test_a_template_follows_from_the_practices() -> None:
    assert fitting(("IP-FEE",)).code == "fees"
    assert fitting(("IP-OTH",)).code == "review"


def test_each_language_of_letters_says_whom_each_label_is_for() -> None:
    for language in ("fr", "es"):
        assert len({sharing(language, label.value) for label in Tlp} - {""}) == len(Tlp)


def test_a_letter_in_a_language_without_a_frame_has_the_english_one() -> None:
    assert frame("pt") == frame("en")
    days = [written_day(one, date(2026, 5, 1)) for one in ("en", "fr", "es", "pt")]
    assert days == ["1 May 2026", "1er mai 2026", "1 de mayo de 2026", "2026-05-01"]
    assert set(frame("fr")) == set(frame("es")) == set(frame("en"))
