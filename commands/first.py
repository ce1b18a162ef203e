"""What comes first: the acts that lead to one that a thing's stage does not list yet, or make it.

Where a question has nothing to pick from, and where a stage refuses, the same ways are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from commands.call import Call, role_names
from commands.declare import Form
from commands.kinds.ids import IdKind
from commands.offered import Item, newest
from commands.onward import may
from commands.ready import leads
from commands.table import FORMS
from coordination.said import Said
from storage.store import Store

MOST = 4
LOOKED_AT = 12
MAKERS: Mapping[str, tuple[str, ...]] = {
    "INC": ("incident open",),
    "REP": ("incident report",),
    "RES": ("response suspend", "response message", "response unify", "response assist"),
    "POL": ("poll open",),
    "COM": ("commitment offer",),
    "PLA": ("plan open",),
    "MTG": ("meeting propose",),
    "MSG": ("message draft",),
    "ACT": ("action announce",),
}
"""The commands that make a thing, by the beginning of its id."""


def ways(form: Form, kind: IdKind, call: Call, store: Store) -> tuple[Said, ...]:
    """What to begin with where nothing fits this question, and who else can; at most four."""
    there = list(islice(newest(kind.made.prefix, call, store), LOOKED_AT))
    lines = _on(there, form) if there else _making(kind.made.prefix, call, store)
    found = dict.fromkeys(islice(lines, MOST))
    if there and not found:
        noun = FORMS[MAKERS[kind.made.prefix][0]].noun
        return (Said("form.look_at", line=f"{noun} list"),) if f"{noun} list" in FORMS else ()
    return tuple(_way(line, call) for line in found)


def _on(there: list[Item], form: Form) -> Iterator[str]:
    """The acts on what is there that bring it to where the command takes it."""
    for item in there:
        yield from leads(form.words, item)


def _making(prefix: str, call: Call, store: Store) -> Iterator[str]:
    """The lines that make such a thing, or before it what it is made of."""
    for words in MAKERS.get(prefix, ()):
        needed = (f for f in FORMS[words].fields if f.required and isinstance(f.kind, IdKind))
        of = next(needed, None)
        if of is None or not isinstance(of.kind, IdKind):
            yield words
        elif picked := of.kind.choices(call, store):
            yield f"{words} {picked[0].word}"
        else:
            yield from _making(of.kind.made.prefix, call, store)


def _way(line: str, call: Call) -> Said:
    """A line to send, or whose it is."""
    if may(line, call):
        return Said("form.begin_with", line=line)
    form = FORMS[" ".join(line.split()[:2])]
    return Said("form.for_another", roles=role_names(form.by), line=line)
