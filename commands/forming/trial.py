"""What a form would come to as a command, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from commands import trial
from commands.forming.frame import Frame
from commands.line import Raw
from commands.parse import build
from commands.trial import Found
from commands.wanting import Wanting

TRIED = 16
"""Choices, or pairs of them, that are tried while a form opens: 0.3 ms each on SQLite.

On PostgreSQL they are round trips. A platform waits three seconds for a form, whatever else is
being done.
"""
_TYPED = "…"
"""Stands for an answer that is typed."""


def may_ask(frame: Frame, raw: Raw) -> bool:
    """Whether the command may want more than it was given, or a second look."""
    return frame.form.preview or any(f.name not in raw.answers for f in frame.form.fields)


def confirmed(frame: Frame, raw: Raw) -> bool:
    """Whether the line says that its speaker has seen who will see it."""
    sure = raw.common.get("now") == "yes" or not frame.setting.deployment.previews
    return sure and raw.common.get("preview") != "yes"


def tried(frame: Frame, raw: Raw, *, keep: bool = False) -> Found:
    """What the command would say before it is done; None where it would simply be done."""
    call = replace(
        frame.call,
        confirmed=frame.form.preview or confirmed(frame, raw),
        keep=keep or raw.common.get("keep") == "yes",
    )
    return trial.tried(
        lambda: build(frame.command, raw, call, frame.store).handle(call, frame.store),
        frame.store,
        frame.form.words,
    )


def wanted(frame: Frame, raw: Raw, first: Wanting) -> tuple[Wanting, ...]:
    """Everything that is wanted one after another: with the first choice of each as its answer.

    So that a person sees the questions at once. What is typed ends it: nothing stands in for it.
    """
    wants, answers = [first], dict(raw.answers)
    while (field := frame.form.field(wants[-1].field)) and (choices := frame.choices(field)):
        answers[field.name] = choices[0].word
        found = tried(frame, Raw(answers, raw.common))
        if not isinstance(found, Wanting) or found.field in answers:
            break
        wants.append(found)
    return tuple(wants)


def certain(frame: Frame, raw: Raw, wants: Sequence[Wanting]) -> int:
    """How many are wanted in any case, whatever is picked for those before them."""
    ways = [dict(raw.answers)]
    for sure, (want, later) in enumerate(pairwise(wants), start=1):
        field = frame.form.field(want.field)
        choices = frame.choices(field) if field is not None else ()
        if field is None or not 0 < len(ways) * len(choices) <= TRIED:
            return sure
        ways = [{**way, field.name: one.word} for way in ways for one in choices]
        if not all(_leads(frame, Raw(dict(way), raw.common), later.field) for way in ways):
            return sure
    return len(wants)


def _leads(frame: Frame, raw: Raw, name: str) -> bool:
    """Whether this question is put after these answers, be it behind others that are typed."""
    found = tried(frame, raw)
    while isinstance(found, Wanting) and found.field != name:
        field = frame.form.field(found.field)
        if field is None or field.name in raw.answers or frame.choices(field):
            return False
        raw.answers[field.name] = _TYPED
        found = tried(frame, raw)
    return isinstance(found, Wanting)
