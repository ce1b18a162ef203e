"""From a line to a command: answers by field, then values, then the declared class."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Any

from commands import in_words
from commands.call import Call
from commands.declare import Command, Field, Form
from commands.kinds.ids import left_out
from commands.kinds.kind import Near, Widget
from commands.line import COMMON, Line, Raw, address, packed, verbatim
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

MOST_MEANT = 3
"""Lines that are offered for one with slips."""


def answers(line: Line, form: Form, call: Call, store: Store) -> Raw:
    """What the line answers, as text by field; raises `Refused("form")` for what does not fit."""
    raw = Raw({}, {})
    options = "=" in line.even
    for field in form.fields:
        if not field.required or field.kind.free:
            continue
        while options and _option(line, form, raw, call, store):
            pass
        if field.name in raw.answers:
            continue
        word, end = line.next()
        if implied := _implied(field, word, call, store):
            raw.answers[field.name] = implied
        elif word and not (form.free and not field.kind.likely(word)):
            last = end == len(line.even)  # then it is one word, whatever it means
            width = 1 if last else field.kind.width(line.words(), call, store)
            raw.answers[field.name] = line.take(width)
    while options and _option(line, form, raw, call, store):
        pass
    rest = line.rest()
    if rest and form.free is None:
        said = Said("form.too_many_words", extra=rest[:60], usage=usage(form))
        raise Refused("form", said, _switched_on(form, raw, rest))
    if rest and form.free:
        raw.answers[form.free.name] = rest
    return raw


def _switched_on(form: Form, raw: Raw, rest: str) -> tuple[str, ...]:
    """The line with `mine=yes` where it said `mine`: the name of a switch and nothing else."""
    field = form.field(rest.casefold())
    if field is None or field.kind.widget is not Widget.FLAG:
        return ()
    return (written(form, Raw(raw.answers | {field.name: "yes"}, raw.common), COMMON),)


def _implied(field: Field, word: str, call: Call, store: Store) -> str | None:
    """What need not be named: in its thread the incident (commands.md), and what alone waits."""
    if call.thread is not None and left_out(field.kind, word):
        return call.thread
    choices = field.kind.choices(call, store) if field.kind.alone and not word else ()
    return choices[0].word if len(choices) == 1 else None


def _option(line: Line, form: Form, raw: Raw, call: Call, store: Store) -> bool:
    """Take one `key=value`, if the next word is one; a value of several words goes on behind it."""
    option = line.option()
    if option is None:
        return False
    key, value = option
    field = form.field(key)
    if key in {**raw.common, **raw.answers}:
        raise Refused("form", Said("form.said_twice", key=key))
    if key in COMMON:
        raw.common[key] = value if key == "as" else _yes_or_no(key, value)
    elif field and field.kind.widget is Widget.TEXT and not field.kind.free:
        if whole := line.between_marks():
            raise Refused("form", Said("form.between_marks", key=key), (whole,))
        raw.answers[key] = line.value()
    elif field and not field.kind.free:
        line.take()
        more = field.kind.width((value, *line.words()), call, store) - 1 if value else 0
        raw.answers[key] = f"{value} {line.take(more)}" if more else value
        return True
    else:
        keys = [f.name for f in form.fields if not f.kind.free]
        near = tuple(get_close_matches(key, keys, n=1, cutoff=0)) or tuple(keys)
        said = Said("form.unknown_option", key=key[:40], near=near, keys=tuple(keys))
        # A key that only happens to be nearest is no line to send.
        alike = get_close_matches(key, keys, n=1, cutoff=0.6)
        raise Refused("form", said, tuple(map(line.with_option, alike)))
    line.take()
    return True


def _yes_or_no(key: str, value: str) -> str:
    """A shared option that is either; raises `Refused` for anything else: it is never a guess."""
    if value.casefold() not in ("yes", "no"):
        raise Refused("form", Said("form.yes_or_no", key=key))
    return value.casefold()


def missing(form: Form, raw: Raw) -> list[Field]:
    """The required fields that have no answer yet, in order."""
    return [f for f in form.fields if f.required and f.name not in raw.answers]


def build(cls: type[Command], raw: Raw, call: Call, store: Store) -> Command:
    """The command with its values; every required answer must be there."""
    values: dict[str, Any] = {}
    for field in cls.form.fields:
        if field.name in raw.answers:
            values[field.name] = _value(field, cls.form, raw, call, store)
        elif not field.required:
            values[field.name] = field.default
    return cls(**values)


def _value(field: Field, form: Form, raw: Raw, call: Call, store: Store) -> Any:
    """The value of one answer; a refusal's words that would do are offered as complete lines."""
    try:
        return in_words.read(field, raw.answers[field.name], call, store)
    except Near as no:
        raise corrected(no, form, raw, call, store) from None
    except Refused as no:
        others = (Raw(raw.answers | {field.name: word}, raw.common) for word in no.instead)
        raise Refused(no.rule, no.said, tuple(written(form, r) for r in others)) from None


def corrected(no: Near, form: Form, raw: Raw, call: Call, store: Store) -> Refused:
    """The refusal of a slip with the whole line as it may have been meant, for each."""
    lines = (written(form, one, COMMON) for one in _meant(form, raw, call, store))
    return Refused(no.rule, no.said, tuple(islice(lines, MOST_MEANT)))


def _meant(form: Form, raw: Raw, call: Call, store: Store) -> Iterator[Raw]:
    """What may have been meant: each slip is put right; none where anything fits nothing."""
    for field in form.fields:
        if field.name not in raw.answers:
            continue
        try:
            in_words.read(field, raw.answers[field.name], call, store)
        except Near as no:
            for word in no.words(several=field.kind.widget is Widget.MULTI):
                right = Raw(raw.answers | {field.name: word}, raw.common)
                yield from _meant(form, right, call, store)
            return
        except Refused:
            return
    yield raw


def written(form: Form, raw: Raw, options: Collection[str] = ("as",)) -> str:
    """The complete line that says the same: the way to confirm, repeat or correct it.

    `options` are those shared options that it keeps.
    """
    parts = [form.words]
    for field in form.fields:
        if field.name in raw.answers and not field.kind.free:
            value = raw.answers[field.name]
            value = packed(value) if field.kind.widget is Widget.TEXT else value
            parts.append(value if field.required else f"{field.name}={value}")
    parts += [f"{key}={value}" for key, value in raw.common.items() if key in options]
    if form.free and form.free.name in raw.answers:
        parts.append(verbatim(raw.answers[form.free.name]))
    return " ".join(parts)


def again(made: Command, **other: str) -> str:
    """The line that gives this command, with other answers in the fields that are named."""
    form = made.form
    values = ((f, getattr(made, f.name)) for f in form.fields)
    given = {f.name: f.kind.show(value) for f, value in values if value != f.default}
    return written(form, Raw(given | other, {}))


def worn(line: str, raw: Raw, form: Form) -> str:
    """A ready line with the hat that was named in the form, where it names none itself."""
    hat = raw.common.get("as")
    cursor = Line(line)
    if hat is None or address(cursor, {form.words: form}) is None:
        return line
    return f"{form.words} as={hat}{line[cursor.at :]}"


def usage(form: Form) -> str:
    """The shape of the line: `poll open RESPONSE [closes=…] [rule=…] TEXT`."""
    parts = [form.words]
    parts += [f.name.upper() for f in form.fields if f.required and not f.kind.free]
    parts += [f"[{f.name}=…]" for f in form.fields if not f.required and not f.kind.free]
    if form.free:
        parts.append(form.free.name.upper() if form.free.required else f"[{form.free.name}]")
    return " ".join(parts)
