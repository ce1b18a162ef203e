"""Invitations: accepted from those we know, declined otherwise."""

from __future__ import annotations

import logging
from typing import Any

from bot.matrix.http import Homeserver, path
from bot.matrix.incoming import part
from bot.matrix.settings import MatrixSettings, server_of
from bot.rooms import Impossible, SignedOut

log = logging.getLogger(__name__)


class Invites:
    """Invitations that wait for an answer; one that fails is answered after the next sync."""

    def __init__(self, server: Homeserver, settings: MatrixSettings) -> None:
        self._server = server
        self._us = settings.user
        self._known = settings.known
        self._open: dict[str, str] = {}

    def note(self, invited: dict[str, Any]) -> None:
        """Take in the invitations of a sync."""
        for room, news in invited.items():
            for event in part(news, "invite_state").get("events", ()):
                if event.get("type") == "m.room.member" and event.get("state_key") == self._us:
                    self._open[room] = str(event.get("sender"))

    async def settle(self) -> None:
        for room, inviter in list(self._open.items()):
            try:
                await self._answer(room, inviter)
            except SignedOut:
                raise
            except Impossible as refused:
                log.warning("matrix.invite.refused", extra={"room": room, "code": refused.code})
            except Exception as failed:  # noqa: BLE001 - it is answered after the next sync
                ids = {"room": room, "error": type(failed).__name__}
                log.warning("matrix.invite.failed", extra=ids)
                continue
            self._open.pop(room, None)

    async def _answer(self, room: str, inviter: str) -> None:
        ids = {"room": room, "account": inviter}
        if await self._known(inviter, room):
            via = {"via": server_of(inviter), "server_name": server_of(inviter)}
            await self._server.ask("POST", path("join", room), {}, query=via)
            log.info("matrix.invite.accepted", extra=ids)
        else:
            await self._server.ask("POST", path("rooms", room, "leave"), {})
            log.warning("matrix.invite.declined", extra=ids)
