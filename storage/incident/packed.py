"""Values of rules as JSON data, and back: what a sealed body holds."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from storage.canonical import canonical

T = TypeVar("T")


def packed(value: object) -> bytes:
    """A frozen dataclass as canonical JSON."""
    return canonical(_plain(value))


def unpacked(made: type[T], body: bytes) -> T:
    """The value of this class that `packed` wrote."""
    return cast(T, _read(made, json.loads(body)))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _read(kind: Any, data: Any) -> Any:
    """The data as a value of this kind; a kind may be optional, or a tuple of one kind."""
    if data is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        [kind] = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in data)
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        values = {name: _read(hints[name], item) for name, item in data.items()}
        return cast(Any, kind)(**values)
    if kind is datetime:
        return datetime.fromisoformat(data)
    if kind is date:
        return date.fromisoformat(data)
    return kind(data)


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The kinds of a class's fields: to find them takes longer than to read a value."""
    return get_type_hints(kind)
