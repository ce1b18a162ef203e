"""Sealed fields: AES-GCM with a data key per group, bound to table, row and column.

Sealed bytes are a format byte, the data key's number (4 bytes), the nonce and the ciphertext.
A data key is used for sealing only once it is committed or in the transaction that made it, so
a rolled-back key never has sealed anything that stays.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
    update,
)

from storage.dialect import hold
from storage.keyring import KEY_BYTES, NONCE_BYTES, Keyring, Unsealable, decrypted
from storage.tables import Serial, metadata

data_key = Table(
    "data_key",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("group", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("master", Text, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    UniqueConstraint("group", "generation"),
    sqlite_autoincrement=True,
)

MOST_DRAWN = 4096
"""Bytes of chance that one transaction draws at once, at most."""
_FORMAT = b"\x01"
_PREFIX = len(_FORMAT) + 4


@dataclass(frozen=True)
class Opened:
    """Data keys in memory: by number, and the newest of each group. One for each database."""

    keys: dict[int, bytes] = field(default_factory=dict, repr=False)
    ciphers: dict[int, AESGCM] = field(default_factory=dict, repr=False)
    newest: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def take(self, other: Opened) -> None:
        """Keep what another has, and empty it."""
        self.keys.update(other.keys)
        self.ciphers.update(other.ciphers)
        self.newest.update(other.newest)
        self.first.update(other.first)
        other.clear()

    def clear(self) -> None:
        self.keys.clear()
        self.ciphers.clear()
        self.newest.clear()
        self.first.clear()


class Sealer:
    """Seals and opens fields within one transaction."""

    def __init__(self, connection: Connection, keyring: Keyring, opened: Opened) -> None:
        self._connection = connection
        self._keyring = keyring
        self._opened = opened
        self._fresh = Opened()
        self._chance, self._taken, self._drawn = b"", 0, NONCE_BYTES

    def seal(self, group: str, table: str, row: str, column: str, plain: bytes) -> bytes:
        """Encrypt under the group's newest data key; the same place must be named to open it."""
        number = self._newest(group)
        nonce = self.chance(NONCE_BYTES)
        body = self._cipher(number).encrypt(nonce, plain, _place(table, row, column))
        return _FORMAT + number.to_bytes(4, "big") + nonce + body

    def chance(self, size: int) -> bytes:
        """So many bytes that nobody can foresee, never given twice.

        They are drawn for several at once: asking the system takes longer than to seal a field.
        What a transaction does not use is thrown away with it.
        """
        if len(self._chance) - self._taken < size:
            self._drawn = min(4 * self._drawn, MOST_DRAWN)
            self._chance, self._taken = os.urandom(max(size, self._drawn)), 0
        self._taken += size
        return self._chance[self._taken - size : self._taken]

    def open(self, table: str, row: str, column: str, sealed: bytes) -> bytes:
        """What was sealed at this place; raises `Unsealable`."""
        if len(sealed) < _PREFIX + NONCE_BYTES or sealed[:1] != _FORMAT:
            raise Unsealable("not sealed bytes")
        cipher = self._cipher(int.from_bytes(sealed[1:_PREFIX], "big"))
        return decrypted(cipher, sealed[_PREFIX:], _place(table, row, column))

    def blind(self, group: str, column: str, plain: str) -> bytes:
        """A blind index: equal texts give equal bytes, which tell nothing without the key."""
        self._newest(group)
        number = self._fresh.first.get(group) or self._opened.first[group]
        key = hmac.digest(self._key(number), b"comity blind index", "sha256")
        return hmac.digest(key, f"{column}\x1f{plain}".encode(), "sha256")

    def rewrap(self) -> int:
        """Wrap every data key under the present master key; gives how many were not yet."""
        stale = select(data_key).where(data_key.c.master != self._keyring.id).with_for_update()
        rows = self._connection.execute(stale).all()
        for row in rows:
            name = name_of(row.group, row.generation)
            key = self._keyring.unwrap(row.wrapped, row.master, name)
            values = {"master": self._keyring.id, "wrapped": self._keyring.wrap(key, name)}
            this = data_key.c.id == row.id
            self._connection.execute(update(data_key).where(this).values(values))
        return len(rows)

    def renew(self) -> None:
        """Begin a new data key for every group; the old ones still open what they sealed.

        Whoever had the old master key may have read the old data keys. Blind indexes keep the
        first one: texts that are equal must stay so.
        """
        groups = select(data_key.c.group).distinct().order_by(data_key.c.group)
        for group in self._connection.scalars(groups).all():
            hold(self._connection, f"data_key {group}")
            self._make(group)

    def committed(self) -> None:
        """The transaction is durable: its keys may be used by the next ones."""
        self._opened.take(self._fresh)

    def forget(self) -> None:
        """The transaction or a savepoint of it was rolled back: keys made in it never were."""
        self._fresh.clear()

    def _newest(self, group: str) -> int:
        number = self._fresh.newest.get(group) or self._opened.newest.get(group)
        if number is None:
            number = self._read(group)
        if number is None:
            hold(self._connection, f"data_key {group}")
            number = self._read(group) or self._make(group)
        return number

    def _read(self, group: str) -> int | None:
        query = select(data_key.c.id).where(data_key.c.group == group)
        numbers = self._connection.scalars(query.order_by(data_key.c.generation)).all()
        if not numbers:
            return None
        self._fresh.first[group] = numbers[0]
        self._fresh.newest[group] = numbers[-1]
        return int(numbers[-1])

    def _make(self, group: str) -> int:
        count = select(data_key.c.generation).where(data_key.c.group == group)
        generation = max(self._connection.scalars(count), default=0) + 1
        name = name_of(group, generation)
        values = {
            "group": group,
            "generation": generation,
            "master": self._keyring.id,
            "wrapped": self._keyring.wrap(os.urandom(KEY_BYTES), name),
        }
        adding = insert(data_key).values(values).returning(data_key.c.id)
        number: int = self._connection.execute(adding).scalar_one()
        self._read(group)
        return number

    def _cipher(self, number: int) -> AESGCM:
        """Made once for each data key: that takes longer than to seal a field with it."""
        cipher = self._fresh.ciphers.get(number) or self._opened.ciphers.get(number)
        if cipher is None:
            cipher = self._fresh.ciphers[number] = AESGCM(self._key(number))
        return cipher

    def _key(self, number: int) -> bytes:
        key = self._fresh.keys.get(number) or self._opened.keys.get(number)
        if key is None:
            found = self._connection.execute(select(data_key).where(data_key.c.id == number))
            row = found.one_or_none()
            if row is None:
                raise Unsealable(f"data key {number} is gone")
            name = name_of(row.group, row.generation)
            key = self._fresh.keys[number] = self._keyring.unwrap(row.wrapped, row.master, name)
        return key


def name_of(group: str, generation: int) -> str:
    return f"data key {generation} of {group}"


def _place(table: str, row: str, column: str) -> bytes:
    return f"{table}\x1f{row}\x1f{column}".encode()
