"""What may be picked at a question, by number: choices of the form, or the newest things."""

from __future__ import annotations

from commands import narrowed
from commands.call import Call
from commands.declare import Field
from commands.kinds.ids import IdKind
from commands.kinds.kind import Choice
from coordination.said import Said
from storage.draft import Draft
from storage.store import Store

MOST_IDS = 12
"""So many things with ids are offered by number."""


def choices_of(draft: Draft, field: Field, call: Call, store: Store) -> list[Said]:
    """What may be picked, by number; of many things with ids, the newest ones."""
    if narrowed.is_narrow(draft):
        return narrowed.near_lines(draft, field, call, store)
    found = picked_from(field, call, store)
    said = [
        Said("form.numbered", n=n, name=choice.name, word=choice.word)
        for n, choice in enumerate(found, start=1)
    ]
    if isinstance(field.kind, IdKind) and found:
        said.append(Said("form.or_the_id"))
    return said


def picked_from(field: Field, call: Call, store: Store) -> list[Choice]:
    """The choices of a field; a name that may not stand here is left to its id (T-10)."""
    choices = field.kind.choices(call, store)
    if not isinstance(field.kind, IdKind):
        return list(choices)
    return [
        choice if call.room.holds(choice.label) else Choice(choice.word, _bare(choice.word))
        for choice in choices[:MOST_IDS]
    ]


def _bare(id: str) -> Said:
    return Said("form.line", line=id)
