"""Slack's section: one workspace flat, further ones as tables, secrets also from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import Unset, settings


def test_one_workspace_is_flat_and_its_secrets_may_stand_in_files_or_the_environment(
    tmp_path: Path,
) -> None:
    (tmp_path / "token").write_text("xoxb-1\n")
    text = f'[slack]\nteam = "T1"\nmode = "http"\nbot_token_file = "{tmp_path / "token"}"\n'
    given = settings(
        _file(tmp_path, text),
        {"COMITY_SLACK__SIGNING_SECRET": "s", "COMITY_SLACK__PORT": "4100"},
    ).slack
    assert (given.bot_token, given.signing_secret, given.port) == ("xoxb-1", "s", 4100)
    assert [one.team for one in given.installs] == ["T1"]
    assert given.host == "127.0.0.1"


def test_further_workspaces_are_tables(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-2")
    text = (
        '[slack]\nteam = "T1"\nbot_token = "xoxb-1"\nallowed_teams = ["T9"]\n'
        f'[[slack.workspace]]\nteam = "T2"\nbot_token_file = "{tmp_path / "token"}"\n'
        '[[slack.workspace]]\nteam = "T3"\nrefresh_token = "xoxe-3"\n'
    )
    given = settings(_file(tmp_path, text), {}).slack
    assert [one.team for one in given.installs] == ["T1", "T2", "T3"]
    assert given.installs[1].bot_token == "xoxb-2"
    assert given.allowed_teams == ("T9",)


def test_without_the_section_there_is_no_slack(tmp_path: Path) -> None:
    assert settings(_file(tmp_path, ""), {}).slack.installs == ()


def test_no_secret_is_shown(tmp_path: Path) -> None:
    secrets = ("bot_token", "app_token", "signing_secret", "refresh_token", "client_secret")
    lines = "".join(f'{name} = "hidden"\n' for name in secrets)
    text = f"[slack]\n{lines}[[slack.workspace]]\n{lines}"
    assert "hidden" not in repr(settings(_file(tmp_path, text), {}))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[slack]\nworkspace = "T2"\n', "slack.workspace must be tables"),
        ('[[slack.workspace]]\nnobody = "x"\n', "unknown key nobody"),
        ('[slack]\nport = "soon"\n', "slack.port must be int"),
        ('[matrix]\nhomeserver = "localhost:8008"\n', "matrix.homeserver must begin with https://"),
        ('[matrix]\nuser = "comity"\n', "matrix.user must be an account"),
        ("[slack]\nport = 65536\n", "slack.port must be a port: 0 to 65535"),
        ("[monitor]\nport = -1\n", "monitor.port must be a port: 0 to 65535"),
    ],
)
def test_what_is_malformed_is_named(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(Unset, match=why):
        settings(_file(tmp_path, text), {})


def _file(folder: Path, text: str) -> Path:
    file = folder / "comity.toml"
    file.write_text(text)
    return file


def test_a_variable_of_a_key_that_is_not_there_is_refused_and_others_are_let_be() -> None:
    given = {"COMITY_MATRIX__HOMESERVR": "https://x.org", "COMITY_COLOUR": "x", "HOME": "/"}
    with pytest.raises(Unset, match="unknown variable COMITY_MATRIX__HOMESERVR"):
        settings(None, given)
    del given["COMITY_MATRIX__HOMESERVR"]
    assert settings(None, given).matrix.homeserver == ""
