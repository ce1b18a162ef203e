"""The help of a command says each list once."""

from __future__ import annotations

import pytest

from bot.cli.forms import english
from bot.render.pages import text
from bot.render.reader import Reader
from commands.basics import explained
from commands.declare import Form
from commands.table import FORMS

TOLD = [form for form in FORMS.values() if not form.clockwork]


@pytest.mark.parametrize("form", TOLD, ids=lambda form: str(form.words))
def test_no_list_of_words_stands_twice(form: Form) -> None:
    lists = [
        line for line in text(explained(form), Reader()).splitlines() if line.startswith("One of:")
    ]
    long = [line for line in lists if len(line) > 60]
    assert len(long) == len(set(long))


@pytest.mark.parametrize("form", TOLD, ids=lambda form: str(form.words))
def test_every_word_that_may_be_picked_is_named(form: Form) -> None:
    shown = text(explained(form), Reader())
    for field in form.fields:
        for choice in field.kind.fixed():
            assert choice.word in shown, english(choice.name)


def test_a_list_that_stood_before_is_referred_to() -> None:
    lines = text(explained(FORMS["poll open"]), Reader()).splitlines()
    [fallback] = [line for line in lines if line.startswith("fallback=")]
    assert lines[lines.index(fallback) + 1] == "One of those at rule, above"
