"""One thing that is to be sent, before and while it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What the sender does with a row."""

    MESSAGE = "message"
    CARD = "card"
    EDIT = "edit"
    FILE = "file"
    MARK = "mark"
    REDACT = "redact"
    INVITE = "invite"


@dataclass(frozen=True)
class Outgoing:
    """One thing for one room (an id of the directory); `dedup` names it for good.

    `thread` is the id whose card it stands under. Rows of one lane are sent in their order; a
    lane is a thread in a room unless something else is said. The payload is JSON data.
    """

    room: str
    kind: str
    dedup: str
    payload: Mapping[str, Any]
    group: str
    thread: str | None = None
    lane: str | None = None
    platform: str = ""

    @property
    def in_lane(self) -> str:
        return f"{self.room}/{self.thread or ''}" if self.lane is None else self.lane


@dataclass(frozen=True)
class Sending:
    """A row whose lease is ours until `lease_until`.

    `unclear`: an earlier attempt may have been shown; look before sending again where the
    platform does not recognise `txn_id`. `attempts` counts real failures only.
    """

    id: int
    room: str
    platform: str
    kind: Kind
    thread: str | None
    group: str
    lane: str
    dedup: str
    txn_id: str
    payload: dict[str, Any]
    attempts: int
    unclear: bool
    leased_by: str
    lease_until: datetime


@dataclass(frozen=True)
class Dead:
    """What could not be sent, for an operator."""

    id: int
    room: str
    kind: Kind
    thread: str | None
    attempts: int
    error: str
