from __future__ import annotations

import stat
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.keyring import Keyring, Unsealable, keyring_at
from storage.sealed import data_key
from storage.store import Store

SECRET = b"what a report says"
PLACE = ("report", "REP-1", "text")


def seal(store: Store, group: str = "g") -> bytes:
    return store.sealer.seal(group, *PLACE, SECRET)


def _open(place: tuple[str, str, str], sealed: bytes, store: Store) -> bytes:
    return store.sealer.open(*place, sealed)


async def test_what_is_sealed_opens_in_its_place_only(database: Database) -> None:
    sealed = await database.run(seal)
    assert SECRET not in sealed
    assert await database.run(lambda store: store.sealer.open(*PLACE, sealed)) == SECRET
    for elsewhere in (
        ("case", "REP-1", "text"),
        ("report", "REP-2", "text"),
        ("report", "REP-1", "x"),
    ):
        with pytest.raises(Unsealable):
            await database.run(partial(_open, elsewhere, sealed))


@pytest.mark.parametrize("place", [0, 3, 10, -1])
async def test_a_changed_byte_is_noticed(database: Database, place: int) -> None:
    sealed = bytearray(await database.run(seal))
    sealed[place] ^= 1
    with pytest.raises(Unsealable):
        await database.run(lambda store: store.sealer.open(*PLACE, bytes(sealed)))


async def test_a_data_key_is_never_kept_as_it_is(database: Database, keys: Keyring) -> None:
    await database.run(seal)
    [row] = await database.run(lambda store: store.connection.execute(select(data_key)).all())
    name = f"data key {row.generation} of {row.group}"
    key = keys.unwrap(row.wrapped, row.master, name)
    assert len(key) == 32
    assert key not in row.wrapped
    with pytest.raises(Unsealable):
        keys.unwrap(row.wrapped, row.master, "data key 1 of another group")


async def test_a_key_of_a_rolled_back_transaction_seals_nothing(database: Database) -> None:
    def undone(store: Store) -> None:
        seal(store)
        raise LookupError

    def within(store: Store) -> bytes:
        with pytest.raises(LookupError), store.savepoint():
            undone(store)
        return seal(store)

    with pytest.raises(LookupError):
        await database.run(undone)
    sealed = await database.run(within)
    assert await database.run(lambda store: store.sealer.open(*PLACE, sealed)) == SECRET


async def test_a_new_master_key_rewraps_and_the_old_one_can_go(
    database: Database, migrated_url: str, keys: Keyring
) -> None:
    sealed = await database.run(seal)
    newer = Keyring(bytes(reversed(range(32))), older=(keys.master,))
    rotating = await Database.open(migrated_url, newer)
    assert await rotating.run(lambda store: store.sealer.rewrap()) == 1
    assert await rotating.run(lambda store: store.sealer.rewrap()) == 0
    await rotating.close()
    alone = await Database.open(migrated_url, Keyring(newer.master))
    assert await alone.run(lambda store: store.sealer.open(*PLACE, sealed)) == SECRET
    await alone.close()


async def test_a_renewed_data_key_seals_anew_and_the_old_one_still_opens(
    database: Database,
) -> None:
    before = await database.run(seal)
    blind = await database.run(lambda store: store.sealer.blind("g", "account", "@anouk"))
    await database.run(lambda store: store.sealer.renew())
    after = await database.run(seal)
    assert before[:5] != after[:5]
    for sealed in (before, after):
        assert await database.run(partial(_open, PLACE, sealed)) == SECRET
    again = await database.run(lambda store: store.sealer.blind("g", "account", "@anouk"))
    assert again == blind


async def test_a_blind_index_is_equal_only_for_equals(database: Database) -> None:
    def work(store: Store) -> list[bytes]:
        asked = [
            ("g", "c", "x"),
            ("g", "c", "y"),
            ("g", "d", "x"),
            ("h", "c", "x"),
            ("g", "c", "x"),
        ]
        return [store.sealer.blind(*one) for one in asked]

    blinds = await database.run(work)
    assert blinds[0] == blinds[-1]
    assert len(set(blinds)) == 4


async def test_chance_is_never_given_twice(database: Database) -> None:
    def drawn(store: Store) -> list[bytes]:
        return [store.sealer.chance(size) for size in (12, 16) * 500]

    first, second = await database.run(drawn), await database.run(drawn)
    assert [len(one) for one in first] == [12, 16] * 500
    assert len({one[:12] for one in first + second}) == 2_000


def test_the_master_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    first = keyring_at(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keyring_at(path) == first
    assert [entry.name for entry in tmp_path.iterdir()] == ["master.key"]


def test_the_keys_are_never_shown(keys: Keyring) -> None:
    assert keys.master.hex() not in repr(keys)
    assert str(keys.master) not in repr(keys)


@pytest.mark.parametrize("text", ["", "00ff", "not hexadecimal"])
def test_a_master_key_of_another_form_is_not_taken(text: str) -> None:
    with pytest.raises(ValueError, match=r"key|hexadecimal"):
        Keyring.read(text)
