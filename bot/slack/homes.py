"""App Home: drawn when somebody opens it, and again when something moved that stands on it."""

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

log = logging.getLogger(__name__)
EVERY = 10.0
"""Seconds after which what moved is shown."""
LOOKED_SECONDS = 12 * 3600
"""Who has not opened it for so long gets it drawn when it is opened."""
_MOST = 500

Draw = Callable[[str], Awaitable[dict[str, Any] | None]]


class Homes:
    """Publishes a view only where it is another one than before."""

    def __init__(self, workspaces: Workspaces, draw: Draw, every: float = EVERY) -> None:
        self._workspaces, self._draw, self._every = workspaces, draw, every
        self._looked: OrderedDict[str, float] = OrderedDict()
        self._shown: dict[str, str] = {}
        self._moved = asyncio.Event()
        self._rests = 0.0
        """For how many seconds Slack wants to be left alone."""

    def moved(self) -> None:
        """Something was said or done: it may stand on somebody's page."""
        self._moved.set()

    async def opened(self, account: str) -> None:
        """The person looks at it now."""
        self._looked[account] = time.monotonic()
        self._looked.move_to_end(account)
        if len(self._looked) > _MOST:
            self._shown.pop(self._looked.popitem(last=False)[0], None)
        await self._publish(account)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._moved.wait()
            await asyncio.sleep(max(self._every, self._rests))
            self._moved.clear()
            self._rests = 0.0
            since = time.monotonic() - LOOKED_SECONDS
            for account in [one for one, at in self._looked.items() if at > since]:
                await self._publish(account)

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
        except (Busy, Unclear, Impossible) as fault:
            code = getattr(fault, "code", type(fault).__name__)
            log.warning("slack.home.unshown", extra={"account": account, "code": code})
            if not isinstance(fault, Impossible):  # it is drawn once more
                self._rests = max(self._rests, getattr(fault, "seconds", 0.0))
                self._moved.set()
        except Exception:  # a page that cannot be drawn must not end the others
            log.exception("slack.home.failed", extra={"account": account})
        else:
            self._shown[account] = face
            log.info("slack.home", extra={"account": account})
