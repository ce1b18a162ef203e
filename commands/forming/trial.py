"""What a form would come to as a command, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commands import trial
from commands.forming.frame import Frame
from commands.line import Raw
from commands.parse import build
from commands.trial import Found
from commands.wanting import Wanting

TRIED = 12
"""Choices that are tried while a form opens: 0.3 ms each on SQLite, round trips on PostgreSQL.

A platform waits three seconds for a form, whatever else is being done.
"""


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
    """How many are wanted in any case: the second too, if after each choice of the first."""
    put = [frame.form.field(want.field) for want in wants[:2]]
    picked = [(field.name, frame.choices(field)) for field in put if field is not None]
    if len(picked) < 2 or not all(choices for _, choices in picked):
        return 1
    (first, choices), (second, _) = picked
    if len(choices) > TRIED:
        return 1
    others = (Raw({**raw.answers, first: one.word}, raw.common) for one in choices[1:])
    found = (tried(frame, other) for other in others)
    return 2 if all(isinstance(no, Wanting) and no.field == second for no in found) else 1
