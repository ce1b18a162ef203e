"""The questions of a form: which are shown, with what to pick and what is answered already."""

from __future__ import annotations

from commands import in_words
from commands.basics import declared
from commands.declare import Field
from commands.first import ways
from commands.forming.composed import tidied
from commands.forming.frame import Frame
from commands.forming.shape import Asked
from commands.kinds.ids import IdKind
from commands.kinds.kind import Widget
from commands.line import Line, Raw, address
from commands.offered import look
from commands.table import FORMS
from coordination.refused import Refused
from coordination.said import Said, loaded, sentence
from storage.ask import OpenAsk

_ELSEWHERE = ("form.numbered", "poll.ballot.until")
"""Lines of a question that a form says by what it asks, and by the name of the thing."""
_ALONE = frozenset({"poll.ballot.alone", "message.ballot"})
"""Lines of a question that say who sees the answer: a form with one of them need not say it."""
READ = "on"
"""The answer that names the text which was read (DR-26): a form carries that of what it shows."""
_PICKED = (Widget.SELECT, Widget.MULTI, Widget.FLAG, Widget.NUMBER)


def shown(frame: Frame, raw: Raw, *, wide: bool = False) -> list[Field]:
    """The questions that are put: what must be answered, what is asked, what was begun.

    A thing that the line names already is not asked again.
    """
    return [
        field
        for field in frame.form.questions
        if field.name != READ
        and not _named(frame, field, raw)
        and (wide or field.asked or field.kind.free or field.name in raw.answers)
    ]


def _named(frame: Frame, field: Field, raw: Raw) -> bool:
    """Whether the answer is the id of something, and well written."""
    typed = raw.answers.get(field.name)
    return isinstance(field.kind, IdKind) and typed is not None and _readable(frame, field, typed)


def _readable(frame: Frame, field: Field, text: str) -> bool:
    try:
        field.kind.read(text, frame.call, frame.store)
    except Refused:
        return False
    return True


def question(frame: Frame, field: Field, raw: Raw) -> Asked:
    """One question, with the answer so far; one that does not fit is shown with the reason."""
    typed = raw.answers.get(field.name)
    choices = frame.choices(field)
    # Where there is but one thing to choose, it is chosen.
    alone = field.required and isinstance(field.kind, IdKind) and len(choices) == 1
    initial, hint = choices[0].word if alone else usual(field), None
    if typed is not None:
        try:
            initial = canonical(frame, field, typed)
            choices = frame.with_typed(field, initial)
        except Refused as no:
            initial, hint = "" if choices else typed, fitting(no)
    words = [choice.word for choice in choices]
    # What counts by default may be nothing that may stand in this room: then it must be picked.
    barred = bool(words) and initial != "" and not set(initial.split(",")) <= set(words)
    initial = "" if barred else initial
    asked = Said("declared.text", text=field.hint or field.name)
    return Asked(
        name=field.name,
        question=asked,
        widget=field.kind.widget,
        choices=choices,
        initial=initial,
        optional=not field.required and not barred,
        hint=hint,
        example="" if choices else field.example,
        searched=bool(choices and field.kind.further()),
    )


def canonical(frame: Frame, field: Field, text: str) -> str:
    """The answer as its kind writes it, where that is one word; raises `Refused`."""
    value = in_words.read(field, text, frame.call, frame.store)
    if field.kind.widget in _PICKED or isinstance(field.kind, IdKind):
        return field.kind.show(value) or text.strip()
    return tidied(field, text)


def usual(field: Field) -> str:
    """What counts when nothing is answered, as it stands in a line."""
    if field.required or field.default in (None, "", ()):
        return ""
    return field.kind.show(field.default)


def fitting(no: Refused) -> Said:
    """Why an answer does not fit, with what would."""
    return Said("forming.such", said=no.said, words=no.instead) if no.instead else no.said


def about(frame: Frame, raw: Raw, left_out: list[Field]) -> tuple[Said, ...]:
    """What stands above the questions: what the form does, and what it cannot ask here."""
    first = declared(frame.form.help.splitlines()[0])
    put = _put(frame, raw)
    lines = [first, *_things(frame, raw), *put, *_nothing(frame, raw)]
    if left_out:
        names = tuple(declared(field.hint or field.name) for field in left_out)
        lines.append(Said("forming.left_out", questions=names, label=frame.room.ceiling))
    if frame.form.private and not any(line.msgid in _ALONE for line in put):
        lines.append(Said("forming.private"))
    return tuple(lines)


def _things(frame: Frame, raw: Raw) -> list[Said]:
    """What the ids that were named stand for, where the room may hold it."""
    ids = [raw.answers[f.name].upper() for f in frame.form.fields if _named(frame, f, raw)]
    found = [look(id, frame.call, frame.store) for id in ids]
    return [item.shown for item in found if item and frame.room.holds(item.label)]


def _nothing(frame: Frame, raw: Raw) -> list[Said]:
    """What to begin with, where there is nothing to pick from."""
    for field in frame.form.fields:
        kind = field.kind
        if not field.required or not isinstance(kind, IdKind) or field.name in raw.answers:
            continue
        if kind.made.prefix and not kind.choices(frame.call, frame.store):
            return [Said("form.none_fits"), *ways(frame.form, kind, frame.call, frame.store)]
    return []


def _put(frame: Frame, raw: Raw) -> list[Said]:
    """What the bot has asked of this person in the same words."""
    ask = _waiting(frame, raw)
    lines = [sentence(loaded(data)) for data in ask.page["lines"]] if ask else []
    return [line for line in lines if line.msgid not in _ELSEWHERE]


def read_in(frame: Frame, raw: Raw) -> dict[str, str]:
    """The answer that names the text which the form shows: another text gets no answer (DR-26)."""
    ask = _waiting(frame, raw)
    if ask is None or READ in raw.answers or frame.form.field(READ) is None:
        return {}
    marks = (word.partition("=") for word in Line(ask.line).words())
    return {key: mark for key, _, mark in marks if key == READ}


def _waiting(frame: Frame, raw: Raw) -> OpenAsk | None:
    """What waits for this person's answer to the same, where the room may hold its words."""
    given = set(raw.answers.values())
    for ask in frame.store.asks.of(frame.call.person.id):
        line = Line(ask.line)
        address(line, FORMS)
        # The form reads the party anew, and carries the text: those need not be named.
        words = [word for word in line.words() if not word.startswith((f"{READ}=", "as="))]
        named = {word.partition("=")[2] or word for word in words}
        same = ask.line.startswith(f"{frame.form.words} ") and named <= given
        if same and frame.room.holds(ask.label):
            return ask
    return None
