"""Sends commands over HTTP as little as can be: what is measured is who answers."""

from __future__ import annotations

import asyncio
from time import perf_counter

from bench.slack.commands import request


class Requests:
    """To one door; a connection for each command that is under way."""

    def __init__(self, port: int, path: str) -> None:
        self._port, self._path = port, path
        self._open: list[_Connection] = []

    async def send(self, several: list[list[dict[str, str]]]) -> float:
        """Each list on a connection of its own, one after the other; gives the seconds."""
        loop = asyncio.get_running_loop()
        while len(self._open) < len(several):
            made = await loop.create_connection(_Connection, "127.0.0.1", self._port)
            self._open.append(made[1])
        ready = [[request(form, self._path) for form in forms] for forms in several]
        began = perf_counter()
        await asyncio.gather(
            *(one.send(some) for one, some in zip(self._open, ready, strict=False))
        )
        return perf_counter() - began

    def close(self) -> None:
        for one in self._open:
            one.close()


class _Connection(asyncio.Protocol):
    """Sends the next request when the last one is answered; as little as can be."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def send(self, requests: list[bytes]) -> asyncio.Future[None]:
        self._requests = iter(requests)
        self._done = asyncio.get_running_loop().create_future()
        self._next()
        return self._done

    def _next(self) -> None:
        following = next(self._requests, None)
        if following is None:
            self._done.set_result(None)
        else:
            self._transport.write(following)

    def data_received(self, data: bytes) -> None:
        """The head comes in one piece, and an acknowledgement has no body."""
        if data.startswith(b"HTTP/1.1 200"):
            self._next()
        else:
            self._done.set_exception(AssertionError(data))

    def close(self) -> None:
        self._transport.close()
