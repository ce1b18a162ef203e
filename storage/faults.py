"""What a database's error means: whether the work is to blame, or may be tried again."""

from __future__ import annotations

from socket import gaierror

from sqlalchemy.exc import DBAPIError

from storage.connect import losses

_AGAIN = {"40001", "40P01"}  # serialization failure, deadlock
_AWAY = {"08", "40", "53", "57"}  # classes: connection, rollback, resources, shut down
_FULL: set[int | str] = {13, "53100"}  # what SQLite and PostgreSQL call a disk without room
_RIGHTS = "42501"  # PostgreSQL: the account may not do this
_WHY: dict[int | str, str] = {
    **dict.fromkeys(("28000", "28P01"), "account"),
    "3D000": "missing",
    **dict.fromkeys((_RIGHTS, 3, 8, 14, 23), "rights"),
    **dict.fromkeys((11, 26), "damaged"),
    **dict.fromkeys(_FULL, "full"),
}
_BUSY = {5, 6, 10, 13}  # SQLite: busy, locked, input or output failed, disk full
_UNFIT = {8, 11, 14, 23, 26}  # SQLite: read-only, damaged, not there, forbidden, no database


def again(error: DBAPIError) -> bool:
    """Whether two transactions of PostgreSQL were in each other's way."""
    return _code(error) in _AGAIN


def away(error: DBAPIError) -> bool:
    """Whether the database could not be reached or could not go on."""
    code = _code(error)
    if isinstance(code, int):
        return code in _BUSY
    return error.connection_invalidated or code[:2] in _AWAY


def unreachable(error: Exception) -> bool:
    """Whether there is no such database, it lets nobody in, or its file is none or damaged."""
    if isinstance(error, DBAPIError):
        return away(error) or _code(error) in (*_UNFIT, _RIGHTS)
    return isinstance(error, losses())


def full(error: Exception) -> bool:
    """Whether its disk has no room."""
    return isinstance(error, DBAPIError) and _code(error) in _FULL


def why(error: BaseException | None) -> str:
    """What an operator must look at: `away` where it is none of the others.

    `account`, `missing` (no such database), `rights`, `damaged`, `full`, `host` (no such name).
    """
    if isinstance(error, gaierror):
        return "host"
    code = _code(error) if isinstance(error, DBAPIError) else getattr(error, "sqlstate", "")
    return _WHY.get(code, "away")


def _code(error: DBAPIError) -> int | str:
    """SQLite's primary code, or PostgreSQL's state; empty where it said neither."""
    number: int | None = getattr(error.orig, "sqlite_errorcode", None)
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state or "" if number is None else number & 0xFF


def raisable(fault: BaseException) -> BaseException:
    """The fault as it can be raised where it is awaited: there a `StopIteration` cannot be."""
    if not isinstance(fault, StopIteration):
        return fault
    odd = RuntimeError("the work raised StopIteration")
    odd.__cause__ = fault
    return odd
