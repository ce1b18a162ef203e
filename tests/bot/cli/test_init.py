"""`comity init`, with options and as somebody answers it at a terminal."""

from __future__ import annotations

import json
import stat
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.__main__ import main
from bot.operate.choices import Choices, comity_toml
from config.settings import MatrixAccount, Settings, settings
from tests.bot.cli.answering import ROOT, answered

SCHEMA = ROOT / "tests" / "contracts" / "slack" / "manifest.schema.2.0.0.json"
STATE = ("--state", "NL", "--authority", "Central Authority", "--capital", "The Hague")
COMMON = (*STATE, "--zone", "Europe/Amsterdam", "--yes")
MATRIX = ("--homeserver", "https://matrix.example.org", "--operator", "@ops:example.org")
HTTP = ("--slack", "http", "--address", "https://comity.example.org/slack/events")


def started(folder: Path, *options: str) -> int:
    return main(["init", str(folder), *COMMON, *options])


def read(folder: Path) -> Settings:
    for name in ("matrix-password", "slack-bot-token", "slack-app-token", "slack-signing-secret"):
        (folder / "secrets" / name).write_text("secret")
    return settings(folder / "comity.toml", {})


def test_options_alone_make_settings_that_are_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert started(tmp_path, *MATRIX) == 0
    out = capsys.readouterr().out
    assert "Put the secret into secrets/matrix-password" in out
    made = read(tmp_path)
    assert made.matrix == MatrixAccount(
        homeserver="https://matrix.example.org",
        user="@comity:example.org",
        password="secret",
        store=Path("matrix"),
        allowed_homeservers=("example.org",),
        trusted_homeservers=("example.org",),
    )
    assert made.database.url == "sqlite:///comity.db"
    assert made.slack.installs == ()
    assert not (tmp_path / "slack-manifest.json").exists()


@pytest.mark.parametrize(("options", "socket"), [(("--slack", "socket"), True), (HTTP, False)])
@pytest.mark.parametrize("rotate", [False, True])
def test_slack_comes_with_a_manifest_of_its_schema(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    socket: bool,
    rotate: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    more = ("--rotate",) if rotate else ()
    assert started(tmp_path, *options, "--operator", "T0A:U0B", *more) == 0
    made = json.loads((tmp_path / "slack-manifest.json").read_text())
    schema = json.loads(SCHEMA.read_text())
    assert [fault.message for fault in Draft7Validator(schema).iter_errors(made)] == []
    assert made["settings"]["socket_mode_enabled"] is socket
    assert made["settings"]["token_rotation_enabled"] is rotate
    (tmp_path / "secrets" / "slack-refresh-token").write_text("r")
    (tmp_path / "secrets" / "slack-client-secret").write_text("c")
    slack = read(tmp_path).slack
    assert slack.mode == ("socket" if socket else "http")
    assert (slack.bot_token, slack.refresh_token) == ("secret", "r" if rotate else "")


def test_the_first_directory_can_be_imported_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        started(tmp_path, *MATRIX, "--group-name", 'The "Hague" group', "--languages", "en,fr") == 0
    )
    (tmp_path / "secrets" / "matrix-password").write_text("x")
    assert main(["migrate"]) == 0
    assert main(["directory", "import", "directory.toml", "--yes"]) == 0
    out = capsys.readouterr().out
    assert "New: room operators" in out


@pytest.mark.parametrize(
    ("operator", "platform"), [("T0A:U0B", "slack"), ("@ops:example.org", "matrix")]
)
def test_with_both_platforms_the_operators_sit_where_the_first_one_has_an_account(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    operator: str,
    platform: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    home = ("--homeserver", "https://matrix.example.org", "--slack", "socket")
    assert started(tmp_path, *home, "--operator", operator) == 0
    [room] = [
        part
        for part in (tmp_path / "directory.toml").read_text().split("\n\n")
        if part.strip().startswith("[room.operators]")
    ]
    assert f'platform = "{platform}"' in room
    written = tomllib.loads((tmp_path / "directory.toml").read_text())
    seat = written["room"]["authorities"]
    assert (seat["platform"], seat["ceiling"]) == ("matrix", "TLP:AMBER+STRICT")
    assert "accept the risk" not in capsys.readouterr().out
    assert (tmp_path / "slack-manifest.json").exists()
    read(tmp_path)
    assert main(["migrate"]) == 0
    assert main(["directory", "import", "directory.toml", "--yes"]) == 0
    assert "New: room operators" in capsys.readouterr().out


def test_no_secret_stands_in_the_settings_and_only_we_read_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = "postgresql://comity:hunter2secret@db.example.org/comity"
    assert started(tmp_path, *MATRIX, "--database", url) == 0
    assert "hunter2secret" not in (tmp_path / "comity.toml").read_text()
    assert read(tmp_path).database.url == url
    for path in (tmp_path / "comity.toml", tmp_path / "secrets" / "database-url"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_nothing_is_replaced_without_being_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert started(tmp_path, *MATRIX) == 0
    (tmp_path / "comity.toml").write_text("# mine\n")
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert started(tmp_path, *MATRIX) == 2
    assert "is not overwritten" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--database", "mysql://x/y"), "neither"),
        (("--state", "ZZ"), "not the ISO code"),
        (("--zone", "Europe/Rom"), "not known"),
        (("--user", "comity"), "@name:server"),
        (("--slack", "http", "--address", "http://example.org/slack"), "begins with https://"),
        (("--slack", "maybe"), "Answer no, socket or http"),
        (("--languages", "en,de"), "en, fr and es"),
        (("--operator", "U0B"), "@name:server"),
    ],
)
def test_an_answer_that_will_not_do_is_told_with_what_would(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert started(tmp_path / "new", *MATRIX, *options) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_every_setting_stands_in_what_is_written_with_a_comment() -> None:
    chosen = Choices(homeserver="https://x", user="@c:x", slack="socket", rotate=True)
    text = comity_toml(chosen) + comity_toml(Choices(slack="http", address="https://x/y"))
    left = {"api_url", "lacks", "store", "port"}  # for compatible servers, or good as they are
    for section in ("database", "matrix", "slack", "monitor"):
        for key in vars(getattr(Settings(), section)):
            assert key in left or f"{key}" in text, key


def test_a_person_is_asked_and_may_correct_an_answer(tmp_path: Path) -> None:
    code, said = answered(tmp_path)
    assert code == 0, said
    assert "not the ISO code of a State" in said
    assert "This is neither sqlite:///file" in said
    assert "how an account of matrix is written" in said
    assert "Without one answer back" in said
    assert "a password of Matrix" not in said
    assert (tmp_path / "secrets" / "matrix-password").read_text() == "a password of Matrix\n"
    assert (tmp_path / "secrets" / "slack-app-token").read_text() == "xapp-1\n"
    assert not (tmp_path / "secrets" / "slack-bot-token").exists()
    assert 'parties = ["NL"]' in (tmp_path / "directory.toml").read_text()
