"""From an opened event to what the rest of the bot hears."""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from bot.matrix.crypto import Crypto
from bot.matrix.facts import RoomFacts
from bot.matrix.http import Homeserver, path
from bot.matrix.incoming import Gone, Sign, Written, gone, part, signed, thread_of, written
from bot.matrix.joined import Joined
from bot.matrix.settings import MatrixSettings, server_of
from bot.rooms import Impossible, Receive, Unreadable
from commands.heard import Incoming, Quoted
from commands.quoting import wants_quotation

log = logging.getLogger(__name__)
_REMEMBERED = 5_000
_HEARD = ("m.room.message", "m.room.encrypted", "m.reaction", "m.room.redaction")


@dataclass(frozen=True)
class _Origin:
    """Who wrote an event, and in which thread: an edit says neither reliably."""

    sender: str
    thread: str | None


class Hearing:
    """Makes an `Incoming` of each text and passes it on."""

    def __init__(
        self, server: Homeserver, crypto: Crypto, joined: Joined, settings: MatrixSettings
    ) -> None:
        self._server, self._crypto, self._joined = server, crypto, joined
        self._us = settings.user
        self._trusted = frozenset(settings.trusted_homeservers)
        self._origins: OrderedDict[str, _Origin] = OrderedDict()
        self.unreadable_count = 0

    def concerns(self, event: dict[str, Any]) -> bool:
        """Whether an event may be something that a person wrote to us."""
        return (
            event.get("type") in _HEARD
            and "state_key" not in event
            and event.get("sender") != self._us
            and (bool(event.get("content")) or gone(event) is not None)  # a redacted one has none
            and "redacted_because" not in part(event, "unsigned")
        )

    async def hand(
        self,
        receive: Receive,
        unreadable: Unreadable,
        room: str,
        event: dict[str, Any],
        opened: dict[str, Any],
    ) -> None:
        """Pass on what was written; returns when its receipt is durable."""
        if wordless := self._wordless(room, opened):
            await receive(wordless)
            return
        text = written(opened)
        if text is None:
            return
        facts = self._joined.facts(room) or RoomFacts()  # we may have left since
        if facts.encrypted and event.get("type") != "m.room.encrypted":
            # Anybody at the homeserver could have put clear text into an encrypted room.
            await self.lose(unreadable, room, event)
            return
        origin = await self._origin(room, text)
        if origin is None:
            log.warning("matrix.edit.foreign", extra={"room": room, "event": text.event})
            return
        self._remember(text.event, origin)
        direct = facts.alone_with(text.sender, self._us)
        heard = self._incoming(room, text, origin.thread, direct)
        if text.answers and wants_quotation(text.text):
            heard = heard._replace(quoted=await self._quoted(room, text.answers))
        await receive(heard)

    def _wordless(self, room: str, opened: dict[str, Any]) -> Incoming | None:
        """A reaction, or that a message was taken away; None where something was written.

        Both come in clear, even in an encrypted room; no act follows.
        """
        if sign := signed(opened):
            return self._bare(room, sign, answers=sign.on, reaction=True)
        removed = gone(opened)
        return self._bare(room, removed, replaces=removed.of, removed=True) if removed else None

    def _bare(self, room: str, event: Sign | Gone, **what: Any) -> Incoming:
        """What was done without a word."""
        facts = self._joined.facts(room) or RoomFacts()
        return Incoming(
            platform="matrix",
            event=event.event,
            account=event.sender,
            room=room,
            text="",
            sent_at=None,
            direct=facts.alone_with(event.sender, self._us),
            safe=self._joined.now(room).safe,
            **what,
        )

    async def _quoted(self, room: str, event: str) -> Quoted | None:
        """The message that is replied to; None where it cannot be read any more."""
        try:
            found = await self._server.ask("GET", path("rooms", room, "event", event))
        except Impossible:
            return None
        sealed = found.get("type") == "m.room.encrypted"
        opened = self._crypto.unseal(room, found) if sealed else found
        said = written(opened) if opened else None
        return Quoted(str(found.get("sender")), said.text) if said else None

    def _incoming(self, room: str, text: Written, thread: str | None, direct: bool) -> Incoming:
        trusted = server_of(text.sender) in self._trusted
        return Incoming(
            platform="matrix",
            event=text.event,
            account=text.sender,
            room=room,
            text=text.text,
            sent_at=text.sent if trusted else None,
            thread=thread,
            replaces=text.replaces,
            answers=text.answers,
            direct=direct,
            safe=self._joined.now(room).safe,
        )

    async def lose(self, unreadable: Unreadable, room: str, event: dict[str, Any]) -> None:
        """Say that a message could not be read; never drop it in silence."""
        ids = {"room": room, "event": str(event.get("event_id"))}
        await unreadable(room, ids["event"], str(event.get("sender")))
        self.unreadable_count += 1
        log.warning("matrix.unreadable", extra={**ids, "count": self.unreadable_count})

    async def _origin(self, room: str, text: Written) -> _Origin | None:
        """Where the thing stands that an edit replaces; None for another person's."""
        if text.replaces is None:
            return _Origin(text.sender, text.thread)
        known = self._origins.get(text.replaces)
        if known is None:
            where = path("rooms", room, "event", text.replaces)
            try:
                event = await self._server.ask("GET", where)
            except Impossible:
                return None
            known = _Origin(str(event.get("sender")), thread_of(part(event, "content")))
        return known if known.sender == text.sender else None

    def _remember(self, event: str, origin: _Origin) -> None:
        self._origins[event] = origin
        if len(self._origins) > _REMEMBERED:
            self._origins.popitem(last=False)
