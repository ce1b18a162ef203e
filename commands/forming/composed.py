"""From answers to the line that says the same, and whether it truly does."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Field, Form
from commands.kinds.kind import Widget
from commands.line import Line, Raw, address, packed, unpacked, verbatim
from commands.parse import answers
from coordination.refused import Refused
from storage.store import Store


def composed(form: Form, raw: Raw) -> str:
    """The complete line, with the options that every command understands."""
    parts = [form.words, *(f"{key}={value}" for key, value in raw.common.items())]
    for field in form.fields:
        if field.name in raw.answers and not field.kind.free:
            value = raw.answers[field.name]
            value = packed(value) if field.kind.widget is Widget.TEXT else value
            parts.append(value if _bare(field) else f"{field.name}={value}")
    if form.free and form.free.name in raw.answers:
        parts.append(verbatim(raw.answers[form.free.name]))
    return " ".join(parts)


def _bare(field: Field) -> bool:
    """Whether the value stands by its place; a text must be named, else it ends at a space."""
    return field.required and field.kind.widget is not Widget.TEXT


def tidied(field: Field, text: str) -> str:
    """A typed answer as a line gives it back: without what surrounds it."""
    if field.kind.widget is Widget.TEXT and not field.kind.free:
        return unpacked(packed(text))
    return text.strip()


def misread(form: Form, raw: Raw, call: Call, store: Store) -> str | None:
    """The field whose answer a line would not carry, such as a word with a space in it."""
    cursor = Line(composed(form, raw))
    address(cursor, {form.words: form})
    try:
        back = answers(cursor, form, call, store).answers
    except Refused:
        back = {}
    wrong = [name for name, text in raw.answers.items() if back.get(name) != text]
    apart = [name for name in wrong if " " in raw.answers[name]]
    return next((name for name in (*apart, *wrong)), None)
