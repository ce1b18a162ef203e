"""What this deployment vouches for: places in the audit's chains, salted digests, signatures.

The key is the one that signs the audit's checkpoints; each use has a purpose of its own, so that
what was signed for one cannot be shown for another.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, select

from storage.audit.tables import START, audit_entry, digest_of
from storage.canonical import canonical
from storage.keyring import Keyring


@dataclass(frozen=True)
class Place:
    """An entry of a chain, by its number and its digest (hexadecimal)."""

    chain: str
    seq: int
    digest: str


@dataclass(frozen=True)
class Signed:
    """A public key and what it signed with, hexadecimal."""

    key: str
    signature: str


class Attest:
    """Reads the chains and signs; it writes nothing."""

    def __init__(self, connection: Connection, keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def salt(self, about: str, part: str) -> str:
        """Sixteen bytes that nobody can guess, always the same for this part of this thing."""
        key = self._keys.derived("certificate")
        return hmac.digest(key, canonical([about, part]), "sha256")[:16].hex()

    def sign(self, purpose: str, content: bytes) -> Signed:
        """Sign for a purpose."""
        signer = self._keys.signer()
        key = signer.public_key().public_bytes_raw().hex()
        return Signed(key, signer.sign(_framed(purpose, content)).hex())

    def public_keys(self) -> frozenset[str]:
        """The public keys with which this deployment signs or has signed."""
        return self._keys.public_keys()

    def links(self, chain: str) -> list[str]:
        """The digest of each entry of a chain, from its first."""
        rows = self._rows(chain)
        return [row.digest.hex() for row in rows]

    def end(self, chain: str) -> Place:
        """Where a chain ends now."""
        row = audit_entry.c
        last = select(row.seq, row.digest).where(row.chain == chain).order_by(row.seq.desc())
        found = self._connection.execute(last.limit(1)).one_or_none()
        return Place(chain, found.seq, found.digest.hex()) if found else Place(chain, 0, "")

    def place_at(self, chain: str, at: datetime) -> Place | None:
        """The first entry of a chain from this instant on."""
        row = audit_entry.c
        found = select(row.seq, row.digest).where(row.chain == chain, row.at >= at)
        first = self._connection.execute(found.order_by(row.seq).limit(1)).one_or_none()
        return Place(chain, first.seq, first.digest.hex()) if first else None

    def wrong(self, chain: str, until: int) -> int | None:
        """The number of the first entry, up to this one, that does not fit; None where all do."""
        seq, digest = 0, START
        for row in self._rows(chain):
            made = digest_of(row.chain, row.seq, row.group, row.at, row.prev, row.payload)
            if row.seq != seq + 1 or row.prev != digest or made != row.digest:
                return seq + 1
            seq, digest = row.seq, row.digest
            if seq == until:
                break
        return None if seq >= until else seq + 1

    def _rows(self, chain: str) -> Iterator[Any]:
        row = audit_entry.c
        query = select(audit_entry).where(row.chain == chain).order_by(row.seq)
        yield from self._connection.execute(query)


def digest(salt: str, value: object) -> str:
    """Names a part without telling it, to whoever does not have its salt."""
    return sha256(salt.encode() + b"\x00" + canonical(value)).hexdigest()


def is_signed(purpose: str, content: bytes, by: Signed) -> bool:
    """Whether this key signed this for this purpose."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(by.key))
        key.verify(bytes.fromhex(by.signature), _framed(purpose, content))
    except (ValueError, InvalidSignature):
        return False
    return True


def _framed(purpose: str, content: bytes) -> bytes:
    return f"comity {purpose} 1".encode() + b"\x00" + content
