"""Every declared command fits the forms in which people meet it, and reads back what it writes."""

from __future__ import annotations

import pytest

from bot.cli.forms import choices_of, english
from commands.declare import Form
from commands.line import COMMON
from commands.parse import usage
from commands.table import COMMANDS, FORMS
from coordination.said import Said

TITLE, BLOCKS, OPTION, OPTIONS, HINT, LABEL = 24, 100, 75, 100, 2000, 2000
METADATA = 3000
FIRST_LINE = 100
LONGEST_ID = len("INC-7Q4KD3N2W")

every = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.words)


def test_no_two_commands_have_the_same_words() -> None:
    assert len({made.form.words for made in COMMANDS}) == len(COMMANDS)


def test_no_command_s_first_answer_could_be_another_command_s_verb() -> None:
    alone = {form.words for form in FORMS.values() if " " not in form.words and form.fields}
    assert not [form.words for form in FORMS.values() if " " in form.words and form.noun in alone]


@every
def test_a_command_fits_a_modal(form: Form) -> None:
    assert len(form.words) <= TITLE
    # A block for each field, one for the words above them, and the preview's.
    assert len(form.fields) + 2 <= BLOCKS
    assert form.words == form.words.lower()
    assert len(form.words.split()) <= 2


@every
def test_a_command_says_in_one_line_what_it_does(form: Form) -> None:
    first = form.help.split("\n", 1)[0]
    assert first
    assert first[0].isupper()
    assert first.endswith((".", "?", ":", ")"))
    assert len(first) <= FIRST_LINE


@every
def test_every_answer_has_a_hint_that_fits(form: Form) -> None:
    for field in form.fields:
        assert field.hint, f"{form.words}: {field.name}"
        assert len(field.hint) <= HINT
        assert len(field.hint.split("\n\n")[0]) <= LABEL


@every
def test_every_choice_fits_an_option(form: Form) -> None:
    for field in form.fields:
        choices = choices_of(field)
        assert len(choices) <= OPTIONS
        assert len({word for word, _ in choices}) == len(choices)
        for word, name in choices:
            assert word == word.strip()
            assert " " not in word
            assert 0 < len(name) <= OPTION, f"{form.words} {field.name}={word}: {name}"
            assert not name.startswith("["), f"no words for {name}"


@every
def test_a_draft_s_address_fits_what_a_modal_carries(form: Form) -> None:
    """A modal carries the words, the incident of the thread and the common options."""
    carried = " ".join([form.words, "I" * LONGEST_ID, *(f"{key}=yes" for key in COMMON)])
    assert len(carried) + len(usage(form)) <= METADATA


@every
def test_no_answer_has_the_name_of_a_common_option(form: Form) -> None:
    names = [field.name for field in form.fields]
    assert not set(names) & set(COMMON)
    assert len(set(names)) == len(names)


@every
def test_at_most_one_answer_is_free_text_and_every_role_has_words(form: Form) -> None:
    assert len([field for field in form.fields if field.kind.free]) <= 1
    for role in form.by:
        assert not english(Said(f"role.{role.value}")).startswith("[")


@every
def test_a_label_that_an_answer_decides_is_decided_by_its_own_words(form: Form) -> None:
    if form.labels is None:
        return
    name, by_value = form.labels
    field = form.field(name)
    assert field is not None
    words = {word.casefold() for word, _ in choices_of(field)}
    assert words
    assert set(by_value) <= words
    assert form.label not in by_value.values() or len(set(by_value.values())) > 1
