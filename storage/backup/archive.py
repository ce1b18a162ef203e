"""What stands in a copy, in its order, and how it is written and read: a tar within the cipher."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO, cast

from sqlalchemy import Connection

import storage.store  # noqa: F401  (imports every table)
from storage.backup.cipher import Reader, Unreadable, Writer
from storage.backup.rows import Shape, Tally, highest, pages, shape
from storage.canonical import canonical
from storage.migrations import heads
from storage.tables import metadata

ABOUT, TABLES, SUMMARY, ROWS = "about.json", "tables.json", "summary.json", "rows"
Seen = Callable[[int], object]
"""Told how many rows were read or written so far."""


@dataclass(frozen=True)
class Beside:
    """A file that goes with the rows: `part` is `settings`, `key`, `slack` or `matrix`."""

    part: str
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class About:
    """What a copy says of itself; `tallies` are the rows, digest and last number of each table."""

    made_at: datetime
    revision: str
    kind: str
    shapes: tuple[Shape, ...]
    beside: tuple[Beside, ...]
    tallies: dict[str, tuple[int, str, int]]

    @property
    def rows(self) -> int:
        return sum(count for count, _, _ in self.tallies.values())

    def of(self, part: str) -> tuple[Beside, ...]:
        return tuple(one for one in self.beside if one.part == part)


def write(
    connection: Connection, to: Writer, beside: Iterable[Beside], now: datetime, seen: Seen
) -> int:
    """Everything, as the connection's transaction sees it; gives the number of rows."""
    shapes = [shape(table) for table in metadata.sorted_tables]
    with tarfile.open(fileobj=cast("BinaryIO", to), mode="w|") as tar:
        said = {"made_at": now, "revision": heads(connection), "kind": connection.dialect.name}
        _put(tar, ABOUT, canonical(said))
        for one in beside:
            _put(tar, f"{one.part}/{one.name}", one.content)
        _put(tar, TABLES, canonical([of.data() for of in shapes]))
        count, summary = 0, {}
        for of in shapes:
            tally = _rows(connection, tar, of, partial(_further, seen, count))
            count += tally.rows
            last = highest(connection, of)
            summary[of.name] = {"rows": tally.rows, "digest": tally.digest, "last": last}
        _put(tar, SUMMARY, canonical(summary))
    to.finish()
    return count


def _further(seen: Seen, before: int, rows: int) -> None:
    seen(before + rows)


def _rows(connection: Connection, tar: tarfile.TarFile, of: Shape, seen: Seen) -> Tally:
    tally = Tally()
    for number, lines in enumerate(pages(connection, of)):
        tally.add(lines)
        _put(tar, f"{ROWS}/{of.name}/{number}", b"\n".join(lines))
        seen(tally.rows)
    return tally


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, BytesIO(content))


def members(file: BinaryIO, passphrase: str) -> Iterator[tuple[str, bytes]]:
    """Each entry's name and content; raises `Unreadable`, at the latest at the end."""
    reader = Reader(file, passphrase)
    try:
        with tarfile.open(fileobj=cast("BinaryIO", reader), mode="r|") as tar:
            for entry in tar:
                held = tar.extractfile(entry)
                yield entry.name, held.read() if held else b""
    except tarfile.TarError:
        raise Unreadable("changed") from None
    reader.read()


def about(file: BinaryIO, passphrase: str, seen: Seen) -> About:
    """Read the whole copy once, so that nothing is begun with one that is not whole."""
    found: dict[str, Any] = {}
    beside: list[Beside] = []
    count = 0
    for name, content in members(file, passphrase):
        part, _, rest = name.partition("/")
        if part == ROWS:
            count += content.count(b"\n") + 1
            seen(count)
        elif rest:
            beside.append(Beside(part, rest, content))
        else:
            found[name] = json.loads(content)
    if not {ABOUT, TABLES, SUMMARY} <= set(found):
        raise Unreadable("short")
    return About(
        datetime.fromisoformat(found[ABOUT]["made_at"]),
        found[ABOUT]["revision"],
        found[ABOUT]["kind"],
        tuple(Shape.of(one) for one in found[TABLES]),
        tuple(beside),
        {n: (one["rows"], one["digest"], one["last"]) for n, one in found[SUMMARY].items()},
    )
