"""What `comity doctor` says of the bot that runs, asked over a real socket."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.metrics import Metrics
from bot.monitor.door import Door
from bot.operate.finding import Finding, Grade
from bot.operate.running import running
from bot.render.pages import text
from bot.render.reader import Reader

HERE = "127.0.0.1"


async def shown(port: int, *missing: str) -> Finding:
    door = Door(Metrics(), tuple, lambda: missing)
    await door.open(HERE, port)
    try:
        return await running(HERE, port)
    finally:
        await door.close()


async def test_a_bot_that_misses_nothing_is_well(free_port: int) -> None:
    assert (await shown(free_port)).grade is Grade.OK


async def test_what_a_running_bot_misses_is_named(free_port: int) -> None:
    found = await shown(free_port, "database", "platform:slack")
    assert found.grade is Grade.FAILURE
    assert "database and platform:slack" in text(found.said, Reader())
    assert found.advice is not None


async def test_where_nobody_listens_the_bot_is_to_be_started(free_port: int) -> None:
    found = await running(HERE, free_port)
    assert (found.grade, found.said.msgid) == (Grade.WARNING, "doctor.monitor_none")


@pytest.mark.parametrize("says", ["<html>", "[]", "{}", ""])
async def test_another_program_is_not_taken_for_the_bot(free_port: int, says: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=says)

    app = web.Application()
    app.router.add_get("/{any:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, HERE, free_port).start()
    try:
        found = await running(HERE, free_port)
    finally:
        await runner.cleanup()
    assert (found.grade, found.said.msgid) == (Grade.FAILURE, "doctor.monitor_other")


async def test_a_program_that_speaks_no_http_is_not_taken_for_the_bot(free_port: int) -> None:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"\xff\xfe nothing of the kind")
        writer.close()

    async with await asyncio.start_server(talk, HERE, free_port):
        found = await running(HERE, free_port)
    assert found.said.msgid == "doctor.monitor_other"
