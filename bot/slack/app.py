"""Slack's own library reads and verifies; one listener takes everything, through our table."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.incoming import instant
from bot.slack.workspaces import Installed

log = logging.getLogger(__name__)
SLOW_SECONDS = 2.0
"""Slack shows a failure to the person after three."""

Answer = Callable[[Installed, dict[str, Any], datetime | None], Awaitable[BoltResponse]]
"""Returns the acknowledgement, once what it acknowledges is durable; raises where it is not."""


class Everything(AsyncMiddleware):
    """The one listener: each further one would cost every payload a comparison."""

    def __init__(self, installs: Mapping[str, Installed], answer: Answer) -> None:
        self._installs, self._answer = installs, answer

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Acknowledge, also what we do not know: Slack would repeat it, or stop sending."""
        installed = self._of(req)
        if installed is None:
            log.warning("slack.unknown_workspace", extra={"team": req.context.team_id})
            return BoltResponse(status=200)
        began = time.monotonic()
        signed = req.headers.get("x-slack-request-timestamp", [None])[0]
        answer = await self._answer(installed, req.body, instant(signed) if signed else None)
        if time.monotonic() - began > SLOW_SECONDS:
            log.warning("slack.slow", extra={"seconds": round(time.monotonic() - began, 1)})
        return answer

    def _of(self, request: AsyncBoltRequest) -> Installed | None:
        found = (request.context.team_id, request.context.enterprise_id)
        return next((self._installs[id] for id in found if id and id in self._installs), None)


def app_of(installs: Mapping[str, Installed], signing_secret: str, answer: Answer) -> AsyncApp:
    """One app of Slack's, in these workspaces (by team)."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        # From what we know: the library's own way asks Slack about each payload.
        known = installs.get(team_id or "") or installs.get(enterprise_id or "")
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=known.bot_user if known else None,
            bot_id=known.bot if known else None,
        )

    app = AsyncApp(
        name="comity",
        logger=logging.getLogger("comity.slack.library"),
        signing_secret=signing_secret or "-",
        authorize=authorize,
        process_before_response=True,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(_failed)
    app.use(Everything(installs, answer))
    return app


async def _failed(error: Exception) -> None:
    """Not acknowledged: Slack sends an event again, and shows a person that a command failed."""
    # The text of an exception may be content; its place in our code is not.
    log.error("slack.not_acknowledged", exc_info=(type(error), error, error.__traceback__))
