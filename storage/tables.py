"""What every table shares: the metadata with its names, and the types of columns."""

from __future__ import annotations

from datetime import UTC, datetime
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

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + int(value) * _MICROSECOND


_MICROSECOND = datetime.resolution

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
