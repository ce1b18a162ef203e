"""The token of an install: as configured, or rotated every twelve hours and kept sealed."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from config.settings import Workspace

log = logging.getLogger(__name__)
EARLY = 3600
"""Seconds before its end at which a token is exchanged."""
_NONCE = 12


class Exchange(Protocol):
    """Asks Slack without a token."""

    async def ask_with(
        self, headers: dict[str, str], method: str, **arguments: Any
    ) -> dict[str, Any]: ...


class Tokens:
    """Gives the token to use now; whoever rotates keeps the new pair before it is used."""

    def __init__(self, install: Workspace, store: Path, key: bytes) -> None:
        self._install = install
        self._store = store
        self._file = store / f"{install.team}.token"
        self._sealed = AESGCM(key)
        self._lock = asyncio.Lock()
        self._pair: dict[str, Any] = {}
        self.exchange: Exchange | None = None

    async def now(self) -> str:
        """The token; raises what the exchange raises."""
        if not self._install.refresh_token:
            return self._install.bot_token
        if self._fresh():
            return str(self._pair["bot"])
        async with self._lock:
            if not self._fresh():
                await self._renew()
        return str(self._pair["bot"])

    def _fresh(self) -> bool:
        return bool(self._pair) and float(self._pair["until"]) - EARLY > time.time()

    async def _renew(self) -> None:
        """Exchange the newest refresh token, which may have been another process's."""
        async with self._alone():
            self._pair = self._read()
            if self._fresh() or self.exchange is None:
                return
            refresh = self._pair.get("refresh") or self._install.refresh_token
            answer = await self.exchange.ask_with(
                {},
                "oauth.v2.access",
                grant_type="refresh_token",
                client_id=self._install.client_id,
                client_secret=self._install.client_secret,
                refresh_token=refresh,
            )
            self._pair = {
                "of": self._origin(),
                "bot": answer["access_token"],
                "refresh": answer["refresh_token"],
                "until": time.time() + float(answer.get("expires_in", 43_200)),
            }
            self._write(self._pair)
        log.info("slack.token.rotated", extra={"team": self._install.team})

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """A refresh token works once: one process at a time exchanges it."""
        self._store.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self._file.with_suffix(".lock"), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            while not _locked(lock):  # noqa: ASYNC110 - it is another process that has it
                await asyncio.sleep(0.1)
            yield
        finally:
            os.close(lock)

    def _origin(self) -> str:
        """Names the configured refresh token: another one in the settings begins anew."""
        return hashlib.sha256(self._install.refresh_token.encode()).hexdigest()[:16]

    def _read(self) -> dict[str, Any]:
        try:
            raw = self._file.read_bytes()
            opened = self._sealed.decrypt(raw[:_NONCE], raw[_NONCE:], self._install.team.encode())
        except (FileNotFoundError, InvalidTag):
            return {}
        pair = json.loads(opened)
        return pair if isinstance(pair, dict) and pair.get("of") == self._origin() else {}

    def _write(self, pair: dict[str, Any]) -> None:
        nonce = os.urandom(_NONCE)
        body = self._sealed.encrypt(nonce, json.dumps(pair).encode(), self._install.team.encode())
        new = self._file.with_suffix(".new")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(nonce + body)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._file)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
