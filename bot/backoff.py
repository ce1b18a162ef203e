"""A platform that is away is tried ever more rarely, and told of in the log once a minute."""

from __future__ import annotations

import random
from dataclasses import dataclass
from errno import errorcode

LONGEST = 30.0
"""Seconds between two tries at most."""
STEADY = 10.0
"""Seconds of listening after which the next fault is a new one."""
TOLD_EVERY = 60.0


@dataclass
class Backoff:
    """What is known of one platform's faults; instants are seconds of a clock that never jumps."""

    tries: int = 0
    told: float | None = None
    untold: int = 0
    """Faults since one was told of."""

    def seconds(self, first: float, listened: float) -> float:
        """How long to wait: `first` seconds, then twice as long each time; with jitter."""
        self.tries = 1 if listened >= STEADY else self.tries + 1
        longest = min(first * 2.0 ** (self.tries - 1), LONGEST)
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - jitter

    def tells(self, now: float) -> bool:
        """Whether the log is to have this fault: the first, then one a minute."""
        if self.told is not None and now - self.told < TOLD_EVERY:
            self.untold += 1
            return False
        self.told = now
        return True

    def back(self) -> None:
        """It is there again: the next fault is told at once."""
        self.told, self.untold = None, 0


def reason(fault: BaseException) -> str:
    """The kinds of a fault and of what caused it, without their words, which might be content.

    Of the machine's own faults their name is told: ENOSPC, EADDRINUSE.
    """
    names: list[str] = []
    one: BaseException | None = fault
    while one is not None and len(names) < 4:
        while isinstance(one, BaseExceptionGroup):
            one = one.exceptions[0]
        code = errorcode.get(one.errno or 0, "") if isinstance(one, OSError) else ""
        names.append(f"{type(one).__name__} {code}".rstrip())
        one = one.__cause__ or one.__context__
    return " < ".join(names)
