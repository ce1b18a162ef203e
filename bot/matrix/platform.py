"""Matrix as a platform: signs in, listens, shows."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from bot.matrix.content import (
    edit_content,
    file_content,
    message_content,
    new_room,
    transaction,
)
from bot.matrix.crosssign import CrossSigning
from bot.matrix.crypto import STORE, Crypto
from bot.matrix.direct import DirectRooms
from bot.matrix.http import Homeserver, path
from bot.matrix.joined import Joined
from bot.matrix.session import SESSION, Kept
from bot.matrix.settings import MatrixSettings
from bot.matrix.sync import Sync
from bot.rooms import (
    Attachment,
    Impossible,
    Message,
    Nobody,
    Receive,
    RoomChanged,
    Security,
    Unreadable,
)
from coordination.tlp import Tlp

log = logging.getLogger(__name__)
_SOON = 0.5
"""Seconds after which it is tried again to show what waits for a room to be looked at."""


class MatrixPlatform:
    """One account on one device; two of them on the same store are never allowed."""

    name = "matrix"

    def __init__(self, settings: MatrixSettings) -> None:
        self._settings = settings
        self._server = Homeserver(settings.homeserver)
        self.contact = self._server.contact
        self._kept = Kept(settings.store)
        self._joined = Joined(self._server, settings.user, settings.allowed)
        self._crypto = Crypto(self._server, self._kept, settings.pickle_key, unread=settings.unread)
        self._direct = DirectRooms(self._server, self._joined, settings.user)
        self._sync = Sync(self._server, self._crypto, self._joined, self._kept, settings)

    async def start(self) -> None:
        """Sign in once, publish and sign the device's keys, learn the rooms.

        Raises Busy or Unclear where the homeserver does not answer: then try again.
        """
        self._kept.lock()
        await self._crypto.close()
        session = self._kept.read(SESSION)
        if "token" not in session:
            session = await self._signed_in(session)
        elif not (self._kept.folder / STORE).exists():
            raise RuntimeError(f"{STORE} is gone: remove {SESSION} to begin with a new device")
        device = session["device"]
        self._server.token = session["token"]
        self._crypto.open(self._settings.user, device, session["token"])
        await self._crypto.upkeep()
        self._signing = CrossSigning(
            self._server,
            self._crypto,
            self._kept,
            self._settings.user,
            device,
            self._settings.pickle_key,
        )
        if not session.get("signed") and await self._signing.ensure(self._settings.password):
            self._kept.write(SESSION, {**session, "signed": True})
        await self._sync.start()
        log.info("matrix.started", extra={"account": self._settings.user, "device": device})

    async def _signed_in(self, session: dict[str, Any]) -> dict[str, Any]:
        """Sign in; the device's name is kept first, so that a crash leaves no second device."""
        settings = self._settings
        if settings.token:
            self._server.token = settings.token
            answer = await self._server.ask("GET", path("account", "whoami"))
            session = {"device": answer["device_id"], "token": settings.token}
        else:
            device = session.get("device") or secrets.token_hex(5).upper()
            self._kept.write(SESSION, {"device": device})
            body = {
                "type": "m.login.password",
                "identifier": {"type": "m.id.user", "user": settings.user},
                "password": settings.password,
                "device_id": device,
                "initial_device_display_name": settings.device_name,
            }
            answer = await self._server.ask("POST", path("login"), body)
            session = {"device": answer["device_id"], "token": answer["access_token"]}
        if answer["user_id"] != settings.user:
            raise ValueError(f"signed in as {answer['user_id']}, not as {settings.user}")
        # The keys before the session: a session without its keys could never speak again.
        self._crypto.open(settings.user, session["device"], session["token"])
        await self._crypto.close()
        self._kept.write(SESSION, session)
        return session

    async def shield(self) -> bool:
        """Whether people see a warning shield beside our words (for `doctor`)."""
        return await self._signing.shield()

    async def listen(self, receive: Receive, changed: RoomChanged, unreadable: Unreadable) -> None:
        """Hand over what people write until cancelled; SignedOut when the token is unknown."""
        await self._sync.listen(receive, changed, unreadable)

    async def send(self, room: str, message: Message) -> str:
        """Show it once, however often it is called with the same key."""
        await self._sealed(room, message.label)
        return await self._show(room, message_content(message), transaction(room, message.key))

    async def whisper(self, room: str, account: str, message: Message) -> None:
        """Matrix shows words to everybody in a room or to nobody: private words have a room."""
        raise Impossible("no_whisper")

    async def edit(self, room: str, remote_id: str, message: Message) -> None:
        """Put these words in the place of an earlier message of ours."""
        await self._sealed(room, message.label)
        once = transaction(room, "edit", remote_id, message.key)
        await self._show(room, edit_content(remote_id, message), once)

    async def redact(self, room: str, remote_id: str) -> bool:
        """Remove a message; False where the homeserver does not permit it."""
        once = transaction(room, "redact", remote_id)
        try:
            await self._server.ask("PUT", path("rooms", room, "redact", remote_id, once), {})
        except Impossible as refused:
            ids = {"room": room, "event": remote_id, "code": refused.code}
            log.warning("matrix.redact.refused", extra=ids)
            return False
        return True

    async def mark(self, room: str, remote_id: str, sign: str) -> None:
        """Put a reaction on a person's message."""
        relation = {"rel_type": "m.annotation", "event_id": remote_id, "key": sign}
        once = transaction(room, "mark", remote_id, sign)
        where = path("rooms", room, "send", "m.reaction", once)
        try:
            await self._server.ask("PUT", where, {"m.relates_to": relation})
        except Impossible as refused:
            if refused.code != "M_DUPLICATE_ANNOTATION":
                raise

    async def file(self, room: str, attachment: Attachment) -> str:
        """Show a file once, encrypted where the room is."""
        await self._sealed(room, attachment.label)
        facts = await self._joined.ensure(room)
        content, keys = attachment.content, dict[str, Any]()
        if facts.encrypted:
            content, keys = self._crypto.seal_file(content)
        stored = await self._server.ask("POST", "/_matrix/media/v3/upload", content)
        address = {"url": stored["content_uri"]}
        source = {"file": {**keys, **address, "v": "v2"}} if keys else address
        once = transaction(room, "file", attachment.key)
        return await self._show(room, file_content(attachment, source), once)

    async def direct_room(self, account: str) -> str:
        """The encrypted room with this account alone, made and invited to if there is none."""
        return await self._direct.of(account)

    async def make_room(self, name: str, topic: str, accounts: tuple[str, ...]) -> str:
        """A new encrypted room, by invitation only, whose history nobody reads from before."""
        wanted = new_room(name, topic, accounts)
        room = str((await self._server.ask("POST", path("createRoom"), wanted))["room_id"])
        await self._joined.anew(room)
        log.info("matrix.room.made", extra={"room": room})
        return room

    async def invite(self, room: str, account: str) -> None:
        facts = await self._joined.ensure(room)
        if account not in facts.present:
            await self._server.ask("POST", path("rooms", room, "invite"), {"user_id": account})
            self._moved(room, account, "invite")

    async def remove(self, room: str, account: str) -> None:
        facts = await self._joined.ensure(room)
        if account in facts.present:
            await self._server.ask("POST", path("rooms", room, "kick"), {"user_id": account})
            self._moved(room, account, "leave")

    async def security(self, room: str, *, anew: bool = False) -> Security:
        """What is known of the room's security now; `anew` asks the homeserver for it."""
        if anew and await self._joined.anew(room):
            self._crypto.rotate(room)
        return await self._joined.security(room)

    async def close(self) -> None:
        await self._crypto.close()
        await self._server.close()
        self._kept.unlock()

    def _moved(self, room: str, account: str, stage: str) -> None:
        """What we did counts at once: the next message must not wait for a sync to know it."""
        content = {"membership": stage}
        event = {"type": "m.room.member", "state_key": account, "content": content}
        if self._joined.learn(room, [event]):
            self._crypto.rotate(room)

    async def _sealed(self, room: str, label: str) -> None:
        """The last look (T-11): only what is for everybody enters a room that is not encrypted.

        Nor does anything else enter while nobody has looked at what became known of the room last,
        such as who has come in: it waits for that. A room that is known by half is asked for.
        """
        facts = await self._joined.ensure(room)
        if label in ("", Tlp.CLEAR.value):
            return
        if not facts.encrypted:
            await self.security(room, anew=True)
        if not (await self._joined.ensure(room)).encrypted:
            raise Impossible("not_encrypted")
        if self._joined.untold(room):
            raise Nobody(_SOON)

    async def _show(self, room: str, content: dict[str, Any], once: str) -> str:
        facts = await self._joined.ensure(room)
        kind = "m.room.message"
        if facts.encrypted:
            kind, content = await self._crypto.seal(room, kind, content, lambda: facts.readers)
        with self._server.busy():
            answer = await self._server.ask("PUT", path("rooms", room, "send", kind, once), content)
        log.info("matrix.sent", extra={"room": room, "event": answer["event_id"]})
        return str(answer["event_id"])
