"""The directory is read in every command and changes rarely: what was read is remembered.

A counter in the database says whether it has changed. Each transaction reads the counter once;
a transaction that changes the directory remembers nothing, for it may be rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")
ENOUGH = 20_000
"""Answers after which everything is forgotten: a bound on memory, never reached by a group."""


@dataclass
class Memory:
    """Answers by method and arguments, as they were at one count. One for each database."""

    count: int = -1
    answers: dict[Hashable, Any] = field(default_factory=dict)

    def at(self, count: int) -> None:
        """Forget what belongs to another count."""
        if count > self.count or len(self.answers) > ENOUGH:
            self.count = count
            self.answers.clear()


class Recalling(Protocol):
    """Something that can say which memory holds in its transaction, if one does."""

    def memory(self) -> Memory | None: ...


R = TypeVar("R", bound=Recalling)


def remembered(read: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
    """A reading whose answer holds until the directory changes; its arguments are hashable."""

    @wraps(read)
    def recall(self: R, *args: P.args, **named: P.kwargs) -> T:
        memory = self.memory()
        if memory is None:
            return read(self, *args, **named)
        key = (read.__name__, args, tuple(named.items()))
        if key not in memory.answers:
            count, answer = memory.count, read(self, *args, **named)
            if memory.count != count:
                return answer
            memory.answers[key] = answer
        found: T = memory.answers[key]
        return found

    return cast("Callable[Concatenate[R, P], T]", recall)
