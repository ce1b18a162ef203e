"""A copy that a later version made is not put back by an earlier one."""

from __future__ import annotations

import json
import tarfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from storage.backup.archive import ABOUT, members
from storage.backup.cipher import Writer
from tests.bot.cli.place import Place


def test_a_copy_of_a_newer_version_changes_nothing_and_says_what_to_install(
    sqlite_places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = sqlite_places
    copy, newer = tmp_path / "copy", tmp_path / "newer"
    assert here.backup(copy) == 0
    words = here.words.read_text().strip()
    with copy.open("rb") as old, newer.open("wb") as new:
        writer = Writer(new, words, 4)
        with tarfile.open(fileobj=cast("BinaryIO", writer), mode="w|") as tar:
            for name, content in members(old, words):
                said = content
                if name == ABOUT:
                    said = json.dumps(json.loads(content) | {"revision": "9999_later"}).encode()
                entry = tarfile.TarInfo(name)
                entry.size = len(said)
                tar.addfile(entry, BytesIO(said))
        writer.finish()
    capsys.readouterr()
    assert there.restore(newer) == 2
    assert "newer version" in capsys.readouterr().err
    assert not there.key.exists()
    assert not (there.folder / "comity.db").exists()
    assert there.restore(copy) == 0
