"""What was heard is answered before more is asked for, but nobody waits long for the answers."""

from __future__ import annotations

import asyncio

from bot.matrix.http import Homeserver


async def test_nothing_waits_where_nothing_is_written() -> None:
    async with asyncio.timeout(60):
        await Homeserver("http://127.0.0.1:9").calm(3600)


async def test_a_sync_waits_until_the_last_of_several_answers_is_written() -> None:
    server = Homeserver("http://127.0.0.1:9")
    with server.busy():
        with server.busy():
            waiting = asyncio.create_task(server.calm(3600))
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not waiting.done()
    async with asyncio.timeout(60):
        await waiting


async def test_what_takes_long_to_be_written_holds_up_no_sync() -> None:
    server = Homeserver("http://127.0.0.1:9")
    with server.busy():
        async with asyncio.timeout(60):
            await server.calm(0.01)
