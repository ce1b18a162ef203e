"""What comes first: the acts that lead to one that a thing's stage does not list yet, or make it.

Where a question has nothing to pick from, and where a stage refuses, the same ways are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from commands.call import Call, role_names
from commands.declare import Form
from commands.kinds.ids import Id, IdKind
from commands.offered import Item, newest
from commands.onward import may
from commands.ready import leads
from commands.table import FORMS
from coordination.said import Said
from storage.store import Store

MOST = 4
LOOKED_AT = 12


def ways(form: Form, kind: IdKind, call: Call, store: Store) -> tuple[Said, ...]:
    """What to begin with where nothing fits this question, and who else can; at most four."""
    there = list(islice(newest(kind.made.prefix, call, store), LOOKED_AT))
    lines = _on(there, form) if there else _making(kind.made, call, store)
    found = dict.fromkeys(islice(lines, MOST))
    if there and not found:
        lists = (f"{FORMS[words].noun} list" for words in kind.made.made_by)
        line = next((one for one in lists if one in FORMS), None)
        return (Said("form.look_at", line=line),) if line else ()
    return tuple(_way(line, call) for line in found)


def _on(there: list[Item], form: Form) -> Iterator[str]:
    """The acts on what is there that bring it to where the command takes it."""
    for item in there:
        yield from leads(form.words, item)


def _making(made: type[Id], call: Call, store: Store) -> Iterator[str]:
    """The lines that make such a thing, or before it what it is made of."""
    for words in made.made_by:
        needed = (f for f in FORMS[words].fields if f.required and isinstance(f.kind, IdKind))
        of = next(needed, None)
        if of is None or not isinstance(of.kind, IdKind):
            yield words
        elif picked := of.kind.choices(call, store):
            yield f"{words} {picked[0].word}"
        else:
            yield from _making(of.kind.made, call, store)


def _way(line: str, call: Call) -> Said:
    """A line to send, or whose it is."""
    if may(line, call):
        return Said("form.begin_with", line=line)
    form = FORMS[" ".join(line.split()[:2])]
    return Said("form.for_another", roles=role_names(form.by), line=line)
