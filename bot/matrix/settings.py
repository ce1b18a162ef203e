"""What the Matrix edge must be told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

Known = Callable[[str, str], Awaitable[bool]]
"""Whether this account, or this room, is known: only then is an invitation accepted."""


@dataclass(frozen=True)
class MatrixSettings:
    """One account on one homeserver; `password` or `token` signs in, once.

    `store` keeps the session, the sync token and the keys, all of them sealed with `pickle_key`.
    Rooms may have members of `allowed_homeservers` only (none named: the account's own server).
    The clocks of `trusted_homeservers` count as the time of sending (DR-11).
    `unread`: what is said where nobody has a device yet is not held until somebody has.
    `patience` is how many seconds a message may wait for its key before it counts as unreadable.
    """

    homeserver: str
    user: str
    store: Path
    pickle_key: bytes = field(repr=False)
    known: Known
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    device_name: str = "Comity"
    allowed_homeservers: tuple[str, ...] = ()
    trusted_homeservers: tuple[str, ...] = ()
    unread: bool = False
    patience: float = 8.0

    @property
    def allowed(self) -> frozenset[str]:
        return frozenset(self.allowed_homeservers or (server_of(self.user),))


def server_of(account: str) -> str:
    """The homeserver's name within an account id (`@name:server`)."""
    return account.partition(":")[2]
