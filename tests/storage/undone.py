"""Trying something in a transaction without leaving a trace of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from storage.store import Store


class UndoneError(Exception):
    """Raised to undo a savepoint; never leaves this module."""


@contextmanager
def undone(store: Store) -> Iterator[None]:
    """What happens within is rolled back: each example of a property starts from nothing."""
    with suppress(UndoneError), store.savepoint():
        yield
        raise UndoneError
