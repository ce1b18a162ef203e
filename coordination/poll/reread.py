"""A poll and its votes from the plain data of a certificate: whoever has it can count again."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from coordination.poll.record import Poll
from coordination.poll.vote import Vote

T = TypeVar("T")


def reread(parts: Mapping[str, Any]) -> tuple[Poll, tuple[Vote, ...]]:
    """The record that the parts tell; raises ValueError, KeyError or TypeError where they do not.

    Credentials have been checked when each vote was taken; the count does not need them.
    """
    told = {**parts["question"], **parts["terms"], **parts["outcome"]}
    told["excluded"] = [
        {"party": party, "reason": reason}
        for name, reason in (("concerned", "DR-22"), ("aside", "DR-23"))
        for party in told[name]
    ]
    told |= {"eligible": parts["eligible"], "annexes": parts["annexes"], "accredited": []}
    return _read(Poll, told), tuple(_read(Vote, one) for one in parts["votes"])


def _read(kind: type[T], data: Mapping[str, Any]) -> T:
    """A frozen value from its plain fields; what the data lacks has its default."""
    hints = get_type_hints(kind)
    names = (field.name for field in fields(kind))  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], data[name]) for name in names if name in data})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(one for one in get_args(hint) if one is not type(None))
        return None if value is None else _value(inner, value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _read(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if type(value) is not hint:
        raise TypeError("not a value of this kind")
    return value
