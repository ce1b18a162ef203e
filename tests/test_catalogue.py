"""Every word that code says stands in the English catalogue, well formed; none stands unused."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.render.fill import DECLARED_TEXT, FORMS
from bot.words import DECLARED, FOLDER, OURS, SOURCE, Field
from tests.said_in_code import KEY, Code, Use, read

pytestmark = pytest.mark.xdist_group("sources")  # one worker reads the code, once

SIGNS = re.compile("[🗂🗳🤫✅📅📣🤝🔒]")
PARTIES = frozenset({"party", "parties", "state", "states", "sponsor", "addressee"})
IN_RUNNING = re.compile(r"[a-z,] \{([a-z_]+)\}")
"""A place in the middle of a sentence that shows what fills it without its article."""
BY_CODE = frozenset({"certificate.check.no_entry", "import.own_embassy"})
"""Sentences in which a party stands by its code, as in the paper that they speak of."""
FILES = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
ENGLISH = OURS.keys()
OTHERS = [language for language in OURS.languages if language != SOURCE]


@pytest.fixture(scope="module")
def code() -> Code:
    return read()


def sentences() -> list[tuple[str, str]]:
    return [(key, text) for key in sorted(ENGLISH) for text in OURS.texts(key)]


def names(fields: frozenset[Field]) -> set[str]:
    return {name for field in fields for name in field.names}


def test_every_key_that_code_says_has_an_english_sentence(code: Code) -> None:
    known = {*ENGLISH, DECLARED_TEXT}
    missing = [f"{use.where}: {use.pattern}" for use in code.uses if not use.among(known)]
    assert not missing, "\n".join(missing)


def test_every_place_in_a_sentence_is_supplied_where_it_is_said(code: Code) -> None:
    wrong = []
    for use in code.uses:
        lacking = [lacks(key, use) for key in use.among(ENGLISH)]
        if lacking and all(lacking):
            wrong.append(f"{use.where}: {use.pattern} lacks {sorted(lacking[0])}")
    assert not wrong, "\n".join(wrong)


def lacks(key: str, use: Use) -> set[str]:
    return set() if use.given is None else names(OURS.fields(key)) - use.given


def test_every_sentence_is_said_somewhere(code: Code) -> None:
    unused = sorted(key for key in ENGLISH if not code.knows(key))
    assert not unused, "\n".join(unused)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_file_is_well_formed_and_holds_its_own_keys_once(path: Path) -> None:
    with path.open("rb") as file:
        messages = [m for m in read_po(file, abort_invalid=True) if m.id]
    ids = [m.id if isinstance(m.id, str) else m.id[0] for m in messages]
    if path.stem != DECLARED:
        foreign = [i for i in ids if i.partition(".")[0] != path.stem or not KEY.fullmatch(i)]
        assert not foreign
    written = Counter(re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE))
    assert not [key for key, times in written.items() if times > 1]
    assert not [m.id for m in messages if m.fuzzy]


def test_every_english_sentence_is_written_and_keeps_to_the_catalogue_s_rules() -> None:
    wrong = []
    for key, text in sentences():
        rest = re.sub(r"\{[a-z_][a-z0-9_]*(?::[a-z_][a-z0-9_:]*)?\}", "", text)
        rules = {
            "stray brace": "{" in rest or "}" in rest,
            "odd backtick": text.count("`") % 2 == 1,
            "space at an end": text != text.strip(),
            "more than one sign": len(SIGNS.findall(text)) > 1,
            "blame": "failed to" in text.lower(),
            "sign before a line": "`!" in text or "`/" in text,
        }
        wrong += [f"{key}: {rule}" for rule, broken in rules.items() if broken]
    assert not wrong, "\n".join(wrong)


def test_a_party_in_a_running_sentence_has_its_article() -> None:
    bare = [
        key
        for key, text in sentences()
        for name in IN_RUNNING.findall(text)
        if name in PARTIES and key not in BY_CODE
    ]
    assert not bare, "\n".join(bare)


def test_every_form_in_a_sentence_exists() -> None:
    unknown = [
        f"{key}: {field.form}"
        for key in sorted(ENGLISH)
        for field in OURS.fields(key)
        if field.form and field.form not in FORMS and len(field.names) == 1
    ]
    assert not unknown, "\n".join(unknown)


@pytest.mark.skipif(not OTHERS, reason="English is the only language yet")
@pytest.mark.parametrize("language", OTHERS)
def test_another_language_says_what_english_says(language: str) -> None:
    strange = [
        key
        for key in sorted(OURS.keys(language))
        if key not in ENGLISH or names(OURS.fields(key, language)) - names(OURS.fields(key)) - {"n"}
    ]
    assert not strange, "\n".join(strange)


def test_the_reading_of_code_sees_each_way_of_saying(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "x.py").write_text(
        'Said("a.b", n=1)\nSaid("a.c" if x else "a.d", **more)\nSaid(f"a.e.{x}")\nSaid(x)\n'
        'KEYS = ("f.g",)\nclass Stage(StrEnum): pass\n'
    )
    code = read(tmp_path)
    assert [use.given for use in code.uses] == [{"n"}, None, None, frozenset()]
    assert code.uses[3].means("a.e.anything")
    assert not code.uses[3].means("a.e.")
    assert all(map(code.knows, ("a.b", "a.d", "a.e.x", "f.g", "stage.x")))
    assert not code.knows("a.x")
