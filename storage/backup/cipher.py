"""Encrypted streams: AES-256-GCM in chunks, the key made from a passphrase with scrypt.

Each chunk has its number and a mark on the last one in its nonce (the STREAM construction, as in
age): chunks cannot be changed, moved, left out, or cut off at the end without being noticed. A
file has its own salt, hence its own key, so that a nonce is never used twice.
"""

from __future__ import annotations

import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"comity backup 2\n"
FIRST = b"comity backup 1\n"
"""How older files begin: a wrong passphrase and a damaged first chunk look the same in them."""
COST = 17
"""scrypt's work, as a power of two: 128 MiB and about half a second."""
_KNOWN = (MAGIC, FIRST)
MOST = 20
"""More is not tried: a made-up file could ask for all memory."""
CHUNK = 64 * 1024
TAG = 16
SALT = 16
SHORTEST = 16
"""Fewer signs make no passphrase: the file may lie in foreign hands for years."""


class Unreadable(Exception):
    """The file cannot be opened: `kind` is `foreign`, `passphrase`, `changed` or `short`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def usable(passphrase: str) -> bool:
    """Whether it is long enough."""
    return len(passphrase) >= SHORTEST


def _key(passphrase: str, salt: bytes, cost: int) -> AESGCM:
    made = Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(passphrase.encode())
    return AESGCM(made)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


_PROOF = b"\xff" * 12
"""The nonce of nothing, sealed behind the header: it opens with the right passphrase alone."""


class Writer:
    """Takes bytes, writes them encrypted; `finish` writes the last chunk."""

    def __init__(self, file: BinaryIO, passphrase: str, cost: int = COST) -> None:
        salt = os.urandom(SALT)
        self._header = MAGIC + bytes([cost]) + salt
        self._cipher = _key(passphrase, salt, cost)
        self._file = file
        self._held = bytearray()
        self._number = 0
        file.write(self._header + self._cipher.encrypt(_PROOF, b"", self._header))

    def write(self, content: bytes) -> int:
        self._held += content
        while len(self._held) > CHUNK:
            self._chunk(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(content)

    def finish(self) -> None:
        self._chunk(bytes(self._held), last=True)

    def _chunk(self, plain: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last), plain, self._header)
        self._file.write(sealed)
        self._number += 1


class Reader:
    """Gives the bytes back; raises `Unreadable` at the first chunk that is not as written."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._header = file.read(len(MAGIC) + 1 + SALT)
        if len(self._header) < len(MAGIC) + 1 + SALT or self._header[: len(MAGIC)] not in _KNOWN:
            raise Unreadable("foreign")
        cost = self._header[len(MAGIC)]
        if not 1 <= cost <= MOST:
            raise Unreadable("foreign")
        self._cipher = _key(passphrase, self._header[-SALT:], cost)
        self._file = file
        self._proved = self._header.startswith(MAGIC) and self._proof(file.read(TAG))
        self._ahead = file.read(CHUNK + TAG)
        self._held = b""
        self._number = 0
        self._ended = False

    def _proof(self, sealed: bytes) -> bool:
        """Whether the passphrase is the one; raises `Unreadable` where it is not."""
        if len(sealed) < TAG:
            raise Unreadable("short")
        try:
            self._cipher.decrypt(_PROOF, sealed, self._header)
        except InvalidTag:
            raise Unreadable("passphrase") from None
        return True

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer at the end; all that is left for a negative size."""
        while not self._ended and (size < 0 or len(self._held) < size):
            self._held += self._chunk()
        given = self._held if size < 0 else self._held[:size]
        self._held = self._held[len(given) :]
        return given

    def _chunk(self) -> bytes:
        sealed, self._ahead = self._ahead, self._file.read(CHUNK + TAG)
        self._ended = not self._ahead
        try:
            plain = self._cipher.decrypt(_nonce(self._number, self._ended), sealed, self._header)
        except (InvalidTag, ValueError):
            raise Unreadable(self._reason(sealed)) from None
        self._number += 1
        return plain

    def _reason(self, sealed: bytes) -> str:
        """What is wrong with a chunk that does not open."""
        if self._ended and (not sealed or self._opens(sealed)):
            return "short"
        return "changed" if self._number or self._proved else "passphrase"

    def _opens(self, sealed: bytes) -> bool:
        try:
            self._cipher.decrypt(_nonce(self._number, last=False), sealed, self._header)
        except (InvalidTag, ValueError):
            return False
        return True
