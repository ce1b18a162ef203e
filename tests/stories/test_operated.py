"""The running bot through an operator's eyes: its pages, its room, and outages that heal."""

from __future__ import annotations

import asyncio
import json
import resource
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.demo.served import free_port
from tests.stories.conftest import NewTown
from tests.stories.town import Town

pytestmark = pytest.mark.xdist_group("synapse")
PATIENCE = 60.0


class Pages:
    """What the bot shows on its port."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as http, http.get(self._address + path) as reply:
            return reply.status, await reply.text()

    async def ready(self, wanted: Callable[[list[str]], bool]) -> list[str]:
        """Wait until what is missing is as wanted."""
        async with asyncio.timeout(PATIENCE):
            while True:
                _, body = await self.get("/readyz")
                missing: list[str] = json.loads(body)["missing"]
                if wanted(missing):
                    return missing
                await asyncio.sleep(0.2)

    async def number(self, name: str) -> float:
        _, body = await self.get("/metrics")
        line = next(one for one in body.splitlines() if one.startswith(name))
        return float(line.rpartition(" ")[2])

    async def told(self, name: str, wanted: Callable[[float], bool]) -> None:
        """Wait until a number is as wanted: some are looked at only now and then."""
        async with asyncio.timeout(PATIENCE):
            while not wanted(await self.number(name)):
                await asyncio.sleep(0.2)


async def watched(town: NewTown, *rooms: str, **more: Any) -> tuple[Town, Pages]:
    """An installation whose pages can be read."""
    here = await town(*rooms, **more)
    port = free_port()
    await here.bot.stop()
    here.bot.more += f"\n[monitor]\nport = {port}\n"
    await here.bot.start()
    return here, Pages(port)


async def test_the_pages_tell_how_it_is_and_nothing_of_what_is_said(town: NewTown) -> None:
    here, pages = await watched(town, "draft")
    await pages.ready(lambda missing: not missing)
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!whoami")
    await noor.hears("Noor")
    await here.quiet()
    assert await pages.get("/healthz") == (200, '{"ok": true, "missing": []}')
    assert await pages.number('comity_receipts_heard_total{platform="matrix"}') == 1
    assert await pages.number('comity_receipts_performed_total{outcome="done"}') == 1
    assert await pages.number('comity_sends_total{outcome="sent",platform="matrix"}') >= 2
    await pages.told('comity_platform_connected{platform="matrix"}', lambda there: there == 1)
    await pages.told("comity_leader", lambda leads: leads == 1)
    await pages.told("comity_audit_entries", lambda entries: entries >= 1)
    assert await pages.number("comity_database_roundtrip_seconds") < 5
    _, body = await pages.get("/metrics")
    for word in ("Noor", "whoami", "nl1", "@", "!"):
        assert word not in body


@pytest.mark.rule("DR-11", "P-17")
async def test_a_full_disk_is_told_of_and_heals_when_there_is_room(town: NewTown) -> None:
    here, pages = await watched(town, "draft", "operators")
    await pages.ready(lambda missing: not missing)
    noor = await here.delegate("nl1", "draft")
    await noor.says("draft", "!whoami")
    await noor.hears("Noor")
    limits = resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE, (1024, -1))
    event = await noor.says("direct", "why DR-01")
    assert "database" in await pages.ready(lambda missing: "database" in missing)
    await here.bot.logs("operators_told")
    status, _ = await pages.get("/metrics")
    assert status == 200
    resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE, limits)
    await pages.ready(lambda missing: not missing)
    await noor.answered(event)
    await here.quiet()
    assert len(noor.answers(event)) == 1
