"""The declared commands as data: what another program needs to draw or check them."""

from __future__ import annotations

from typing import Any

from bot.render.pages import text
from bot.render.reader import Reader
from commands.declare import Field, Form
from commands.kinds.simple import ListKind
from commands.line import COMMON
from commands.parse import usage
from coordination.said import Said


def described(form: Form) -> dict[str, Any]:
    """One command."""
    verb = form.words.partition(" ")[2]
    return {
        "words": form.words,
        "noun": form.noun,
        "verb": verb or None,
        "usage": usage(form),
        "help": form.help,
        "who": [role.value for role in form.by],
        "label": form.label.value,
        "text_label": form.text_label.value,
        "private": form.private,
        "preview": form.preview,
        "fields": [_field(field) for field in form.fields],
        "options": list(COMMON),
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": kind_name(field),
        "many": isinstance(field.kind, ListKind),
        "widget": field.kind.widget.value,
        "required": field.required,
        "asked": field.asked,
        "free": field.kind.free,
        "default": default_of(field),
        "hint": field.hint,
        "example": field.kind.example or None,
        "choices": [{"word": word, "name": name} for word, name in choices_of(field)],
    }


def kind_name(field: Field) -> str:
    """The kind in a word: `enum`, `state`, `deadline`, `id` …; of a list, that of its values."""
    kind = field.kind.kind if isinstance(field.kind, ListKind) else field.kind
    return type(kind).__name__.removesuffix("Kind").lower()


def default_of(field: Field) -> str | None:
    """The default as it would stand in a line; None where there is none."""
    if field.required or field.default in (None, "", ()):
        return None
    return field.kind.show(field.default) or None


def choices_of(field: Field) -> list[tuple[str, str]]:
    """The words that anybody may pick, each with its name in English."""
    return [(choice.word, english(choice.name)) for choice in field.kind.fixed()]


def english(said: Said) -> str:
    """A sentence in English, as people see it in the terminal."""
    return text(said, Reader())
