"""An installation on SQLite, without tables or platforms yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import DatabaseSettings, Settings
from storage.keyring import keyring_at


@pytest.fixture
def here(tmp_path: Path, sqlite_url: str) -> Settings:
    key = tmp_path / "comity.key"
    keyring_at(key)
    return Settings(DatabaseSettings(sqlite_url, key))
