"""What `comity init` says of answers that are missing or wrong, and of Slack alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.bot.cli.answering import TYPED_SECRETS, answered
from tests.bot.cli.test_init import MATRIX, started


@pytest.mark.parametrize("address", ["comity.db", "?", "sqlite", "postgresql://u@h:port/x"])
def test_an_address_of_no_database_is_answered_like_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert started(tmp_path / "new", *MATRIX, "--database", address) == 2
    assert "--database: This is neither sqlite:///file" in capsys.readouterr().err


def test_everything_that_is_missing_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), "--yes"]) == 2
    told = capsys.readouterr().err
    for option in ("--state", "--authority", "--capital", "--operator"):
        assert f"{option} is missing. " in told
    assert "not the ISO code" not in told


def test_in_slack_alone_the_way_to_more_than_green_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert started(tmp_path, "--slack", "socket", "--operator", "T0A:U0B", "--rotate") == 0
    told = capsys.readouterr().out
    assert "hold TLP:GREEN at most" in told
    assert "as `team`" in told
    assert "as `client_id`" in told
    assert main(["migrate"]) == 0
    assert main(["directory", "import", "directory.toml", "--yes"]) == 0
    capsys.readouterr()
    main(["doctor", "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["grade"] for one in found if one["check"] == "group_rooms"] == ["warning"]
    path = tmp_path / "directory.toml"
    before, _, room = path.read_text().partition("[room.authorities]")
    room = room.replace('ceiling = "TLP:GREEN"\n', "", 1)
    for line in ("ceiling = ", "accepted = ", "[slack.T0A]", "name = "):
        room = room.replace(f"# {line}", line)
    path.write_text(f"{before}[room.authorities]{room}")
    assert main(["directory", "import", "directory.toml", "--yes"]) == 0
    capsys.readouterr()
    main(["doctor", "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert not [one for one in found if one["check"] == "group_rooms"]


@pytest.mark.parametrize(("team", "everywhere"), [("T0A", False), ("E0A", True)])
def test_an_organisation_s_install_has_a_manifest_that_allows_it(
    tmp_path: Path, team: str, everywhere: bool
) -> None:
    options = ("--slack", "socket", "--operator", "T0A:U0B", "--team", team)
    assert started(tmp_path, *options) == 0
    made = json.loads((tmp_path / "slack-manifest.json").read_text())
    assert made["settings"]["org_deploy_enabled"] is everywhere


def test_a_state_that_iso_does_not_name_is_given_its_name_and_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    valdora = ["--state", "XV", "--authority", "CA", "--capital", "Porta", "--zone", "Europe/Rome"]
    given = ["init", "--yes", *valdora, "--operator", "@o:x.org", "--homeserver", "https://x.org"]
    assert main(given) == 2
    assert "--state-name is missing." in capsys.readouterr().err
    assert main([*given, "--state-name", "Valdora"]) == 0
    assert main(["migrate"]) == 0
    assert main(["directory", "import", "directory.toml", "--yes", "--by", "operator"]) == 0


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--address", ("https://x/y",)),
        ("--team", ("T0A",)),
        ("--state-name", ("Holland",)),
        ("--rotate", ()),
    ],
)
def test_an_option_that_would_be_lost_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: tuple[str, ...]
) -> None:
    assert started(tmp_path / "new", *MATRIX, option, *value) == 2
    assert f"{option} has no effect with the other options" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    (tmp_path / "file").touch()
    assert started(tmp_path / place, *MATRIX) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_whoever_is_asked_hears_of_an_option_that_the_answers_leave_out_and_may_go_back(
    tmp_path: Path,
) -> None:
    idle = "has no effect with these answers"
    options = ("--team", "T0A", "--rotate")
    left_out = ("address", "team", "operators")
    [typed] = [line for line in TYPED_SECRETS if "Matrix" in line]
    code, said = answered(
        tmp_path / "a", *options, without=left_out, slack=["no"], secrets={typed: "p"}
    )
    assert code == 0, said
    assert [said.count(f"{option} {idle}") for option in ("--team", "--rotate")] == [1, 1]
    assert said.index(idle) < said.index("The name of the group")
    code, said = answered(
        tmp_path / "b",
        *options,
        without=("address", "team"),
        slack=["no", "back", "socket"],
        secrets=TYPED_SECRETS | {"refresh token": "r", "client secret": "c"},
    )
    assert code == 0, said
    assert 'token_rotation_enabled": true' in (tmp_path / "b/slack-manifest.json").read_text()


def test_an_option_that_follows_from_another_is_not_told_as_one_that_was_typed(
    tmp_path: Path,
) -> None:
    [typed] = [line for line in TYPED_SECRETS if "Matrix" in line]
    code, said = answered(
        tmp_path,
        "--operator",
        "T0A:U0B",
        without=("address", "team", "operators"),
        slack=["no"],
        secrets={typed: ""},
    )
    assert code == 2, said
    assert "--operators has no effect" not in said
    assert "how an account of matrix is written" in said
