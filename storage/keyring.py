"""The master key: where it is kept, and what is derived from it."""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class Unsealable(Exception):
    """Sealed bytes that cannot be opened: a wrong or lost key, or somebody changed them."""


@dataclass(frozen=True)
class Keyring:
    """The master key, and older ones that may still have wrapped a data key."""

    master: bytes = field(repr=False)
    older: tuple[bytes, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if any(len(key) != KEY_BYTES for key in (self.master, *self.older)):
            raise ValueError(f"a master key has {KEY_BYTES} bytes")

    @classmethod
    def read(cls, text: str) -> Keyring:
        """The keyring written as hexadecimal lines: the master key first, older ones below.

        Raises ValueError when a line is not one.
        """
        keys = [bytes.fromhex(line) for line in text.split()]
        if not keys:
            raise ValueError("no master key")
        return cls(keys[0], tuple(keys[1:]))

    def wrap(self, data_key: bytes, name: str) -> bytes:
        """The data key encrypted under the master key; `name` must be given again to unwrap."""
        nonce = os.urandom(NONCE_BYTES)
        wrapping = _derived(self.master, b"wrap")
        return nonce + AESGCM(wrapping).encrypt(nonce, data_key, name.encode())

    def unwrap(self, wrapped: bytes, master_id: str, name: str) -> bytes:
        """The data key; raises `Unsealable` when its master key is missing or it was changed."""
        for master in (self.master, *self.older):
            if _id(master) == master_id:
                return decrypted(AESGCM(_derived(master, b"wrap")), wrapped, name.encode())
        raise Unsealable(f"master key {master_id} is not on the keyring")

    @property
    def id(self) -> str:
        """Names the master key without telling it."""
        return _id(self.master)

    def derived(self, purpose: str) -> bytes:
        """A key for another use, made from the oldest master key: rotation leaves it as it is."""
        return _derived((self.older or (self.master,))[-1], purpose.encode())

    def signer(self) -> Ed25519PrivateKey:
        """The key that signs the audit's checkpoints."""
        return _signer(self.master)

    def public_keys(self) -> frozenset[str]:
        """Public keys (hexadecimal) of this and the older masters' signers."""
        masters = (self.master, *self.older)
        return frozenset(_signer(m).public_key().public_bytes_raw().hex() for m in masters)


def decrypted(cipher: AESGCM, sealed: bytes, context: bytes) -> bytes:
    """What was sealed as nonce and ciphertext; raises `Unsealable` when anything was changed."""
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise Unsealable("the bytes or their place were changed") from error


def keyring_at(path: Path) -> Keyring:
    """The keyring of this file; on the first start a master key is made and kept there (0600)."""
    if not path.exists():
        _write_new(path, os.urandom(KEY_BYTES).hex() + "\n")
    return Keyring.read(path.read_text("ascii"))


def _write_new(path: Path, text: str) -> None:
    """Durable and readable by the owner alone before its name is there; the first one wins."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def _derived(master: bytes, purpose: bytes) -> bytes:
    return hmac.digest(master, b"comity " + purpose, "sha256")


def _id(master: bytes) -> str:
    return sha256(b"comity master id" + master).hexdigest()[:16]


def _signer(master: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_derived(master, b"checkpoint"))
