"""The messages that a sync left out.

A sync brings the newest messages only and says `limited`; what lies between them and the last
sync is fetched, or commands would be lost under load.
"""

from __future__ import annotations

import logging
from typing import Any

from bot.matrix.http import Homeserver, path
from bot.matrix.incoming import part
from bot.rooms import Impossible

log = logging.getLogger(__name__)
_PAGE = "200"


def joined_here(event: dict[str, Any], us: str) -> bool:
    """Whether this is our own joining (and not a change of our name)."""
    if event.get("type") != "m.room.member" or event.get("state_key") != us:
        return False
    before = part(part(event, "unsigned"), "prev_content").get("membership")
    return part(event, "content").get("membership") == "join" and before != "join"


def since_joining(events: list[dict[str, Any]], us: str) -> tuple[list[dict[str, Any]], bool]:
    """The events after our joining, and whether we joined among them."""
    for index in range(len(events) - 1, -1, -1):
        if joined_here(events[index], us):
            return events[index + 1 :], True
    return events, False


async def fetch_gap(
    server: Homeserver, room: str, before: str, known: str, us: str
) -> list[dict[str, Any]]:
    """The events from the token `known` up to the token `before`, oldest first."""
    found: list[dict[str, Any]] = []
    token: str | None = before
    while token is not None:
        query = {"dir": "b", "from": token, "to": known, "limit": _PAGE}
        try:
            page = await server.ask("GET", path("rooms", room, "messages"), query=query)
        except Impossible as refused:
            log.error("matrix.gap.refused", extra={"room": room, "code": refused.code})  # noqa: TRY400
            break
        older, complete = since_joining(page.get("chunk", [])[::-1], us)
        found = older + found
        token = page.get("end") if page.get("chunk") and not complete else None
    log.info("matrix.gap.filled", extra={"room": room, "events": len(found)})
    return found
