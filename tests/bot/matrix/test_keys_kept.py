"""A key that came is kept whole, or comes again: no crash parts it from its ratchet."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from peewee import PeeweeException  # type: ignore[import-untyped]

from bot.rooms import Message
from tests.bot.matrix.conftest import NewBot, NewPerson
from tests.bot.matrix.test_conversation import together

NO_MORE_KEYS = """
CREATE TRIGGER full BEFORE INSERT ON megolminboundsessions
BEGIN SELECT RAISE(ABORT, 'nothing more can be kept'); END
"""


def change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "crypto.db")) as store, store:
        store.execute(statement)


async def test_a_key_that_could_not_be_kept_is_read_when_it_comes_again(
    bot: NewBot, person: NewPerson, tmp_path: Path
) -> None:
    ears, anna, room = await together(bot, person)
    await anna.say(room, "read")
    await ears.hears("read")
    folder = tmp_path / "comity"
    change(folder, NO_MORE_KEYS)
    anna.forgets(room)
    await anna.say(room, "with a key of its own")
    assert isinstance(await ears.ended(), PeeweeException)
    change(folder, "DROP TRIGGER full")
    await ears.listens()
    await ears.hears("with a key of its own")
    await ears.platform.send(room, Message("k", "I go on.", ""))
    await anna.sees(room, lambda m: m.body == "I go on.")


async def test_a_process_that_ends_between_a_ratchet_and_its_key_reads_it_after_all(
    bot: NewBot, person: NewPerson, tmp_path: Path
) -> None:
    ears, anna, room = await together(bot, person)
    await anna.say(room, "read")
    await ears.hears("read")
    change(tmp_path / "comity", NO_MORE_KEYS)
    anna.forgets(room)
    await anna.say(room, "with a key of its own")
    await ears.ended()
    await ears.close()
    change(tmp_path / "comity", "DROP TRIGGER full")
    later = await bot()
    await later.hears("with a key of its own")
    assert not later.unreadable
