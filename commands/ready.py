"""What can be said before everything is answered: whether the thing may be seen, and its stage.

An interview asks nothing more of somebody whom the stage, the role or the mandate refuses anyhow;
what is offered to pick from is what this does not refuse.
"""

from __future__ import annotations

from contextlib import suppress

from commands.acts import ACTS, BESIDE, LIFECYCLES, SAID_BY_THEIR_OWN, UNDOES
from commands.call import Call
from commands.declare import Command, Form, partly
from commands.kinds.ids import IdKind, nobody_sees
from commands.kinds.kind import Choice
from commands.line import Raw
from commands.offered import Item, look, newest
from commands.wanting import Wanting
from coordination.refused import Refused
from storage.store import Store

MOST = 100


def check(cls: type[Command], raw: Raw, call: Call, store: Store) -> None:
    """Raises `Refused` when what is answered already cannot be done by this person now."""
    fields = [f for f in cls.form.fields if isinstance(f.kind, IdKind)]
    known = {
        f.name: f.kind.read(raw.answers[f.name], call, store)
        for f in fields
        if f.name in raw.answers
    }
    if _ids_needed(cls) <= known.keys():
        with suppress(Wanting):  # what it wants is asked beside the rest
            partly(cls, known).ready(call, store)
    if cls.form.words in SAID_BY_THEIR_OWN:
        return
    for id in filter(None, known.values()):
        item = look(id, call, store)
        if item is None:
            raise nobody_sees(id)
        _at(item, cls.form)


def choices(cls: type[Command], field: str, prefix: str, call: Call, store: Store) -> list[Choice]:
    """The things of this sort that the speaker may see and the command would take, newest first."""
    found = []
    for item in newest(prefix, call, store):
        if _takes(cls, field, item, call, store):
            found.append(Choice(item.id, item.name, item.label))
        if len(found) == MOST:
            break
    return found


def _takes(cls: type[Command], field: str, item: Item, call: Call, store: Store) -> bool:
    try:
        if _ids_needed(cls) <= {field}:
            with suppress(Wanting):
                partly(cls, {field: item.id}).ready(call, store)
        _at(item, cls.form)
    except Refused:
        return False
    return True


def leads(words: str, item: Item) -> tuple[str, ...]:
    """The lines that bring the thing nearer to where its stage lists what the command does."""
    prefix = item.id[:3]
    wanted, stage = ACTS.get(prefix, {}).get(words), item.stage
    lifecycle = LIFECYCLES.get(prefix)
    if wanted is None or stage is None or lifecycle is None or words in UNDOES:
        return ()
    if wanted in lifecycle.possible(stage):
        return ()
    said = {act: line for line, act in reversed(ACTS[prefix].items())}
    said |= BESIDE.get(prefix, {})
    return tuple(f"{said[act]} {item.id}" for act in lifecycle.towards(wanted, stage, said.keys()))


def _ids_needed(cls: type[Command]) -> set[str]:
    """The questions without whose ids nothing is ready."""
    return {f.name for f in cls.form.fields if f.required and isinstance(f.kind, IdKind)}


def _at(item: Item, form: Form) -> None:
    """Raises `Refused` when the thing's stage does not list what the command does."""
    prefix = item.id[:3]
    act = ACTS.get(prefix, {}).get(form.words)
    if act is not None and item.stage is not None:
        LIFECYCLES[prefix].after(act, item.stage)
