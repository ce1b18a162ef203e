"""A disk that fills is told of before it is full, and once that it has room again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.monitor.telling import ENOUGH, LITTLE
from storage.database import Database
from storage.keyring import Keyring
from tests.bot.monitor.cramped import APART, possible
from tests.bot.monitor.test_words import Told

MEGABYTE = 1024 * 1024
SIZE = ENOUGH + 20 * MEGABYTE
_MOUNTED = 'mount -t tmpfs -o size="$2" tmpfs "$1" && echo there && exec sleep 600'


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, a little larger than what is enough."""
    folder = tmp_path / "disk"
    folder.mkdir()
    line = (*APART, "sh", "-ec", _MOUNTED, "sh", str(folder), str(SIZE))
    with subprocess.Popen(line, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"there\n"
        yield Path(f"/proc/{process.pid}/root{folder}")
        process.terminate()


@pytest.mark.skipif(not possible(), reason="no disk of our own may be mounted here")
@pytest.mark.rule("P-17")
async def test_a_disk_that_is_nearly_full_is_told_once_and_once_that_it_has_room_again(
    migrated_sqlite_url: str, disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = await Database.open(migrated_sqlite_url, Keyring(bytes(range(32))))
    told = Told(database, disk, caplog)
    await told.lead.look()

    async def taken(amount: int) -> list[str]:
        """What operators were told once so many bytes are taken."""
        with (disk / "ballast").open("wb") as file:
            if amount:
                os.posix_fallocate(file.fileno(), 0, amount)
        await told.telling.look({})
        return told.words

    full, free = "operators.disk_full", "operators.disk_free"
    assert await taken(0) == []
    assert await taken(SIZE - LITTLE - MEGABYTE) == []
    assert await taken(SIZE - LITTLE + MEGABYTE) == [full]
    assert await taken(SIZE - LITTLE + 2 * MEGABYTE) == [full]
    assert await taken(SIZE - ENOUGH + MEGABYTE) == [full]
    assert await taken(0) == [full, free]
    assert await taken(0) == [full, free]
    await database.close()
