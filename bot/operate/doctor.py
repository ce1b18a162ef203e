"""Every check in its order; what one cannot look at for want of another, it leaves out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from bot.operate import database as data
from bot.operate.accredited import accredited
from bot.operate.finding import Finding, Grade, well, wrong
from bot.operate.machine import disks, zones
from bot.operate.matrix import matrix
from bot.operate.platforms import platforms_of
from bot.operate.rooms import rooms
from bot.operate.running import running
from bot.operate.secrets import secrets
from bot.operate.slack import slack
from bot.steady import utc_now
from config.secrets import SecretFile
from config.settings import UNREAD, Missing, Settings
from coordination.said import Said
from storage.keyring import Keyring


async def examine(
    chosen: Settings, missing: Sequence[Missing] = (), files: Sequence[SecretFile] = ()
) -> AsyncIterator[Finding]:
    """Findings as they are made; `missing` are the secrets that cannot be read.

    `files` are those in which secrets stand.
    """
    here = platforms_of(chosen)
    yield _platforms(here)
    for one in missing:
        yield _secret(one)
    for found in secrets(files, chosen):
        yield found
    key, keyring = data.key_file(chosen.database.key)
    yield key
    for found in await _stored(chosen, keyring, here):
        yield found
    if "matrix" in here:
        for found in await matrix(chosen.matrix, keyring):
            yield found
    if "slack" in here:
        for found in await slack(chosen.slack, keyring):
            yield found
    for found in disks(chosen):
        yield found
    yield zones(utc_now())
    if chosen.monitor.port:
        yield await running(chosen.monitor.host, chosen.monitor.port)


def _platforms(here: frozenset[str]) -> Finding:
    if not here:
        return wrong("settings", Said("doctor.no_platform"), Said("doctor.no_platform_advice"))
    return well("settings", Said("doctor.settings", platforms=tuple(sorted(here))))


def _secret(one: Missing) -> Finding:
    path = str(one.path)
    said = Said("doctor.secret_missing", key=one.key, path=path, why=one.why)
    return wrong("secret", said, Said("doctor.secret_missing_advice", path=path))


async def _stored(chosen: Settings, keyring: Keyring | None, here: frozenset[str]) -> list[Finding]:
    if chosen.database.url == UNREAD:
        return []
    found = await data.tables(chosen)
    if keyring is None or any(one.grade is Grade.FAILURE for one in found):
        return found
    async with data.opened(chosen, keyring) as database:
        found += await data.rows(database, keyring)
        found += await database.run(lambda store: rooms(store, here))
        return found + await database.run(lambda store: accredited(store, utc_now()))
