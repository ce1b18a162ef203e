"""A migrated, empty database of each kind, with a keyring of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from storage.database import Database, migrate
from storage.keyring import Keyring

KEYS = Keyring(bytes(range(32)))


@pytest.fixture
def keys() -> Keyring:
    return KEYS


@pytest_asyncio.fixture
async def database(database_url: str, keys: Keyring) -> AsyncIterator[Database]:
    async with migrated(database_url, keys) as opened:
        yield opened


@pytest_asyncio.fixture
async def sqlite_database(sqlite_url: str, keys: Keyring) -> AsyncIterator[Database]:
    async with migrated(sqlite_url, keys) as opened:
        yield opened


@pytest_asyncio.fixture
async def postgres_database(postgres_url: str, keys: Keyring) -> AsyncIterator[Database]:
    async with migrated(postgres_url, keys) as opened:
        yield opened


@asynccontextmanager
async def migrated(url: str, keys: Keyring) -> AsyncIterator[Database]:
    await migrate(url)
    opened = await Database.open(url, keys)
    yield opened
    await opened.close()
