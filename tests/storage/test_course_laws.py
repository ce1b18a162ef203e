"""What a transaction remembers is what is there, however savepoints are nested and undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from storage.connect import sqlite_engine
from storage.draft import Draft
from storage.keyring import Keyring
from storage.store import Store
from storage.tables import metadata
from tests.storage.times import NOON

KEYS = Keyring(bytes(range(32)))
PEOPLE, THINGS = ("anouk", "marco"), ("RES-1", "RES-2")
CHAIN = "group:g"


class _Enough(Exception):
    """Somebody says no."""


@dataclass(frozen=True)
class Known:
    """What should be there: drafts by person, ids, and how many entries the chain has."""

    drafts: dict[str, str] = field(default_factory=dict)
    things: frozenset[str] = frozenset()
    entries: int = 0


@dataclass(frozen=True)
class Step:
    """An act on a person or thing, or a savepoint with what happens `within` it."""

    act: str
    on: str = ""
    within: tuple[Step, ...] = ()


_ACTS = st.one_of(
    st.builds(Step, st.sampled_from(["save", "change", "clear", "read"]), st.sampled_from(PEOPLE)),
    st.builds(Step, st.sampled_from(["add", "find"]), st.sampled_from(THINGS)),
    st.builds(Step, st.sampled_from(["append", "settle"])),
)
_SAVEPOINTS = st.sampled_from(["undone", "plain", "late", "last", "late last"])
_STEPS = st.recursive(
    _ACTS,
    lambda inner: st.builds(
        Step, _SAVEPOINTS, st.sampled_from(["", "no"]), st.lists(inner, max_size=6).map(tuple)
    ),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = sqlite_engine("sqlite://")
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.commit()
        yield connection
    engine.dispose()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(_STEPS, max_size=10))
def test_what_is_remembered_is_what_is_there(connection: Connection, steps: list[Step]) -> None:
    with connection.begin() as transaction:
        store, known = Store(connection, KEYS), Known()
        for step in steps:
            known = _after(store, known, step)
        _is_there(store, known)
        store.settle()
        _is_there(Store(connection, KEYS), known)
        transaction.rollback()


def _is_there(store: Store, known: Known) -> None:
    found = {who: draft.at for who in PEOPLE if (draft := store.drafts.of(who))}
    assert found == known.drafts
    assert {id for id in THINGS if store.things.find(id)} == known.things
    assert len(store.audit.entries(CHAIN)) == known.entries
    assert list(store.audit.verify()) == []


def _after(store: Store, known: Known, step: Step) -> Known:
    """What is there after this step; what it reads on its way is looked at."""
    if step.act in ("save", "change"):
        store.drafts.save(Draft(step.on, "poll open", {}, step.act, NOON))
        return replace(known, drafts={**known.drafts, step.on: step.act})
    if step.act == "clear":
        store.drafts.clear(step.on)
        return replace(known, drafts={k: v for k, v in known.drafts.items() if k != step.on})
    if step.act == "add":
        store.things.add(step.on, "g", None)
        return replace(known, things=known.things | {step.on})
    if step.act == "append":
        assert store.audit.append(CHAIN, "g", {}, NOON) == known.entries + 1
        return replace(known, entries=known.entries + 1)
    return _read(store, known, step)


def _read(store: Store, known: Known, step: Step) -> Known:
    if step.act == "read":
        draft = store.drafts.of(step.on)
        assert (draft.at if draft else None) == known.drafts.get(step.on)
    elif step.act == "find":
        assert bool(store.things.find(step.on)) == (step.on in known.things)
    elif step.act == "settle":
        store.settle()
    else:
        return _within(store, known, step)
    return known


def _within(store: Store, known: Known, step: Step) -> Known:
    late, last, inner = "late" in step.act, "last" in step.act, known
    with (
        suppress(_Enough),
        store.undone() if step.act == "undone" else store.savepoint(last=last, late=late),
    ):
        for one in step.within:
            inner = _after(store, inner, one)
        if step.on:
            raise _Enough
    return known if step.on or step.act == "undone" else inner
