"""Cross-signing our own device, which nio cannot: else people see a red shield beside our words.

Three keys sign one another (master, self-signing, user-signing); vodozemac accounts serve as the
Ed25519 keys. They are kept encrypted with the pickle key.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

import vodozemac

from bot.matrix.crypto import Crypto
from bot.matrix.http import Homeserver, Refusal, path
from bot.matrix.session import Kept

log = logging.getLogger(__name__)
_NAMES = ("master", "self_signing", "user_signing")
_FILE = "cross-signing.json"


class CrossSigning:
    """The account's identity and its signature on our device."""

    def __init__(
        self, server: Homeserver, crypto: Crypto, kept: Kept, user: str, device: str, key: bytes
    ) -> None:
        self._server, self._crypto, self._kept = server, crypto, kept
        self._user, self._device = user, device
        self._pickle = hashlib.sha256(b"cross-signing" + key).digest()

    async def ensure(self, password: str | None) -> bool:
        """Make and publish the keys once, and sign the device; False where that was refused.

        Where our own are lost, new ones take the place of those published, with the password:
        people must then trust us anew. Where ours are others than those published, they stay.
        """
        answer = await self._query()
        published = _key_of(answer.get("master_keys", {}).get(self._user, {}))
        if published is None or not self._kept.read(_FILE):
            if published is not None:
                log.warning("matrix.cross_signing.lost", extra={"account": self._user})
            try:
                await self._publish(self._keys(), password)
            except Refusal as refused:
                log.error("matrix.cross_signing.refused", extra={"code": refused.code})  # noqa: TRY400
                return False
            answer = await self._query()
        elif published != _public(self._keys()["master"]):
            log.error("matrix.cross_signing.foreign", extra={"account": self._user})
            return False
        if not self._signed(answer):
            await self._sign(answer["device_keys"][self._user][self._device])
            log.info("matrix.cross_signing.signed", extra={"device": self._device})
        return True

    async def shield(self) -> bool:
        """Whether people see a shield beside our words (none of the chain may be missing)."""
        return not self._signed(await self._query())

    async def _query(self) -> dict[str, Any]:
        body = {"device_keys": {self._user: [self._device]}}
        return await self._server.ask("POST", path("keys", "query"), body)

    def _keys(self) -> dict[str, Any]:
        """The three private keys, made and kept at the first call."""
        kept = self._kept.read(_FILE)
        if kept:
            return {n: vodozemac.Account.from_pickle(kept[n], self._pickle) for n in _NAMES}
        keys = {name: vodozemac.Account() for name in _NAMES}
        self._kept.write(_FILE, {name: key.pickle(self._pickle) for name, key in keys.items()})
        return keys

    async def _publish(self, keys: dict[str, Any], password: str | None) -> None:
        master = self._described(keys, "master")
        signature = self._crypto.sign(_canonical(master).decode())
        master["signatures"] = {self._user: {f"ed25519:{self._device}": signature}}
        body = {
            "master_key": master,
            "self_signing_key": self._described(keys, "self_signing", signer="master"),
            "user_signing_key": self._described(keys, "user_signing", signer="master"),
        }
        where = path("keys", "device_signing", "upload")
        try:
            await self._server.ask("POST", where, body)
        except Refusal as refused:
            session = refused.answer.get("session")
            if password is None or session is None:
                raise
            who = {"type": "m.id.user", "user": self._user}
            proof = {"type": "m.login.password", "identifier": who, "password": password}
            await self._server.ask("POST", where, {**body, "auth": {**proof, "session": session}})

    def _described(
        self, keys: dict[str, Any], name: str, signer: str | None = None
    ) -> dict[str, Any]:
        public = _public(keys[name])
        described: dict[str, Any] = {
            "user_id": self._user,
            "usage": [name],
            "keys": {f"ed25519:{public}": public},
        }
        if signer:
            by = keys[signer]
            signature = by.sign(_canonical(described)).to_base64()
            described["signatures"] = {self._user: {f"ed25519:{_public(by)}": signature}}
        return described

    async def _sign(self, device: dict[str, Any]) -> None:
        own = self._keys()["self_signing"]
        signature = own.sign(_canonical(device)).to_base64()
        signed = {key: part for key, part in device.items() if key != "unsigned"}
        signed["signatures"] = {self._user: {f"ed25519:{_public(own)}": signature}}
        body = {self._user: {self._device: signed}}
        answer = await self._server.ask("POST", path("keys", "signatures", "upload"), body)
        if answer.get("failures"):
            raise RuntimeError("the homeserver did not accept the device's signature")

    def _signed(self, answer: dict[str, Any]) -> bool:
        own = _key_of(answer.get("self_signing_keys", {}).get(self._user, {}))
        device = answer.get("device_keys", {}).get(self._user, {}).get(self._device, {})
        return f"ed25519:{own}" in device.get("signatures", {}).get(self._user, {})


def _public(key: Any) -> str:
    return str(key.ed25519_key.to_base64())


def _key_of(described: dict[str, Any]) -> str | None:
    return next(iter(described.get("keys", {}).values()), None)


def _canonical(described: dict[str, Any]) -> bytes:
    bare = {key: part for key, part in described.items() if key not in ("signatures", "unsigned")}
    return json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
