"""What every table shares: the metadata with its names, and the types of columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum as Enumeration
from typing import Any

from sqlalchemy import BigInteger, Enum, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, kept as whole microseconds since 1970: the same on every database."""

    impl = BigInteger
    cache_ok = True

    # Directly, without the two functions that SQLAlchemy would call around each value.
    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        return _written

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return _read


_MICROSECOND = datetime.resolution


def _written(value: datetime | None) -> int | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (value - _EPOCH) // _MICROSECOND


def _read(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


Serial = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database gives; with `sqlite_autoincrement=True` it is never given twice."""


def choice(enumeration: type[Enumeration]) -> Enum:
    """A column that holds one of an enumeration's values (never the member's name)."""
    return Enum(
        enumeration,
        native_enum=False,
        length=60,
        values_callable=lambda kind: [member.value for member in kind],
    )
