"""What a process has heard and left behind when it died, another that lives performs."""

from __future__ import annotations

import asyncio

import pytest

from bot.demo.slack.server import PROGRAM
from commands.heard import Incoming
from storage.store import Store
from tests.bot.monitor.conftest import NewRoundtable

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="local-slack is for Linux on x86-64")


@pytest.mark.rule("DR-11")
async def test_what_nobody_performs_is_performed_without_a_call(
    roundtable: NewRoundtable,
) -> None:
    here = await roundtable()
    runtime = here.bot.service.runtime
    heard = Incoming("slack", "left", "T:nobody", "T:nowhere", "whoami", None, direct=True)

    def left(store: Store) -> None:
        store.receipts.add(heard, runtime.now())

    await runtime.database.run(left)
    async with asyncio.timeout(60):
        while await runtime.database.run(lambda store: store.receipts.waiting_since()):
            await asyncio.sleep(0.1)
