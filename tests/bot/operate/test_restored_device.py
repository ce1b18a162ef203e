"""After a restore the bot speaks from a new device, and people see no shield beside its words."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from bot.demo.synapse import Synapse
from bot.matrix.http import Homeserver, path
from bot.matrix.platform import MatrixPlatform
from bot.matrix.session import SESSION, Kept
from bot.matrix.settings import MatrixSettings
from bot.operate.restoring import IDENTITY

PASSWORD = "a password"


async def _nobody(*_: str) -> bool:
    return False


async def signed_in(synapse: Synapse, user: str, store: Path, key: bytes) -> tuple[str, bool]:
    """Start and end the edge once: its device, and whether people see a shield."""
    platform = MatrixPlatform(
        MatrixSettings(
            homeserver=synapse.url,
            user=user,
            store=store,
            pickle_key=key,
            known=_nobody,
            password=PASSWORD,
        )
    )
    await platform.start()
    try:
        return Kept(store).read(SESSION)["device"], await platform.shield()
    finally:
        await platform.close()


@pytest.mark.rule("P-03")
async def test_the_identity_that_was_kept_signs_the_new_device(
    synapse: Synapse, tmp_path: Path
) -> None:
    user = await asyncio.to_thread(synapse.register, "restored", PASSWORD)
    key = os.urandom(32)
    old, shield = await signed_in(synapse, user, tmp_path / "old", key)
    assert not shield
    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "old" / IDENTITY, tmp_path / "new" / IDENTITY)
    new, shield = await signed_in(synapse, user, tmp_path / "new", key)
    assert new != old
    assert not shield


async def published(synapse: Synapse, user: str, store: Path) -> str:
    """The account's identity, as other people's clients read it."""
    asking = Homeserver(synapse.url)
    asking.token = Kept(store).read(SESSION)["token"]
    try:
        answer = await asking.ask("POST", path("keys", "query"), {"device_keys": {user: []}})
    finally:
        await asking.close()
    [key] = answer["master_keys"][user]["keys"].values()
    return str(key)


async def test_a_lost_identity_is_replaced_and_people_must_trust_the_new_one(
    synapse: Synapse, tmp_path: Path
) -> None:
    user = await asyncio.to_thread(synapse.register, "forgotten", PASSWORD)
    key = os.urandom(32)
    await signed_in(synapse, user, tmp_path / "old", key)
    before = await published(synapse, user, tmp_path / "old")
    _, shield = await signed_in(synapse, user, tmp_path / "new", key)
    assert not shield
    assert await published(synapse, user, tmp_path / "new") != before


async def test_an_identity_that_is_not_the_published_one_stays_and_people_see_a_shield(
    synapse: Synapse, tmp_path: Path
) -> None:
    user = await asyncio.to_thread(synapse.register, "outdated", PASSWORD)
    key = os.urandom(32)
    await signed_in(synapse, user, tmp_path / "old", key)
    await signed_in(synapse, user, tmp_path / "new", key)
    (tmp_path / "third").mkdir()
    shutil.copy(tmp_path / "old" / IDENTITY, tmp_path / "third" / IDENTITY)
    newest = await published(synapse, user, tmp_path / "new")
    _, shield = await signed_in(synapse, user, tmp_path / "third", key)
    assert shield
    assert await published(synapse, user, tmp_path / "third") == newest
