"""One sentence: its template in the reader's language, filled with data that stays data."""

from __future__ import annotations

import logging
from datetime import date, datetime

from babel.lists import format_list
from babel.numbers import format_decimal

from bot.render import times
from bot.render.reader import Reader
from bot.render.writer import Writer
from bot.words import Field, Line, Template
from coordination.message.protocol import place
from coordination.said import Capitals, Names, Param, Said
from coordination.tlp import Tlp

_log = logging.getLogger("comity.words")
NAMED = ("the", "of")
"""How a name stands in running text: `{party:the}`, and `of` where a language joins the two."""
BY_NAME = {"ordered": "", "ordered_the": "the", "ordered_dots": ""}
"""Several of these stand by their names in the reader's language: no State is ranked."""
SENTENCE = "sentence"
"""How a sentence stands behind a bullet: with a capital, as on a line of its own."""
HEADINGS = frozenset({"today.needs", "today.owed", "today.waits", "today.moved", "welcome.try"})
"""Lines that stand above others, and are set strong."""
FORMS = frozenset(
    {
        *times.FORMS,
        *NAMED,
        SENTENCE,
        "words",
        "code",
        "within",
        "language",
        "or",
        "dots",
        "lines",
        *BY_NAME,
    }
)
"""What may follow the colon in a template; `bar` has a parameter of its own."""
DECLARED_TEXT = "declared.text"
"""The key whose words stand in a declaration; its `text` is looked up as a whole."""
GROUPED = 10_000
"""Smaller numbers are written without separators, so that a year stays a year."""


def fill(said: Said, reader: Reader, writer: Writer, form: str = "") -> str:
    """The sentence, escaped for the writer. Parameters are never read as templates.

    `form` is how a sentence that is but a name is to stand.
    """
    params = dict(said.params)
    if said.msgid == DECLARED_TEXT:
        text = str(params["text"])
        return writer.data(reader.catalogue.translated_source(text, reader.tongue))
    n = params.get("n")
    template = reader.catalogue.template(said.msgid, reader.tongue, n if type(n) is int else None)
    if len(template) > 1:
        template = tuple(_within(part, params) for part in template)
    elif form in NAMED:
        template = _bare(template, form)
    return "".join(_part(part, params, reader, writer) for part in template)


def sentence(said: Said, reader: Reader, writer: Writer) -> str:
    """The same as a line of its own: it begins with a capital where words of ours open it."""
    text = fill(said, reader, writer)
    text = text[:1].upper() + text[1:] if _ours(said, reader) else text
    return writer.strong(text) if said.msgid in HEADINGS else text


def bar(done: int, total: int) -> str:
    """A progress bar of at most ten signs: “▓▓▓▓▓░░░” for 5 of 8."""
    width = min(max(total, 0), 10)
    full = min(width, max(0, done) * width // total) if total > 0 else 0
    return "▓" * full + "░" * (width - full)


def _within(part: str | Field | Line, params: dict[str, Param]) -> str | Field | Line:
    """A label among other words has its code in brackets; alone on a line, after a dash."""
    if isinstance(part, Field) and not part.form and isinstance(params.get(part.name), Tlp):
        return Field(part.name, "within")
    return part


def _bare(template: Template, form: str) -> Template:
    """A template that is but a name, with the form that is asked for."""
    return tuple(
        Field(part.name, form) if isinstance(part, Field) and not part.form else part
        for part in template
    )


def _part(
    part: str | Field | Line, params: dict[str, Param], reader: Reader, writer: Writer
) -> str:
    match part:
        case str():
            return writer.words(part)
        case Line():
            line = "".join(_part(p, params, reader, writer) for p in part.parts)
            return writer.code(line) if part.program else writer.line(line)
        case Field() if all(name in params for name in part.names):
            return _field(part, params, reader, writer)
    _log.error("missing_parameter", extra={"parameter": part.name})
    return writer.words(f"[{part.name}]")


def _field(field: Field, params: dict[str, Param], reader: Reader, writer: Writer) -> str:
    value = params[field.name]
    if len(field.names) == 2:
        done, total = (params[name] for name in field.names)
        return bar(done, total) if isinstance(done, int) and isinstance(total, int) else ""
    return _value(value, field.form, reader, writer)


def _value(value: Param, form: str, reader: Reader, writer: Writer) -> str:
    match value:
        case str() if form == "language":
            return writer.data(reader.locale.languages.get(value, value))
        case str():
            return writer.data(value)
        case Said() if form == SENTENCE:
            return sentence(value, reader, writer)
        case Said():
            return fill(value, reader, writer, form)
        case Names():
            return writer.data(value.in_language(reader.language, form))
        case None | bool() | Tlp():
            return fill(_named(value, form), reader, writer)
        case int():
            return writer.words(_number(value, reader))
        case datetime() | date() | Capitals():
            return _time(value, form, reader, writer)
        case _:
            return _list(value, form, reader, writer)


def _named(value: bool | Tlp | None, form: str) -> Said:
    match value:
        case None:
            return Said("render.none")
        case bool():
            return Said("render.yes" if value else "render.no")
    meaning = Said(f"label.{value.name.lower()}")
    match form:
        case "words":
            return meaning
        case "code":
            return Said("render.code", code=value.value)
        case "within":
            return Said("render.label.within", words=meaning, code=value.value)
    return Said("render.label", words=meaning, code=value.value)


def _time(value: date | Capitals, form: str, reader: Reader, writer: Writer) -> str:
    if isinstance(value, Capitals):
        return writer.instant(value.instant, fill(times.capitals(value, reader), reader, writer))
    if not isinstance(value, datetime):
        return writer.words(times.shown(value, reader, form if form in times.DAYS else "day"))
    if form == "seconds":
        return fill(times.seconds(value, reader), reader, writer)
    if form in times.FORMS:
        return writer.words(times.shown(times.here(value, reader), reader, form))
    return writer.instant(value, fill(times.instant(value, reader), reader, writer))


def _number(value: int, reader: Reader) -> str:
    return str(value) if abs(value) < GROUPED else format_decimal(value, locale=reader.locale)


def _list(values: tuple[Param, ...], form: str, reader: Reader, writer: Writer) -> str:
    if not values:
        return fill(Said("render.none"), reader, writer)
    named = form if form in NAMED else BY_NAME.get(form, "")
    forms = ("within" if isinstance(value, Tlp) else named for value in values)
    items = [_value(v, f, reader, writer) for v, f in zip(values, forms, strict=True)]
    if form in BY_NAME:
        bare = [_value(v, "", reader, writer) for v in values] if named else items
        items = [item for _, item in sorted(zip(map(place, bare), items, strict=True))]
    match form:
        case "dots" | "ordered_dots":
            return " · ".join(items)
        case "lines":
            return writer.newline.join(f"• {item}" for item in items)
        case "or":
            return format_list(items, style="or", locale=reader.locale)
    return format_list(items, locale=reader.locale)


def _ours(value: Param, reader: Reader, form: str = "") -> bool:
    """Whether a value begins with words of ours, and not with somebody's name, text or id."""
    match value:
        case bool() | Tlp():
            return True
        case Names():
            return value.in_language(reader.language, form) != value.in_language(reader.language)
        case tuple() if value:
            return _ours(value[0], reader, form)
        case Said():
            first = next(iter(reader.catalogue.template(value.msgid, reader.tongue)), "")
            if isinstance(first, Field):
                wanted = first.form or (form if form in NAMED else "")
                return _ours(dict(value.params).get(first.name), reader, wanted)
            return isinstance(first, str)
    return False
