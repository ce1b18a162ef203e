"""Searching a long list of choices by typing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from commands.deployment import Deployment
from commands.forming.frame import framed, setting
from commands.forming.shape import Carried
from commands.heard import Incoming
from commands.kinds.kind import Choice, Kind
from commands.line import Raw
from commands.table import FORMS
from config.aliases import folded
from coordination.refused import Refused
from coordination.said import Names, Param, Said
from storage.store import Store

MOST = 100
"""Choices in one list (Slack's own limit)."""
_NOT = 3
"""As near as what has nothing of what was typed."""


def suggestions(
    store: Store,
    heard: Incoming,
    carried: Carried,
    field: str,
    typed: str,
    deployment: Deployment,
    now: datetime,
) -> tuple[Choice, ...]:
    """The choices of a question whose word or name has what was typed; at most a hundred.

    First what is called just so, then what begins so. Every name that a line takes is found.
    """
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
    choices = framed(here, heard, form, call, raw).found(asked)
    near = ((nearness(choice, asked.kind, folded(typed)), choice) for choice in choices)
    found = sorted((one for one in near if one[0] < _NOT), key=lambda one: one[0])
    return tuple(choice for _, choice in found[:MOST])


def nearness(choice: Choice, kind: Kind[Any], wanted: str) -> int:
    """How near what was typed comes to the nearest name: the less, the nearer."""
    names = (choice.word, *_texts(choice.name), *kind.called(choice.word))
    return min(_near(folded(name), wanted) for name in names)


def _near(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else _NOT


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
