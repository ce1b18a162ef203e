"""In a workspace whose risk nobody has accepted, the shortcut says where an incident is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.stage import DIRECTORY
from bot.steady import utc_now
from config.directory import read
from storage.database import Database
from storage.directory.plan import apply, difference
from storage.keyring import keyring_at
from storage.store import Store
from tests.bot.slack.test_service import NewBot, bot, world
from tests.servers.slack import World

__all__ = ["bot", "world"]


async def green(folder: Path) -> None:
    """The demonstration's directory without the acceptance of the workspace."""
    text = DIRECTORY.read_text("utf-8")
    head, section, rest = text.partition("[slack.T0COMITY]\n")
    assert section
    file = folder / "directory.toml"
    file.write_text(head + rest[rest.index("\n[") :], "utf-8")
    entries = read(file, "localhost")
    database = await Database.open(f"sqlite:///{folder / 'comity.db'}", keyring_at(folder / "key"))

    def changed(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, utc_now())

    await database.run(changed)
    await database.close()


@pytest.mark.rule("T-10", "P-01")
async def test_a_shortcut_in_a_green_workspace_leads_to_the_right_place_before_any_question(
    world: World, bot: NewBot, tmp_path: Path
) -> None:
    await green(tmp_path)
    await bot()
    emily = world.person("U0CA1")
    async with emily.form() as shown:
        await world.shortcut("incident open", emily.id)
        form = await shown()
        assert form.title == "Open an incident"
        assert form.questions == {}
        assert "This cannot be begun here" in str(form.view)
        assert "your private room with me on Matrix" in str(form.view)
