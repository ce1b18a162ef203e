"""A migrated, empty database of each kind, with a keyring of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator

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
    await migrate(database_url)
    opened = await Database.open(database_url, keys)
    yield opened
    await opened.close()
