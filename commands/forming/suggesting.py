"""Searching a long list of choices by typing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from commands.deployment import Deployment
from commands.forming.frame import framed, setting
from commands.forming.shape import Carried
from commands.heard import Incoming
from commands.kinds.kind import Choice
from commands.line import Raw
from commands.table import FORMS
from coordination.refused import Refused
from coordination.said import Names, Param, Said
from storage.store import Store

MOST = 100
"""Choices in one list (Slack's own limit)."""


def suggestions(
    store: Store,
    heard: Incoming,
    carried: Carried,
    field: str,
    typed: str,
    deployment: Deployment,
    now: datetime,
) -> tuple[Choice, ...]:
    """The choices of a question whose word or name has what was typed; at most a hundred."""
    form = FORMS.get(carried.words)
    asked = form.field(field) if form else None
    here = setting(store, heard, deployment, now)
    if form is None or asked is None or here is None:
        return ()
    raw = Raw(dict(carried.answers), dict(carried.common))
    try:
        call = here.call(form.words, carried.group, carried.common.get("as"))
    except Refused:
        return ()
    wanted = typed.strip().casefold()
    found = framed(here, heard, form, call, raw).found(asked)
    return tuple(choice for choice in found if _fits(choice, wanted))[:MOST]


def _fits(choice: Choice, wanted: str) -> bool:
    names = (choice.word, *_texts(choice.name))
    return any(wanted in name.casefold() for name in names)


def _texts(value: Param) -> Iterator[str]:
    """Every text in a sentence, in whatever language."""
    match value:
        case str():
            yield value
        case Names():
            yield from (name for _, name in value.by_language)
        case Said():
            for _, param in value.params:
                yield from _texts(param)
