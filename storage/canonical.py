"""One way to write a value as bytes, so that equal values have equal digests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeAlias

from msgspec import Raw
from msgspec.json import Decoder, Encoder

Written: TypeAlias = Raw
"""A value as canonical bytes already; as a part of another value it is put in as it is."""

_SCALARS = frozenset({str, int, bool, type(None), Raw})
_LISTS = frozenset({list, tuple})
_TEXT = frozenset({str})


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces; sets become sorted lists, instants UTC.

    Raises TypeError for floats and everything else that has no one form.
    """
    plain = value if _is_plain((value,)) else _plain(value)
    return _form(plain)


def written(value: Any) -> Written:
    """The canonical form once, for all the values that it is a part of."""
    return Raw(canonical(value))


def written_plain(data: Any) -> Written:
    """The same for what is known to be JSON data without floats: nothing is looked at twice."""
    return Raw(_form(data))


def parsed(form: bytes) -> Any:
    """The value that `canonical` wrote, as JSON data."""
    try:
        return _read(form)
    except UnicodeDecodeError:
        return json.loads(form)


def _form(plain: Any) -> bytes:
    try:
        return _bytes(plain)
    except UnicodeEncodeError:
        # People can send half of a surrogate pair; it is kept as it came.
        return _text(plain).encode("utf-8", "surrogatepass")


def _is_plain(several: Iterable[Any]) -> bool:
    """Whether there is nothing to rewrite: mostly so, and found out faster than rewritten."""
    for value in several:
        kind = type(value)
        if kind in _SCALARS:
            continue
        if kind is dict:
            if not _TEXT.issuperset(map(type, value)) or not _is_plain(value.values()):
                return False
        elif kind not in _LISTS or not _is_plain(value):
            return False
    return True


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return _plain(value.value)
        case bool() | Raw() | None:
            return value
        case str() | int():
            return str.__str__(value) if isinstance(value, str) else int(value)
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case Mapping():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("keys are text")
            return {str(key): _plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=_order)
        case list() | tuple():
            return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("an instant needs a time zone")
    return value.astimezone(UTC).isoformat()


def _order(item: Any) -> tuple[str, str]:
    return type(item).__name__, item if isinstance(item, str) else _text(item)


def _unwritten(value: Raw) -> Any:
    return json.loads(bytes(value))


# The two write the same bytes: the first quickly, the second also what is no UTF-8.
_bytes = Encoder(order="deterministic").encode
_text = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_unwritten
).encode
_read = Decoder().decode
