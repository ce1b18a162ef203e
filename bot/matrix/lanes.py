"""Events on their way to a receipt: in order, none lost, none twice.

An event waits while its key is missing or its receipt failed, and holds back what the same person
wrote after it in that room; the others go on. The sync token may be kept only when nothing of its
sync, or of an earlier one, waits any more.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)
_REMEMBERED = 20_000

Raw = dict[str, Any]
Open = Callable[[str, Raw], Raw | None]
Hand = Callable[[str, Raw, Raw], Awaitable[None]]
Lose = Callable[[str, Raw], Awaitable[None]]


@dataclass
class _Batch:
    token: str
    waiting: int


@dataclass
class _Waiting:
    room: str
    event: Raw
    batch: _Batch
    until: float
    not_before: float = 0.0
    tries: int = 0
    done: bool = False


class Lanes:
    """`open` decrypts (None: not yet), `hand` makes the receipt, `lose` says what stayed closed."""

    def __init__(self, open_: Open, hand: Hand, lose: Lose, patience: float) -> None:
        self._open, self._hand, self._lose = open_, hand, lose
        self._patience = patience
        self._waiting: list[_Waiting] = []
        self._batches: deque[_Batch] = deque()
        self._seen: OrderedDict[str, None] = OrderedDict()

    def take(self, token: str, events: list[tuple[str, Raw]], now: float) -> None:
        """Line up the events of one sync; those already seen are left out."""
        new = [(room, event) for room, event in events if self._first(str(event.get("event_id")))]
        batch = _Batch(token, len(new))
        self._batches.append(batch)
        until = now + self._patience
        self._waiting += [_Waiting(room, event, batch, until) for room, event in new]

    async def drain(self, now: float, more_keys: bool) -> str | None:
        """Hand over what can be; gives the token that may be kept now, if there is a newer one.

        Nothing is given up while `more_keys` are on their way.
        """
        held: set[tuple[str, str]] = set()
        try:
            for waiting in self._waiting:
                lane = (waiting.room, str(waiting.event.get("sender")))
                if lane not in held and await self._done(waiting, now, more_keys):
                    waiting.done = True
                    waiting.batch.waiting -= 1
                else:
                    held.add(lane)
        finally:
            self._waiting = [waiting for waiting in self._waiting if not waiting.done]
        token = None
        while self._batches and not self._batches[0].waiting:
            token = self._batches.popleft().token
        return token

    @property
    def failing(self) -> bool:
        """Whether something could not be given its receipt, and waits to be tried again."""
        return any(waiting.tries for waiting in self._waiting)

    def __len__(self) -> int:
        return len(self._waiting)

    async def _done(self, waiting: _Waiting, now: float, more_keys: bool) -> bool:
        if now < waiting.not_before:
            return False
        try:
            opened = self._open(waiting.room, waiting.event)
            if opened is not None:
                await self._hand(waiting.room, waiting.event, opened)
            elif now < waiting.until or more_keys:
                return False
            else:
                await self._lose(waiting.room, waiting.event)
        except Exception as failed:  # noqa: BLE001 - whatever went wrong, it is tried again
            waiting.tries += 1
            waiting.not_before = now + min(0.25 * 2**waiting.tries, 30)
            ids = {"room": waiting.room, "event": waiting.event.get("event_id")}
            # The words of an exception may repeat what was written, so its name must do.
            how = {"tries": waiting.tries, "error": type(failed).__name__}
            log.error("matrix.receipt.failed", extra={**ids, **how})  # noqa: TRY400
            return False
        return True

    def _first(self, event: str) -> bool:
        if event in self._seen:
            return False
        self._seen[event] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True
