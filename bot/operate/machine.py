"""The machine: room on its disks, the rules of time zones, the port for monitoring."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.operate.finding import Finding, doubtful, well, wrong
from config.settings import UNREAD, Settings
from config.zones import release
from coordination.said import Said
from storage.connect import address, is_sqlite

LITTLE, NONE_LEFT = 2 << 30, 200 << 20
"""Bytes that are few, and that are too few to go on."""


def disks(chosen: Settings) -> list[Finding]:
    """The disks that the bot writes to, each once."""
    places = {Path()}
    if chosen.database.url != UNREAD and is_sqlite(chosen.database.url):
        places.add(Path(address(chosen.database.url).database or "").parent)
    if chosen.matrix.homeserver:
        places.add(chosen.matrix.store)
    found: dict[int, Finding] = {}
    for place in sorted(places):
        there = _existing(place)
        found.setdefault(there.stat().st_dev, _disk(there))
    return list(found.values())


def _existing(place: Path) -> Path:
    place = place.resolve()
    return next(one for one in (place, *place.parents) if one.exists())


def _disk(place: Path) -> Finding:
    free = shutil.disk_usage(place).free
    said = Said("doctor.disk", path=str(place), n=free >> 20)
    if free < NONE_LEFT:
        return wrong("disk", said, Said("doctor.disk_advice"))
    if free < LITTLE:
        return doubtful("disk", said, Said("doctor.disk_advice"))
    return well("disk", said)


def zones(now: datetime) -> Finding:
    """The release of the time-zone rules: States change them a few times a year."""
    installed = release()
    if not installed:
        return wrong("time_zones", Said("doctor.zones_none"), Said("doctor.zones_advice"))
    said = Said("doctor.zones", release=installed)
    year = installed.partition(".")[0]
    if year.isdecimal() and int(year) < now.year - 1:
        return doubtful("time_zones", said, Said("doctor.zones_advice"))
    return well("time_zones", said)


async def listens(host: str, port: int) -> bool:
    """Whether somebody answers on this port."""
    with suppress(OSError, TimeoutError):
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 3)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
        return True
    return False
