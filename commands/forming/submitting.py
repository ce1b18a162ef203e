"""What was filled in: errors at their questions, the next step, or the line that does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from commands.admit import keep
from commands.deployment import Deployment
from commands.forming.composed import composed, misread, tidied
from commands.forming.frame import Frame, framed, setting
from commands.forming.questions import canonical, fitting, usual
from commands.forming.shape import KEEP, WAY, Act, Carried, Errors, Shape, Step
from commands.forming.steps import after, shape
from commands.go_on import allowed
from commands.heard import Incoming
from commands.line import Raw
from commands.parse import missing
from commands.table import FORMS
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store


def submitted(
    store: Store,
    heard: Incoming,
    carried: Carried,
    values: Mapping[str, str],
    deployment: Deployment,
    now: datetime,
) -> Step:
    """The step after these values, which are by question as they would stand in a line.

    `heard` names who submitted it and where the form was opened; its text is not read.
    """
    if carried.line:
        return Act(carried.line)
    raw = _merged(carried, values)
    frame = _frame(store, heard, carried, raw, deployment, now)
    if frame is None:
        return Act(composed(FORMS[carried.words], raw))
    errors = _errors(frame, raw, values)
    if errors and not values:
        return Act(composed(frame.form, raw))  # no question is shown: the refusal is told apart
    if errors:
        return Errors(errors)
    if carried.review:
        way = {"keep": "yes"} if values.get(WAY) == KEEP else {}
        hat = {key: value for key, value in raw.common.items() if key == "as"}
        return Act(composed(frame.form, Raw(raw.answers, {**hat, "now": "yes", **way})))
    if keep(composed(frame.form, raw), frame.room).rule == "T-10":
        return Act(composed(frame.form, raw))
    return _next(frame, raw, values)


def widened(
    store: Store,
    heard: Incoming,
    carried: Carried,
    values: Mapping[str, str],
    deployment: Deployment,
    now: datetime,
) -> Shape | None:
    """The same form with everything that may be left out, and what was filled in so far."""
    raw = _merged(carried, values)
    frame = _frame(store, heard, carried, raw, deployment, now)
    return shape(frame, raw, wide=True) if frame else None


def _frame(
    store: Store,
    heard: Incoming,
    carried: Carried,
    raw: Raw,
    deployment: Deployment,
    now: datetime,
) -> Frame | None:
    """The form as this person may fill it in here; None where they may not."""
    form = FORMS.get(carried.words)
    here = setting(store, heard, deployment, now)
    if form is None or here is None:
        return None
    try:
        call = here.call(composed(form, raw), carried.group)
        allowed(form, call)
    except Refused:
        return None
    return framed(here, heard, form, call, raw)


def _merged(carried: Carried, values: Mapping[str, str]) -> Raw:
    """All answers as text; what was left empty is left to its default."""
    answers = dict(carried.answers)
    for field in FORMS[carried.words].fields:
        if field.name in values:
            text = tidied(field, values[field.name])
            answers.pop(field.name, None)
            if text and (field.required or text != usual(field)):
                answers[field.name] = text
    return Raw(answers, dict(carried.common))


def _errors(frame: Frame, raw: Raw, values: Mapping[str, str]) -> dict[str, Said]:
    """What does not fit, at its question; `raw` gets each answer as its kind writes it."""
    found = {f.name: Said("forming.needed") for f in missing(frame.form, raw) if f.name in values}
    for field in frame.form.fields:
        if field.name in raw.answers:
            try:
                raw.answers[field.name] = canonical(frame, field, raw.answers[field.name])
            except Refused as no:
                found[_place(field.name, values)] = fitting(no)
    if not found and (name := misread(frame.form, raw, frame.call, frame.store)):
        found[_place(name, values)] = Said("forming.one_word")
    return found


def _place(name: str, values: Mapping[str, str]) -> str:
    """The question at which an error stands: the field's own, if it is shown, else the first."""
    return name if name in values else next(iter(values), name)


def _next(frame: Frame, raw: Raw, values: Mapping[str, str]) -> Step:
    found = after(frame, raw)
    if isinstance(found, Refused):
        if values and (found.rule == "form" or frame.form.preview):
            return Errors({_guilty(found, raw, values): fitting(found)})
        found = None
    return found or Act(composed(frame.form, raw))


def _guilty(no: Refused, raw: Raw, values: Mapping[str, str]) -> str:
    """The question whose answer the refusal repeats, else the last one."""
    repeated = {value for _, value in no.said.params if isinstance(value, str)}
    names = [name for name in values if raw.answers.get(name) in repeated]
    return names[0] if names else list(values)[-1]
