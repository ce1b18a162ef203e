"""What Slack sends to one app of ours, and who answers it: our table, or Slack's own library."""

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
from slack_bolt.request.internals import extract_enterprise_id, extract_team_id
from slack_bolt.response import BoltResponse

from bot.slack.incoming import instant
from bot.slack.workspaces import Installed

log = logging.getLogger(__name__)
SLOW_SECONDS = 2.0
"""Slack shows a failure to the person after three."""

Answer = Callable[[Installed, dict[str, Any], datetime | None], Awaitable[BoltResponse]]
"""Returns the acknowledgement, once what it acknowledges is durable; raises where it is not."""


class Front:
    """One app of Slack's: what we know the workspace of goes straight to our table.

    Slack's own library has the rest: its probes of our address, and workspaces we do not know.
    Through it each payload would cost more than all that we do with it.
    """

    def __init__(
        self, installs: Mapping[str, Installed], signing_secret: str, answer: Answer
    ) -> None:
        self._installs, self._answer = installs, answer
        self._library = _library(installs, signing_secret)

    async def take(self, body: dict[str, Any], stamp: str | None = None) -> BoltResponse:
        """The acknowledgement; `stamp` is when Slack signed it, over HTTP.

        A 503 before we are signed in to the workspace: Slack sends an event again, and shows
        a person that a command failed.
        """
        installed = self._of(body)
        if installed is None or "ssl_check" in body:
            # As in Socket Mode: the signature has been checked, and the body is read.
            return await self._library.async_dispatch(
                AsyncBoltRequest(mode="socket_mode", body=body)
            )
        if not installed.bot_user:
            # Not signed in there yet: a mention could not be told from the words behind it.
            log.warning("slack.not_signed_in_yet", extra={"team": installed.team})
            return BoltResponse(status=503)
        began = time.monotonic()
        try:
            answer = await self._answer(installed, body, instant(stamp) if stamp else None)
        except Exception as error:  # noqa: BLE001 - Slack is told that it failed, and no more
            await _failed(error)
            return BoltResponse(status=500)
        if time.monotonic() - began > SLOW_SECONDS:
            log.warning("slack.slow", extra={"seconds": round(time.monotonic() - began, 1)})
        return answer

    def _of(self, body: dict[str, Any]) -> Installed | None:
        """Where it happened, as the library reads it."""
        found = self._installs.get(extract_team_id(body) or "")
        return found or self._installs.get(extract_enterprise_id(body) or "")


class Unknown(AsyncMiddleware):
    """Acknowledges also what we know nothing of: Slack would repeat it, or stop sending."""

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        log.warning("slack.unknown_workspace", extra={"team": req.context.team_id})
        return BoltResponse(status=200)


def _library(installs: Mapping[str, Installed], signing_secret: str) -> AsyncApp:
    """The library's app, in these workspaces (by team)."""

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
    app.use(Unknown())
    return app


async def _failed(error: Exception) -> None:
    """Not acknowledged: Slack sends an event again, and shows a person that a command failed."""
    # The text of an exception may be content; its place in our code is not.
    log.error("slack.not_acknowledged", exc_info=(type(error), error, error.__traceback__))
