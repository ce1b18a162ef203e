"""The drill: copies made while the bot works, put back elsewhere, and the bot goes on."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.operate.record import LAST
from bot.steady import utc_now
from coordination.poll.stage import Stage
from storage.backup.loading import HELD
from storage.keyring import keyring_at
from storage.outbox import Outgoing, State
from storage.store import Store
from tests.bot.cli.place import Place, everything, last_receipt
from tests.commands.conftest import START, filled
from tests.commands.deciding import CLOSES, done, poll_of, put, vote


async def copied_at_work(here: Place, copy: Path) -> Mapping[str, str]:
    """A poll with two ballots is copied while reports come in; a third ballot comes too late."""
    await filled(here.url, keyring_at(here.key))
    async with here.drill() as drill:
        made = await put(drill)
        await vote(drill, made["poll"], AU="yes", CA="yes")
        copying = asyncio.create_task(asyncio.to_thread(here.backup, copy))
        said = 0
        while not copying.done():
            said += 1
            line = f"incident report {made['incident']} Fees of case CA-{said} differ"
            await done(drill, "nl1", "draft", line)
        assert await copying == 0
        assert said > 1
        await vote(drill, made["poll"], CO="no")
        return made


async def goes_on(there: Place, made: Mapping[str, str]) -> None:
    """The two ballots are there, nothing is said again, and the poll is decided."""
    async with there.drill("second") as drill:
        votes = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
        ballots = sorted((one.party, one.answer.value) for one in votes)
        assert ballots == [("AU", "yes"), ("CA", "yes")]
        again = [one.text for one in drill.shown if made["poll"] in one.text and not one.edits]
        assert again == []
        await vote(drill, made["poll"], NL="yes", FR="yes", IL="yes", IT="yes")
        await drill.until(CLOSES + timedelta(minutes=10))
        assert (await poll_of(drill, made)).stage is Stage.ADOPTED


def test_a_copy_made_while_the_bot_works_is_put_back_and_the_bot_goes_on(
    places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = places
    copy = tmp_path / "copy.comity"
    made = asyncio.run(copied_at_work(here, copy))
    capsys.readouterr()
    assert there.restore(copy) == 0
    told = capsys.readouterr().out
    assert "the audit's chains are the same" in told
    assert "is not in the copy" in told
    assert there.comity("audit", "verify") == 0
    assert stat.S_IMODE(there.key.stat().st_mode) == 0o600
    asyncio.run(goes_on(there, made))
    assert there.comity("audit", "verify") == 0


@pytest.mark.parametrize("which", ["sqlite", "postgres"])
def test_every_row_and_every_number_is_the_same_after_it(
    which: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    urls = (
        request.getfixturevalue("two_postgres")
        if which == "postgres"
        else [f"sqlite:///{tmp_path / n / 'comity.db'}" for n in "01"]
    )
    here, there = (Place(tmp_path / n, url) for n, url in zip("01", urls, strict=True))

    async def work() -> None:
        await filled(here.url, keyring_at(here.key))
        async with here.drill() as drill:
            await put(drill)

    asyncio.run(work())
    before = asyncio.run(here.ask(everything))
    copy = tmp_path / "copy"
    assert here.backup(copy) == 0
    assert there.restore(copy, "--same-device") == 0
    after = asyncio.run(there.ask(everything))
    changed = {name for name in before if before[name] != after[name]}
    # The restoring itself is on record, and told to the operators' rooms.
    told = {"audit_entry", "audit_chain", "data_key", "outbox", "outbox_lane"}
    assert changed <= {*told, "setting"}  # the last: from when the newest copy is
    numbers = asyncio.run(there.ask(last_receipt))
    assert numbers == asyncio.run(here.ask(last_receipt))


def test_what_waited_in_the_copy_is_not_sent_again(
    sqlite_places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = sqlite_places

    def waiting(store: Store) -> None:
        store.outbox.add(Outgoing("draft", "message", "soon", {}, "g", platform="matrix"), START)
        later = utc_now() + timedelta(days=1)
        store.outbox.add(Outgoing("nl", "message", "later", {}, "g", platform="matrix"), later)

    asyncio.run(here.ask(waiting))
    copy = tmp_path / "copy"
    assert here.backup(copy) == 0
    assert there.restore(copy) == 0
    assert "1 message that was waiting may have been sent" in capsys.readouterr().out
    states = asyncio.run(there.ask(lambda store: store.outbox.waiting()))
    assert states[State.DEAD] == 1
    claimed = asyncio.run(there.ask(lambda store: store.outbox.claim(utc_now(), timedelta(1))))
    assert "soon" not in [one.dedup for one in claimed]
    [letter] = asyncio.run(there.ask(lambda store: store.letters.all()))
    assert letter.error == HELD


def test_the_same_device_goes_on_only_where_nothing_happened_since(
    sqlite_places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, there = sqlite_places
    matrix = here.folder / "matrix"
    (matrix / "cross-signing.json").write_text("{}")
    (matrix / "session.json").write_text(json.dumps({"device": "D"}))
    with closing(sqlite3.connect(matrix / "crypto.db")) as keys:
        keys.execute("PRAGMA journal_mode=WAL")
        keys.execute("CREATE TABLE session (id TEXT)")
        keys.execute("INSERT INTO session VALUES ('one')")
        keys.commit()
        assert (matrix / "crypto.db-wal").exists()
        assert here.backup(tmp_path / "copy") == 0
    (there.folder / "matrix").rmdir()
    assert there.restore(tmp_path / "copy") == 0
    assert [one.name for one in (there.folder / "matrix").iterdir()] == ["cross-signing.json"]
    assert stat.S_IMODE((there.folder / "matrix").stat().st_mode) == 0o700
    third = Place(tmp_path / "2", f"sqlite:///{tmp_path / '2' / 'comity.db'}")
    assert third.restore(tmp_path / "copy", "--same-device") == 0
    kept = third.folder / "matrix"
    assert sorted(one.name for one in kept.iterdir()) == [
        "cross-signing.json",
        "crypto.db",
        "session.json",
    ]
    with closing(sqlite3.connect(kept / "crypto.db")) as keys:
        assert keys.execute("SELECT id FROM session").fetchall() == [("one",)]


def test_a_database_with_rows_is_never_replaced(
    sqlite_places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = sqlite_places
    assert here.backup(tmp_path / "copy") == 0
    asyncio.run(filled(there.url, keyring_at(there.key)))
    before = asyncio.run(there.ask(everything))
    key = there.key.read_bytes()
    assert there.restore(tmp_path / "copy") == 2
    assert "never replaces" in capsys.readouterr().err
    assert asyncio.run(there.ask(everything)) == before
    assert there.key.read_bytes() == key


def test_another_master_key_in_its_place_is_not_overwritten(
    sqlite_places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = sqlite_places
    assert here.backup(tmp_path / "copy") == 0
    keyring_at(there.key)
    assert there.restore(tmp_path / "copy") == 2
    assert "is not overwritten" in capsys.readouterr().err


def test_a_damaged_copy_changes_nothing(
    sqlite_places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = sqlite_places
    copy = tmp_path / "copy"
    assert here.backup(copy) == 0
    content = copy.read_bytes()
    copy.write_bytes(content[:-1])
    assert there.restore(copy) == 2
    assert "was changed" in capsys.readouterr().err
    there.words.write_text("six words that are not the right ones")
    copy.write_bytes(content)
    assert there.restore(copy) == 2
    assert "passphrase is not the one" in capsys.readouterr().err
    assert not there.key.exists()
    assert not (there.folder / "comity.db").exists()


def test_a_copy_is_for_its_owner_s_eyes_and_never_replaces_another(
    sqlite_places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, _ = sqlite_places
    copy = tmp_path / "copy"
    assert here.backup(copy) == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert here.key.read_bytes().strip() not in copy.read_bytes()
    first = copy.read_bytes()
    assert here.backup(copy) == 2
    assert "there already" in capsys.readouterr().err
    assert copy.read_bytes() == first
    here.words.write_text("short")
    assert here.backup(tmp_path / "other") == 2
    assert "too short" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir() if "other" in one.name] == []
    assert asyncio.run(here.ask(lambda store: store.directory.setting(LAST))) is not None


def test_a_database_that_does_not_answer_is_told_in_words(
    tmp_path: Path, free_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place(tmp_path / "place", f"postgresql://nobody@127.0.0.1:{free_port}/none")
    keyring_at(place.key)
    assert place.backup(tmp_path / "copy") == 2
    assert "does not answer" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["place"]
