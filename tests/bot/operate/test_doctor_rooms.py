"""What `comity doctor` says of rooms that the directory names and no platform has yet."""

from __future__ import annotations

from dataclasses import replace

from bot.operate.finding import Grade
from bot.render.pages import text
from bot.render.reader import Reader
from config.settings import MatrixAccount, Settings
from storage.database import Database
from storage.keyring import keyring_at
from storage.store import Store
from tests.bot.operate.doctored import findings
from tests.commands.conftest import filled


def made(store: Store) -> None:
    for room in store.directory.rooms():
        store.directory.remember_remote(room.id, f"!{room.id}:x")


async def test_rooms_are_not_called_well_before_they_are_made(here: Settings) -> None:
    await filled(here.database.url, keyring_at(here.database.key))
    chosen = replace(here, matrix=MatrixAccount(homeserver="http://127.0.0.1:9", user="@c:x"))
    found = (await findings(chosen))["rooms_made"]
    assert found.grade is Grade.WARNING
    assert "draft" in text(found.said, Reader())
    database = await Database.open(here.database.url, keyring_at(here.database.key))
    await database.run(made)
    await database.close()
    assert "rooms_made" not in await findings(chosen)
