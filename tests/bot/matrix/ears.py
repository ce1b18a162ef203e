"""A Matrix platform that listens, and what it heard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.matrix.platform import MatrixPlatform
from bot.matrix.settings import MatrixSettings
from tests.bot.ears import Hearing


async def everybody(*_: str) -> bool:
    return True


def settings(
    homeserver: str,
    user: str,
    store: Path,
    known: Callable[[str, str], Awaitable[bool]] = everybody,
    patience: float = 3.0,
) -> MatrixSettings:
    return MatrixSettings(
        homeserver=homeserver,
        user=user,
        password="secret",
        store=store,
        pickle_key=b"k" * 32,
        known=known,
        trusted_homeservers=("localhost",),
        patience=patience,
    )


class Ears(Hearing[MatrixPlatform]):
    async def start(self) -> None:
        await self.platform.start()
        await self.listens()

    async def joined(self, room: str) -> None:
        await self._until(lambda: next((r for r, _ in self.changes if r == room), None))

    async def cannot_read(self, event: str) -> tuple[str, str, str]:
        return await self._until(lambda: next((u for u in self.unreadable if u[1] == event), None))
