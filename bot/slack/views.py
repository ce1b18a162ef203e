"""Modals before a person's eyes: one that cannot be shown is told to the log, by its code."""

from __future__ import annotations

import logging
from typing import Any

from bot.rooms import Busy, Impossible, Unclear
from bot.slack.calls import Web

log = logging.getLogger(__name__)


async def opened(web: Web, trigger: str, view: dict[str, Any]) -> bool:
    """Whether the modal was opened for whoever did what gave this trigger."""
    return await _asked(web, "views.open", trigger_id=trigger, view=view)


async def redrawn(web: Web, shown: dict[str, Any], view: dict[str, Any]) -> bool:
    """Whether an open modal was drawn anew."""
    told = {"view_id": shown.get("id"), "hash": shown.get("hash")}
    return await _asked(web, "views.update", **told, view=view)


async def _asked(web: Web, method: str, **told: Any) -> bool:
    try:
        await web.ask(method, **told)
    except (Busy, Unclear, Impossible) as fault:
        code = getattr(fault, "code", type(fault).__name__)
        log.warning("slack.form.unshown", extra={"method": method, "code": code})
        return False
    return True
