"""What the command line says where settings or secrets are not there (yet)."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.matrix.session import SESSION, Kept
from config.settings import looked
from tests.bot.cli.answering import ROOT
from tests.bot.cli.test_init import MATRIX, started


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder right after `comity init`: no secret is in its file."""
    for name in [name for name in os.environ if name.startswith("COMITY_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    options = ("--homeserver", "http://127.0.0.1:9", "--slack", "socket", "--operators", "matrix")
    assert started(tmp_path, *MATRIX, *options) == 0
    return tmp_path


@pytest.mark.usefixtures("fresh")
def test_doctor_names_each_secret_that_is_missing_and_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    assert main(["doctor", "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    secrets = [one for one in found if one["check"] == "secret"]
    assert {one["said"].partition(":")[0] for one in secrets} == {
        "matrix.password",
        "slack.bot_token",
        "slack.app_token",
    }
    for one in secrets:
        assert one["grade"] == "failure"
        assert "chmod 600 secrets/" in one["advice"]
    assert {"key", "database", "homeserver", "disk", "time_zones"} <= {
        one["check"] for one in found
    }
    assert main(["doctor"]) == 1
    assert "→ Put the secret there, then say: chmod 600" in capsys.readouterr().out


def test_doctor_looks_at_the_file_of_each_secret(
    fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fresh / "secrets" / "matrix-password").write_text("x")
    (fresh / "secrets" / "matrix-password").chmod(0o644)
    capsys.readouterr()
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "Others may read secrets/matrix-password (mode 0644); it holds matrix.password." in told
    assert "Say: chmod 600 secrets/matrix-password" in told


@pytest.mark.usefixtures("fresh")
def test_what_needs_only_the_database_needs_no_secret_of_a_platform(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["migrate"]) == 0
    assert main(["directory", "import", "directory.toml", "--yes"]) == 0
    assert main(["audit", "verify"]) == 0
    assert main(["outbox", "list"]) == 0
    capsys.readouterr()
    assert main(["run"]) == 2
    told = capsys.readouterr().err
    for name in ("matrix-password", "slack-bot-token", "slack-app-token"):
        assert f"chmod 600 secrets/{name}" in told


def test_an_address_that_cannot_be_read_is_never_another_database(
    fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = fresh / "comity.toml"
    text = settings.read_text().replace('url = "sqlite:///comity.db"', 'url_file = "secrets/url"')
    settings.write_text(text)
    assert main(["migrate"]) == 2
    assert "database.url: secrets/url cannot be read" in capsys.readouterr().err
    assert main(["doctor"]) == 1
    assert "database.url: the file secrets/url" in capsys.readouterr().out
    assert not (fresh / "comity.db").exists()


@pytest.mark.parametrize("signed", [False, True])
def test_a_password_is_needed_until_the_device_is_signed_in_and_no_longer(
    fresh: Path, capsys: pytest.CaptureFixture[str], signed: bool
) -> None:
    chosen, _ = looked((fresh / "comity.toml").read_text("utf-8"), {}, "comity.toml")
    session = {"device": "ABC", "token": "kept", "signed": signed}
    Kept(chosen.matrix.store).write(SESSION, session)
    capsys.readouterr()
    assert main(["run"]) == 2
    told = capsys.readouterr().err
    assert ("matrix.password" in told) is not signed
    assert "slack.bot_token" in told


@pytest.mark.parametrize("words", [("doctor",), ("migrate",), ("audit", "verify"), ("run",)])
def test_a_folder_without_settings_is_named_and_stays_empty(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*words]) == 2
    assert f"There is no comity.toml in {tmp_path}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_environment_alone_is_enough_and_the_database_is_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMITY_DATABASE__URL", "sqlite:///own.db")
    assert main(["audit", "verify"]) == 2
    assert list(tmp_path.iterdir()) == []
    assert main(["migrate"]) == 0
    for file in tmp_path.glob("own.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_who_reads_only_the_first_line_gets_no_traceback(fresh: Path) -> None:
    line = f"{sys.executable} -m bot doctor --json | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=fresh,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
