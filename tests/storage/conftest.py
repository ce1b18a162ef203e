"""A migrated, empty database of each kind, with a keyring of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from storage.database import Database
from storage.keyring import Keyring

KEYS = Keyring(bytes(range(32)))


@pytest.fixture
def keys() -> Keyring:
    return KEYS


@pytest_asyncio.fixture
async def database(migrated_url: str, keys: Keyring) -> AsyncIterator[Database]:
    async with opened(migrated_url, keys) as one:
        yield one


@pytest_asyncio.fixture
async def sqlite_database(migrated_sqlite_url: str, keys: Keyring) -> AsyncIterator[Database]:
    async with opened(migrated_sqlite_url, keys) as one:
        yield one


@pytest_asyncio.fixture
async def postgres_database(migrated_postgres_url: str, keys: Keyring) -> AsyncIterator[Database]:
    async with opened(migrated_postgres_url, keys) as one:
        yield one


@asynccontextmanager
async def opened(url: str, keys: Keyring) -> AsyncIterator[Database]:
    one = await Database.open(url, keys)
    yield one
    await one.close()
