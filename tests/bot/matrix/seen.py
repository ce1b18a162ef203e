"""What a person's Matrix client shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Seen:
    """One message as the person's client shows it; `sealed` when it came encrypted."""

    event: str
    sender: str
    body: str
    content: dict[str, Any]
    sealed: bool

    @property
    def relation(self) -> dict[str, Any]:
        found: dict[str, Any] = self.content.get("m.relates_to", {})
        return found

    @property
    def thread(self) -> str | None:
        root = self.relation.get("rel_type") == "m.thread"
        return self.relation.get("event_id") if root else None

    @property
    def replaces(self) -> str | None:
        edit = self.relation.get("rel_type") == "m.replace"
        return self.relation.get("event_id") if edit else None

    @property
    def answers(self) -> str | None:
        found: str | None = self.relation.get("m.in_reply_to", {}).get("event_id")
        return found

    @property
    def mentions(self) -> list[str]:
        return list(self.content.get("m.mentions", {}).get("user_ids", []))
