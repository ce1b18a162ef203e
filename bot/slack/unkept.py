"""What a person is told when nothing can be kept: Slack repeats an event, but no command."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.response import BoltResponse

from bot.render.pages import text
from bot.render.reader import Reader
from bot.rooms import Busy, Impossible, Unclear
from bot.slack.calls import Web
from coordination.said import Said

log = logging.getLogger(__name__)


async def not_kept(web: Web, kind: str, body: dict[str, Any]) -> BoltResponse | None:
    """Say so to the person alone; None where Slack itself must show or mend that it failed.

    Nobody's language is known without the database. A form stays open: Slack says that it failed,
    and nothing that was filled in is lost.
    """
    words = text(Said("form.not_kept"), Reader())
    log.warning("slack.not_kept", extra={"kind": kind})
    if kind == "command":
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": words})
    address = body.get("response_url")
    if address:
        try:
            await web.reply(str(address), {"text": words})
        except (Busy, Unclear, Impossible) as fault:
            log.warning("slack.not_told", extra={"fault": type(fault).__name__})
    return None
