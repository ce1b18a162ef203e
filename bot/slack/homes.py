"""App Home: drawn when somebody opens it, and again when something was done meanwhile."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from bot.rooms import Busy, Impossible, Unclear
from bot.slack.workspaces import Workspaces
from storage.database import Unavailable

log = logging.getLogger(__name__)
EVERY = 10.0
"""Seconds between two looks whether something was done, by whichever process."""
LOOKED_SECONDS = 12 * 3600
"""Who has not opened it for so long gets it drawn when it is opened."""
_MOST = 500

Draw = Callable[[str], Awaitable[dict[str, Any] | None]]
Count = Callable[[], Awaitable[int]]


class Homes:
    """Publishes a view only where it is another one than before."""

    def __init__(
        self, workspaces: Workspaces, draw: Draw, done: Count, every: float = EVERY
    ) -> None:
        """`done` is how much was done so far: what is drawn changes with it."""
        self._workspaces, self._draw, self._done = workspaces, draw, done
        self._every = every
        self._looked: OrderedDict[str, float] = OrderedDict()
        self._shown: dict[str, str] = {}
        self._known = -1
        """How much was done when all pages were drawn; below zero where one could not be."""
        self._rests = 0.0
        """Until when Slack wants to be left alone, on the machine's own clock."""

    async def opened(self, account: str) -> None:
        """The person looks at it now."""
        self._looked[account] = time.monotonic()
        self._looked.move_to_end(account)
        if len(self._looked) > _MOST:
            self._forget(next(iter(self._looked)))
        await self._publish(account)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(self._every)
            now = time.monotonic()
            if now < self._rests:
                continue
            since = now - LOOKED_SECONDS
            for account in [one for one, at in self._looked.items() if at <= since]:
                self._forget(account)
            if self._looked:
                await self._look()

    async def _look(self) -> None:
        """Draw every page again, if something was done since."""
        try:
            done = await self._done()
        except Unavailable:  # it is looked again
            return
        if done != self._known:
            self._known = done
            for account in list(self._looked):
                await self._publish(account)

    def _forget(self, account: str) -> None:
        """Another process may draw this page from now on: what it shows is not known any more."""
        del self._looked[account]
        self._shown.pop(account, None)

    async def _publish(self, account: str) -> None:
        try:
            view = await self._draw(account)
            if view is None:
                return
            face = hashlib.sha256(json.dumps(view, sort_keys=True).encode()).hexdigest()
            if self._shown.get(account) == face:
                return
            web, user = self._workspaces.place(account)
            await web.ask("views.publish", user_id=user, view=view)
        except (Busy, Unclear, Impossible, Unavailable) as fault:
            code = getattr(fault, "code", type(fault).__name__)
            log.warning("slack.home.unshown", extra={"account": account, "code": code})
            if not isinstance(fault, Impossible):  # it is drawn once more
                rests = time.monotonic() + getattr(fault, "seconds", 0.0)
                self._rests = max(self._rests, rests)
                self._known = -1
        except Exception:  # a page that cannot be drawn must not end the others
            log.exception("slack.home.failed", extra={"account": account})
        else:
            self._shown[account] = face
            log.info("slack.home", extra={"account": account})
