"""The steps of a form: its questions, a question more, a review, and which of them comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commands.declare import Field
from commands.forming.frame import Frame
from commands.forming.questions import about, question, read_in, shown
from commands.forming.shape import KEEP, SEND, Asked, Carried, Review, Shape
from commands.forming.trial import certain, confirmed, may_ask, tried, wanted
from commands.kinds.kind import Choice
from commands.line import Raw
from commands.outcome import Page
from commands.parse import build, worn
from commands.wanting import Confirm, Wanting
from coordination.refused import Refused
from coordination.said import Said

CARRIES = 2_900
"""Bytes that a form carries unseen (Slack's private_metadata holds 3,000 characters)."""
LONGEST = 3_000
"""Characters of one answer in a form."""


def carried(frame: Frame, raw: Raw) -> Carried:
    """What goes on to the next step."""
    return Carried(
        words=frame.form.words,
        room=frame.heard.room,
        thread=frame.heard.thread,
        group=frame.call.group.id,
        answers=dict(raw.answers),
        common=dict(raw.common),
    )


def shape(frame: Frame, raw: Raw, *, wide: bool = False) -> Shape | None:
    """The form with its open questions; None where the room may not hold what it must ask."""
    put = shown(frame, raw, wide=wide)
    asked = [field for field in put if frame.takes(field, raw.answers)]
    left_out = [field for field in put if field not in asked]
    if not asked or any(field.required for field in left_out):
        return None
    names = {field.name for field in asked}
    rest = [f for f in frame.form.fields if f.name not in names | raw.answers.keys()]
    answered = {n: a for n, a in raw.answers.items() if n not in names}
    kept = Raw({**answered, **read_in(frame, raw)}, raw.common)
    return Shape(
        title=_title(frame),
        about=about(frame, raw, left_out),
        fields=tuple(question(frame, field, raw) for field in asked),
        carried=replace(carried(frame, kept), wide=wide),
        more=sum(frame.takes(field, raw.answers) for field in rest),
    )


def some_more(frame: Frame, raw: Raw, wants: Sequence[Wanting]) -> Shape | None:
    """The questions that rules put on top, with their reasons; the other answers are kept.

    Those that may fall away with the answer to another are optional.
    """
    put: list[tuple[Wanting, Field]] = []
    for want in wants:
        field = frame.form.field(want.field)
        if field is not None and frame.takes(field, raw.answers):
            put.append((want, field))
    if not put or put[0][0] is not wants[0]:
        return None
    kept, long = _light(frame, carried(frame, raw))
    sure = certain(frame, raw, wants)
    asked = tuple(
        replace(question(frame, field, raw), optional=n >= sure) for n, (_, field) in enumerate(put)
    )
    return Shape(_title(frame), _reasons([want for want, _ in put]), (*asked, *long), kept)


def _reasons(wants: Sequence[Wanting]) -> tuple[Said, ...]:
    """Why more is asked, once for each rule, and by which rules."""
    first: dict[str, Said] = {}
    for want in wants:
        first.setdefault(want.rule, want.said)
    rules = tuple(rule for rule in first if rule != "form")
    key = "form.by_rule" if len(rules) == 1 else "form.by_rules"
    named = (Said(key, rule=rules[0], rules=rules),) if rules else ()
    return (*first.values(), *named)


def sure(frame: Frame, raw: Raw, check: Confirm) -> Review | None:
    """The second look that a command asks for; its own line does it."""
    line = worn(check.line, raw, frame.form)
    kept = replace(carried(frame, Raw({}, {})), review=True, line=line)
    if len(kept.text().encode()) > CARRIES:
        return None
    ways = (Choice(SEND, Said("forming.sure")),)
    return Review(_title(frame), Page(check.said), ways, kept)


def preview(frame: Frame, raw: Raw) -> Review:
    """Who will see it, and the ways on; raises `Refused`."""
    page = build(frame.command, raw, frame.call, frame.store).preview(frame.call, frame.store)
    ways = [Choice(SEND, Said("form.preview_send"))]
    if not isinstance(tried(frame, raw, keep=True), Refused):
        ways.append(Choice(KEEP, Said("form.preview_keep")))
    kept, long = _light(frame, replace(carried(frame, raw), review=True))
    return Review(Said("forming.review"), page, tuple(ways), kept, long)


def after(frame: Frame, raw: Raw) -> Shape | Review | Refused | None:
    """What stands between complete answers and the act; None where nothing does."""
    found = tried(frame, raw) if may_ask(frame, raw) else None
    match found:
        case Wanting() if found.field not in raw.answers:
            return some_more(frame, raw, wanted(frame, raw, found))
        case Confirm():
            return sure(frame, raw, found)
        case Refused():
            return found
    if frame.form.preview and not confirmed(frame, raw):
        try:
            return preview(frame, raw)
        except Refused as no:
            return no
    return None


def _light(frame: Frame, kept: Carried) -> tuple[Carried, tuple[Asked, ...]]:
    """What can be carried; the longest answers stay in the form as questions instead."""
    long: list[Field] = []
    raw = Raw(dict(kept.answers), dict(kept.common))
    while len(kept.text().encode()) > CARRIES and kept.answers:
        name = max(kept.answers, key=lambda one: len(kept.answers[one]))
        long += [field for field in frame.form.fields if field.name == name]
        rest = {n: text for n, text in kept.answers.items() if n != name}
        kept = replace(kept, answers=rest)
    return kept, tuple(question(frame, field, raw) for field in long)


def _title(frame: Frame) -> Said:
    return Said("declared.text", text=frame.form.help.splitlines()[0])
