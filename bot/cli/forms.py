"""The declared commands as data: what another program needs to draw or check them."""

from __future__ import annotations

from typing import Any

from bot.render.pages import text
from bot.render.reader import Reader
from commands.declare import Field, Form
from commands.kinds.simple import ListKind
from commands.line import COMMON
from commands.parse import usage
from coordination.parties import Role
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
        "title": english(form.does),
        "who": [role.value for role in form.by],
        "roles": [_role(role) for role in form.by],
        "label": form.label.value,
        "text_label": form.text_label.value,
        "least_label": form.least.value,
        "labels": _labels(form),
        "counts_without_text": form.counts_without_text,
        "private": form.private,
        "preview": form.preview,
        "sure": form.sure,
        "back": list(form.back),
        "anew": form.anew,
        "fields": [_field(field) for field in form.fields],
        "options": list(COMMON),
        "common": [{"name": name, "hint": english(Said(f"form.common.{name}"))} for name in COMMON],
    }


def _role(role: Role) -> dict[str, str]:
    return {"role": role.value, "name": english(Said(f"role.{role.value}"))}


def _labels(form: Form) -> dict[str, Any] | None:
    """The field whose value decides the label of what is typed, and the label of each value."""
    if form.labels is None:
        return None
    field, by_value = form.labels
    return {"field": field, "by_value": {word: label.value for word, label in by_value.items()}}


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": kind_name(field),
        "prefix": _prefix(field),
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


def _prefix(field: Field) -> str | None:
    """What an id begins with, such as INC; None of another kind, and where any thing may stand."""
    example = field.kind.example.partition("-")[0]
    return example if kind_name(field) == "id" and example else None


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
