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
        self._answers: OrderedDict[str, asyncio.Future[BoltResponse]] = OrderedDict()

    async def answer(self, name: str | None, make: Make) -> BoltResponse:
        """The answer, made now or before."""
        if name is None:
            return await make()
        known = self._answers.get(name)
        if known is not None:
            return await asyncio.shield(known)
        answer = self._answers[name] = asyncio.get_running_loop().create_future()
        if len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
        try:
            made = await make()
        except BaseException as fault:
            self._answers.pop(name, None)
            if isinstance(fault, Exception):
                answer.set_exception(fault)
                answer.exception()  # whether or not a repeat waits for it
            else:
                answer.cancel()
            raise
        answer.set_result(made)
        return made
