"""`comity key rotate`, on both kinds of database."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest

from bot.matrix.session import Kept
from storage.health import foreign_keys
from storage.keyring import Keyring, keyring_at
from storage.leader import seat_of
from storage.sole import sole
from storage.store import Store
from tests.bot.cli.place import Place
from tests.commands.conftest import START, filled


def written(store: Store) -> None:
    store.audit.append("INC-1", "g", {"act": "before"}, START)


def test_everything_opens_with_the_new_key_and_nothing_needs_the_old_one_s_wrapping(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place(tmp_path / "place", database_url)
    asyncio.run(filled(place.url, keyring_at(place.key)))
    asyncio.run(place.ask(written))
    old = keyring_at(place.key)
    kept = place.key.read_bytes()
    assert place.comity("key", "rotate") == 1
    assert "Nothing was done" in capsys.readouterr().err
    assert place.key.read_bytes() == kept
    assert place.comity("key", "rotate", "--yes") == 0
    assert "data key" in capsys.readouterr().out
    new = keyring_at(place.key)
    assert new.older == (old.master,)
    assert new.master != old.master
    assert stat.S_IMODE(place.key.stat().st_mode) == 0o600
    [entry] = asyncio.run(place.ask(lambda store: store.audit.entries("INC-1")))
    assert entry.entry == {"act": "before"}
    alone = Keyring(new.master)
    assert asyncio.run(place.ask(lambda store: foreign_keys(store, alone))) == 0
    assert asyncio.run(place.ask(lambda store: foreign_keys(store, old))) > 0
    # The Matrix folder is sealed with what comes from the oldest key: it opens as before.
    assert new.derived("matrix") == old.derived("matrix")
    assert place.comity("audit", "verify") == 0


def sealed_by(store: Store) -> int:
    """The number of the data key that seals now."""
    return int.from_bytes(store.sealer.seal("ica", "t", "1", "c", b"text")[1:5], "big")


def test_what_is_sealed_after_a_new_key_is_sealed_with_no_data_key_that_the_old_one_opened(
    tmp_path: Path, database_url: str
) -> None:
    place = Place(tmp_path / "place", database_url)
    asyncio.run(filled(place.url, keyring_at(place.key)))
    before = asyncio.run(place.ask(sealed_by))
    assert asyncio.run(place.ask(sealed_by)) == before
    assert place.comity("key", "rotate", "--yes") == 0
    assert asyncio.run(place.ask(sealed_by)) != before


def test_a_bot_that_runs_keeps_its_key(
    sqlite_places: tuple[Place, Place], capsys: pytest.CaptureFixture[str]
) -> None:
    here, _ = sqlite_places
    before = here.key.read_bytes()
    running = Kept(here.folder / "matrix")
    running.lock()
    try:
        assert here.comity("key", "rotate", "--yes") == 2
    finally:
        running.unlock()
    assert "Stop every process" in capsys.readouterr().err
    assert here.key.read_bytes() == before


def test_a_bot_in_slack_alone_keeps_its_key_too(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place(tmp_path / "place", database_url)
    asyncio.run(filled(place.url, keyring_at(place.key)))
    (place.folder / "matrix").rmdir()
    before = place.key.read_bytes()

    async def rotated_while_it_serves() -> int:
        seat = seat_of(place.url, lambda: None)
        with sole(place.url):
            await seat.look()
            try:
                return await asyncio.to_thread(place.comity, "key", "rotate", "--yes")
            finally:
                await seat.close()

    assert asyncio.run(rotated_while_it_serves()) == 2
    assert "Stop every process" in capsys.readouterr().err
    assert place.key.read_bytes() == before
    assert place.comity("key", "rotate", "--yes") == 0


@pytest.mark.parametrize("words", [("audit", "verify"), ("run",), ("outbox", "list")])
def test_a_lost_key_is_said_and_none_is_made_in_its_place(
    sqlite_places: tuple[Place, Place], capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    here, _ = sqlite_places
    asyncio.run(here.ask(written))
    own = here.key.read_bytes()
    here.key.unlink()
    assert here.comity(*words) == 2
    assert "no new one was made" in capsys.readouterr().err
    assert not here.key.exists()
    keyring_at(here.key)  # another one, made by hand
    assert here.comity(*words) == 2
    assert "is not the key of this database" in capsys.readouterr().err
    here.key.write_bytes(own)
    assert here.comity("audit", "verify") == 0
