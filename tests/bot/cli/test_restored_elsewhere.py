"""A copy put back where there is nothing, and what is refused of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.bot.cli.place import Place


def test_the_settings_come_back_where_there_are_none(
    sqlite_places: tuple[Place, Place],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here, _ = sqlite_places
    with here.config.open("a") as settings:
        settings.write('password_file = "secrets/matrix-password"\n')
        settings.write('[slack]\nbot_token_file = "secrets/slack-bot-token"\n')
    assert here.backup(tmp_path / "copy") == 0
    (tmp_path / "0").rename(tmp_path / "lost")
    new = tmp_path / "new"
    new.mkdir()
    monkeypatch.chdir(new)
    words = tmp_path / "lost" / "passphrase"
    (tmp_path / "0").mkdir()
    assert main(["restore", str(tmp_path / "copy"), "--passphrase-file", str(words)]) == 0
    assert (new / "comity.toml").read_text() == (tmp_path / "lost" / "comity.toml").read_text()
    told = capsys.readouterr().out
    assert "Put the secret into secrets/matrix-password" in told
    assert "Put the secret into secrets/slack-bot-token" in told
    assert main(["audit", "verify"]) == 0
    assert main(["doctor", "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[0] == "{"]
    [copied] = [one["said"] for one in found if one["check"] == "backup"]
    assert copied.startswith("The newest copy was made on")


def test_a_refused_restore_leaves_nothing_behind(
    sqlite_places: tuple[Place, Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = sqlite_places
    own = here.config.read_text()
    for n, beside in enumerate(('url_file = "secrets/url"', 'url = "sqlite:///new.db"')):
        here.config.write_text(own.replace(str(here.key), "new.key"))
        copy = tmp_path / f"copy-{n}"
        assert here.comity("migrate") == 0
        settings = here.config.read_text().replace(f'url = "{here.url}"', beside)
        (tmp_path / "new.key").write_bytes(here.key.read_bytes())
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("COMITY_DATABASE__URL", here.url)
        here.config.write_text(settings)
        assert here.backup(copy) == 0
        monkeypatch.delenv("COMITY_DATABASE__URL")
        new = tmp_path / f"new-{n}"
        new.mkdir()
        (new / "new.key").write_text("another key\n")
        monkeypatch.chdir(new)
        assert main(["restore", str(copy), "--passphrase-file", str(here.words)]) == 2
        assert [one.name for one in new.iterdir()] == ["new.key"]


def test_a_passphrase_that_others_may_read_is_warned_of(
    sqlite_places: tuple[Place, Place], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, _ = sqlite_places
    here.words.chmod(0o644)
    assert here.backup(tmp_path / "open") == 0
    assert f"mode 0644). Say: chmod 600 {here.words}" in capsys.readouterr().err
    here.words.chmod(0o600)
    assert here.backup(tmp_path / "closed") == 0
    assert capsys.readouterr().err == ""
