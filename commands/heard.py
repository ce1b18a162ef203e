"""What was heard: one thing that a person wrote, before anybody has read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True)
class Quoted:
    """The words of the message that a line replies to, and the account that wrote them."""

    account: str
    text: str


class Incoming(NamedTuple):
    """One thing that a person wrote on a platform.

    `event` is the platform's unique id; `account` and `room` are the platform's own ids;
    `sent_at` is the platform's server time where it can be trusted, else None (DR-11).
    `replaces` is the event this one edits, `answers` the one it replies to, `thread` the root.
    `direct` is true when nobody but the account and the bot is in the room.
    It is a tuple because a frozen dataclass takes four times as long to make.
    """

    platform: str
    event: str
    account: str
    room: str
    text: str
    sent_at: datetime | None
    thread: str | None = None
    replaces: str | None = None
    answers: str | None = None
    direct: bool = False
    safe: bool = True
    """Whether a room that is nobody's yet may become the account's private one (T-11)."""
    unseen: bool = False
    """Nobody else of a shared room saw it: a form, a button, a slash command (DR-29)."""
    reaction: bool = False
    """Not words but a sign on the message in `answers`; which sign it was is never asked."""
    removed: bool = False
    """Not words: the message in `replaces` was taken away, by its writer or by somebody else."""
    quoted: Quoted | None = None
    """What it replies to; only for a line that asks for it, and never for talk (P-03)."""
