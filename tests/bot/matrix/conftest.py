"""People and bots on a real homeserver."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.demo.synapse import Synapse
from bot.matrix.platform import MatrixPlatform
from tests.bot.matrix.ears import Ears, everybody, settings
from tests.bot.matrix.person import MatrixPerson

NewPerson = Callable[..., Awaitable[MatrixPerson]]
NewBot = Callable[..., Awaitable[Ears]]


@pytest.fixture
def name() -> Callable[[str], str]:
    """A name that no other test has."""
    mark = secrets.token_hex(4)
    return lambda word: f"{word}-{mark}"


@pytest.fixture
async def person(synapse: Synapse, name: Callable[[str], str]) -> AsyncIterator[NewPerson]:
    """Makes people who are signed in."""
    people: list[MatrixPerson] = []

    async def new(word: str, *, listening: bool = True) -> MatrixPerson:
        account = synapse.register(name(word), "secret")
        one = await MatrixPerson.login(synapse.url, account, "secret", listening=listening)
        people.append(one)
        return one

    yield new
    for one in people:
        await one.close()


@pytest.fixture
async def bot(
    synapse: Synapse, name: Callable[[str], str], tmp_path: Path
) -> AsyncIterator[NewBot]:
    """Makes bots that listen; the same word is the same account on the same device."""
    bots: list[Ears] = []

    async def new(
        word: str = "comity",
        known: Callable[[str, str], Awaitable[bool]] = everybody,
        patience: float = 3.0,
        homeserver: str | None = None,
    ) -> Ears:
        account = synapse.register(name(word), "secret")
        config = settings(homeserver or synapse.url, account, tmp_path / word, known, patience)
        ears = Ears(MatrixPlatform(config))
        bots.append(ears)
        await ears.start()
        return ears

    yield new
    for ears in bots:
        await ears.close()
