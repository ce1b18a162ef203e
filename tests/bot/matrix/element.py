"""A person with matrix-js-sdk and Element's cryptography, driven by JSON lines (client.mjs)."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any, Self

from tests.servers.node import FOLDER, PROGRAM

LONGEST_LINE = 1 << 20


class ElementPerson:
    """Made by `login`, ended by `close`; `ask` takes the verbs of client.mjs."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._numbers = itertools.count(1)
        self._open: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def login(cls, homeserver: str, user: str, password: str) -> Self:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            str(PROGRAM),
            "client.mjs",
            cwd=FOLDER,
            stdin=pipe,
            stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LONGEST_LINE,
        )
        person = cls(process)
        await person.ask("login", homeserver=homeserver, user=user, password=password)
        return person

    async def ask(self, verb: str, **what: Any) -> dict[str, Any]:
        """What the client answers; AssertionError with its words when it could not."""
        number = next(self._numbers)
        answer = self._open[number] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": number, "do": verb, **what}).encode() + b"\n")
        await self._process.stdin.drain()
        async with asyncio.timeout(60):
            line = await answer
        if "error" in line:
            raise AssertionError(f"{verb}: {line['error']}")
        found: dict[str, Any] = line["ok"]
        return found

    async def close(self) -> None:
        if self._process.returncode is None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                await asyncio.wait_for(self._process.wait(), 10)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        await self._reader

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            answer = json.loads(line)
            waiting = self._open.pop(answer["id"])
            if not waiting.done():
                waiting.set_result(answer)
        for waiting in self._open.values():
            if not waiting.done():
                waiting.set_result({"error": "the client ended"})
