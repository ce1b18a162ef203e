"""What Slack tells of a message that became something else (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_EDITED, _REMOVED = "message_changed", "message_deleted"
_STONE = "tombstone"
"""What stands in the place of a removed message that answers hang on."""


@dataclass(frozen=True)
class Change:
    """A message as it is now, or as it was before it was removed; `at` is Slack's time of it."""

    message: dict[str, Any]
    at: object = None
    removed: bool = False


def change_of(event: dict[str, Any]) -> Change | None:
    """The change that an event tells of; None for a message that is new.

    An edited mention is told as a mention, with the time of the edit in whole seconds alone.
    """
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    removed = event.get("subtype") == _REMOVED or now.get("subtype") == _STONE
    if removed:
        return Change(before, event.get("ts"), removed=True)
    if event.get("subtype") == _EDITED:
        # A picture of a link, and the like: no word of it is another.
        same = now.get("text") == before.get("text") if before else not now.get("edited")
        return Change({} if same else now, event.get("ts"))
    told_anew = event.get("type") == "app_mention" and event.get("edited")
    return Change(event) if told_anew else None
