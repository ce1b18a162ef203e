"""The database and what belongs to it: reachable, writable, of this version, with its key."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.operate.clocks import compared
from bot.operate.finding import Finding, doubtful, well, wrong
from bot.operate.owners import foreign
from bot.operate.record import LAST
from bot.steady import utc_now
from config.settings import Settings
from coordination.said import Said
from storage.connect import absent, address, is_sqlite
from storage.database import Database, Unavailable, is_current, revision_of
from storage.faults import why
from storage.health import clock, foreign_keys, loose_ends, try_writing
from storage.keyring import Keyring
from storage.migrations import is_known

FRESH = timedelta(days=2)
"""How old the newest copy may be."""


def key_file(path: Path, us: int | None = None) -> tuple[Finding, Keyring | None]:
    """The master key: there, ours (or of the account `us`), readable by us alone, well formed."""
    if closed := foreign("key", path, us):
        return closed, None
    if not path.is_file():
        missing = doubtful(
            "key", Said("doctor.key_missing", path=str(path)), Said("doctor.key_made")
        )
        return missing, None
    try:
        keyring = Keyring.read(path.read_text("ascii"))
    except (OSError, ValueError):
        said = Said("doctor.key_unreadable", path=str(path))
        return wrong("key", said, Said("doctor.key_unreadable_advice")), None
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        said = Said("doctor.key_open", path=str(path), mode=f"{mode:04o}")
        return wrong("key", said, Said("doctor.key_open_advice", path=str(path))), keyring
    return well("key", Said("doctor.key", path=str(path))), keyring


async def tables(chosen: Settings, us: int | None = None) -> list[Finding]:
    """Whether the database answers, and whether its tables are this version's.

    A file of SQLite must be ours, or the account's `us`.
    """
    url = chosen.database.url
    file = address(url).database
    if is_sqlite(url) and file and (closed := foreign("database", Path(file), us)):
        return [closed]
    missing = absent(url)
    if missing:
        return [_none(missing)]
    try:
        revision = await revision_of(url)
        current = await is_current(url)
    except Exception as fault:  # noqa: BLE001 - drivers raise what they like
        kind = why(fault.__cause__ if isinstance(fault, Unavailable) else fault)
        return [
            wrong("database", Said(f"doctor.unfit.{kind}"), Said(f"doctor.unfit_advice.{kind}"))
        ]
    return [_file(url), _age(revision, current=current)]


def _age(revision: str, *, current: bool) -> Finding:
    """Whether its tables are this version's."""
    if current:
        return well("migrations", Said("doctor.migrations"))
    if revision and not is_known(revision):
        said, advice = Said("doctor.migrations_newer"), Said("doctor.migrations_newer_advice")
    elif revision:
        said, advice = Said("doctor.migrations_old"), Said("doctor.migrations_advice")
    else:
        said, advice = Said("doctor.migrations_none"), Said("doctor.migrations_none_advice")
    return wrong("migrations", said, advice)


def _unfit(fault: Exception) -> Finding:
    """Why it cannot be used, and what to look at."""
    kind = why(fault.__cause__ if isinstance(fault, Unavailable) else fault)
    return wrong("database", Said(f"doctor.unfit.{kind}"), Said(f"doctor.unfit_advice.{kind}"))


def _none(missing: str) -> Finding:
    """There is no file yet, or no folder for it."""
    folder = Path(missing).absolute().parent
    if not folder.is_dir():
        said = Said("doctor.database_no_folder", path=str(folder))
        return wrong("database", said, Said("doctor.database_no_folder_advice"))
    said = Said("doctor.database_none", path=missing)
    return wrong("database", said, Said("doctor.migrations_none_advice"))


def _file(url: str) -> Finding:
    """It answers; an SQLite file that others may read holds sealed texts, but names in clear."""
    path = Path(address(url).database or "")
    if not is_sqlite(url) or not path.is_file() or not stat.S_IMODE(path.stat().st_mode) & 0o077:
        return well("database", Said("doctor.database"))
    mode = f"{stat.S_IMODE(path.stat().st_mode):04o}"
    said = Said("doctor.database_open", path=str(path), mode=mode)
    return doubtful("database", said, Said("doctor.key_open_advice", path=str(path)))


@asynccontextmanager
async def opened(chosen: Settings, keyring: Keyring) -> AsyncIterator[Database]:
    database = await Database.open(chosen.database.url, keyring)
    try:
        yield database
    finally:
        await database.close()


async def rows(database: Database, keyring: Keyring) -> list[Finding]:
    """Writable; its key; its clock; the audit's ends; the newest copy."""
    found = []
    try:
        await database.run(try_writing)
        found.append(well("writing", Said("doctor.writing")))
    except Exception as fault:  # noqa: BLE001 - drivers raise what they like
        said = Said("doctor.not_writable", fault=type(fault).__name__)
        found.append(wrong("writing", said, Said("doctor.not_writable_advice")))
    foreign = await database.run(lambda store: foreign_keys(store, keyring))
    if foreign:
        advice = Said("doctor.key_foreign_advice")
        found.append(wrong("key_fits", Said("doctor.key_foreign", n=foreign), advice))
    else:
        found.append(well("key_fits", Said("doctor.key_fits")))
    before = utc_now()
    theirs = await database.run(clock)
    if theirs is not None:
        found.append(compared("database_clock", theirs, before, utc_now()))
    chains, loose = await database.run(loose_ends)
    found.append(
        wrong("audit", Said("doctor.audit_loose", n=loose), Said("doctor.audit_advice"))
        if loose
        else well("audit", Said("doctor.audit", n=chains))
    )
    last = await database.run(lambda store: store.directory.setting(LAST))
    return [*found, _copy(last, utc_now())]


def _copy(last: str | None, now: datetime) -> Finding:
    advice = Said("doctor.backup_advice")
    if last is None:
        return doubtful("backup", Said("doctor.backup_never"), advice)
    at = datetime.fromisoformat(last)
    if now - at > FRESH:
        return doubtful("backup", Said("doctor.backup_old", at=at), advice)
    return well("backup", Said("doctor.backup", at=at))
