"""The catalogue: files of a language, plurals, fallbacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from bot.words import Catalogue, Field, Line

ENGLISH = """
msgid "poll.opened"
msgstr "{poll} is open; `poll show {poll}`"

msgid "poll.open"
msgid_plural "poll.open"
msgstr[0] "{n} poll is open."
msgstr[1] "{n} polls are open."

#, fuzzy
msgid "poll.guess"
msgstr "A guess."

msgid "poll.brace"
msgstr "{Poll} {0} {poll.id} {poll!r} {"
"""
FRENCH = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "poll.open"
msgid_plural "poll.open"
msgstr[0] "{n} scrutin est ouvert."
msgstr[1] "{n} scrutins sont ouverts."

msgid "poll.opened"
msgstr ""
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    for language, name, text in (
        ("en", "poll", ENGLISH),
        ("fr", "poll", FRENCH),
        ("fr", "declared", 'msgid "Open a poll."\nmsgstr "Ouvrir un scrutin."\n'),
    ):
        path = tmp_path / language / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Catalogue(tmp_path)


def test_a_sentence_is_literal_text_fields_and_lines_to_send(catalogue: Catalogue) -> None:
    assert catalogue.template("poll.opened", "en") == (
        Field("poll"),
        " is open; ",
        Line(("poll show ", Field("poll"))),
    )


def test_each_language_has_its_own_plural(catalogue: Catalogue) -> None:
    def words(language: str, n: int) -> str:
        return str(catalogue.template("poll.open", language, n)[1])

    assert [words("en", n) for n in (0, 1, 2)] == [
        " polls are open.",
        " poll is open.",
        " polls are open.",
    ]
    assert words("fr", 0) == words("fr", 1) == " scrutin est ouvert."


def test_a_missing_translation_falls_back_to_english(catalogue: Catalogue) -> None:
    assert catalogue.template("poll.opened", "fr") == catalogue.template("poll.opened", "en")
    assert catalogue.template("poll.opened", "../en") == catalogue.template("poll.opened", "en")


def test_a_missing_or_unsure_sentence_is_the_key_in_brackets(catalogue: Catalogue) -> None:
    assert catalogue.template("poll.guess", "en") == ("[poll.guess]",)
    assert catalogue.template("../poll.x", "en") == ("[../poll.x]",)


def test_only_plain_names_are_fields(catalogue: Catalogue) -> None:
    assert catalogue.template("poll.brace", "en") == ("{Poll} {0} {poll.id} {poll!r} {",)


def test_a_declaration_is_translated_by_its_english_text(catalogue: Catalogue) -> None:
    assert catalogue.translated_source("Open a\n    poll.", "fr") == "Ouvrir un scrutin."
    assert catalogue.translated_source("Close a poll.", "fr") == "Close a poll."
    assert catalogue.translated_source("Open a poll.", "en") == "Open a poll."


def test_the_catalogue_tells_its_languages_keys_and_fields(catalogue: Catalogue) -> None:
    assert catalogue.languages == ("en", "fr")
    assert catalogue.keys() == {"poll.opened", "poll.open", "poll.brace"}
    assert catalogue.keys("fr") == {"poll.open"}
    assert catalogue.fields("poll.open") == {Field("n")}


def test_a_malformed_file_is_a_loud_error(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "poll.po").write_text('msgid "poll.opened"\nmsgstr "open\nhello\n')
    with pytest.raises(PoFileError):
        Catalogue(tmp_path).keys()
