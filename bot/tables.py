"""Whether the database's tables are those that this version reads and writes."""

from __future__ import annotations

from coordination.said import Said
from storage.database import is_current, revision_of
from storage.migrations import is_known


async def out_of_date(url: str) -> Said | None:
    """What is to be done before this version may use the database; None where it fits."""
    if await is_current(url):
        return None
    return await newer(url) or Said("cli.not_current")


async def newer(url: str) -> Said | None:
    """What is to be done where a newer version has changed the tables; None where none has."""
    revision = await revision_of(url)
    return Said("cli.tables_newer") if revision and not is_known(revision) else None
