"""Where there is no room for a file, it is said, and no half of one is left."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bot.cli.place import Place
from tests.bot.monitor.cramped import APART, possible

ROOT = Path(__file__).parents[3]


def without_room(words: Sequence[str], folder: Path, room: int) -> str:
    """What a command says that may write so many bytes into a file."""
    given = [sys.executable, "-m", "bot", *words]
    done = subprocess.run(
        ["prlimit", f"--fsize={room}", *given],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


def test_init_without_room_leaves_nothing_half(tmp_path: Path) -> None:
    words = (
        "--state NL --authority A --capital Delft --operator @o:x.org --homeserver https://x.org"
    )
    said = without_room(["init", "--yes", *words.split()], tmp_path, 100)
    assert said == "comity: comity.toml cannot be written: File too large.\n"
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_new_key_without_room_leaves_the_old_one(sqlite_places: tuple[Place, Place]) -> None:
    here, _ = sqlite_places
    with here.key.open("a") as file:  # so many that they take more room than SQLite asks for
        file.writelines(f"{n:064x}\n" for n in range(2000))
    before = here.key.read_bytes()
    words = ["key", "rotate", "--yes", "--config", str(here.config)]
    said = without_room(words, here.folder, 100_000)
    assert said == f"comity: {here.key} cannot be written: File too large.\n"
    assert here.key.read_bytes() == before
    assert list(here.folder.glob(".*")) == []


def test_a_copy_is_put_back_once_there_is_room(
    sqlite_places: tuple[Place, Place], tmp_path: Path
) -> None:
    here, there = sqlite_places
    copy = tmp_path / "copy"
    assert here.backup(copy) == 0
    words = ["restore", str(copy), "--passphrase-file", str(here.words)]
    said = without_room([*words, "--config", str(there.config)], there.folder, 10)
    assert "cannot be written: File too large." in said
    assert not there.key.exists()
    assert there.restore(copy) == 0
    assert there.comity("audit", "verify") == 0


@pytest.mark.skipif(not possible(), reason="no disk of our own may be mounted here")
def test_a_database_without_room_is_not_taken_for_one_that_is_away(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "comity.toml").write_text('[database]\nurl = "sqlite:///disk/comity.db"\n')
    mounted = 'mount -t tmpfs -o size=300k tmpfs disk && exec "$@"'
    done = subprocess.run(
        [*APART, "sh", "-ec", mounted, "sh", sys.executable, "-m", "bot", "migrate"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == (
        "comity: The disk of the database is full, and nothing was done. Make room, "
        "remove no file of the database, and say it again.\n"
    )
    assert done.returncode == 2
