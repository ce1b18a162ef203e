"""A payload that comes again while or after it was answered gets the same answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from slack_bolt.response import BoltResponse

_REMEMBERED = 2_000

Make = Callable[[], Awaitable[BoltResponse]]


class Once:
    """Remembers answers by what names a payload; what failed is tried anew.

    This is for what leaves no receipt (forms). What acts is kept from acting twice by its receipt.
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[str, asyncio.Task[BoltResponse]] = OrderedDict()

    async def answer(self, name: str | None, make: Make) -> BoltResponse:
        """The answer, made now or before."""
        if name is None:
            return await make()
        task = self._answers.get(name)
        if task is None:
            task = asyncio.ensure_future(make())
            self._answers[name] = task
            if len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        try:
            # Slack may hang up; what has begun is finished, and its answer kept for the repeat.
            return await asyncio.shield(task)
        except BaseException:
            if task.done():
                self._answers.pop(name, None)
            raise
