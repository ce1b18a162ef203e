"""Every file that holds a secret: who may read it, whose it is, and what to say if it is wrong."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.operate.finding import Finding, Grade
from bot.operate.secrets import secrets
from bot.render.pages import text
from bot.render.reader import Reader
from config.secrets import SecretFile, secret_files
from config.settings import MatrixAccount, Settings, SlackAccount, Workspace

SETTINGS = """
[database]
url = "sqlite:///comity.db"
[matrix]
homeserver = "https://matrix.example"
password_file = "secrets/matrix"
[slack]
bot_token = "xoxb-1"
app_token_file = "secrets/app"
[[slack.workspace]]
team = "T2"
bot_token_file = "secrets/second"
"""


def said(found: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Of each finding its key, the words of it, and the advice."""
    return [
        (
            one.said.msgid.removeprefix("doctor."),
            text(one.said, Reader()),
            text(one.advice, Reader()) if one.advice else "",
        )
        for one in found
    ]


def test_every_secret_of_the_settings_is_known_with_its_file_and_no_other_key() -> None:
    environment = {
        "COMITY_SLACK__APP_TOKEN_FILE": "/elsewhere/app",
        "COMITY_SLACK__SIGNING_SECRET": "given at once",
        "COMITY_DATABASE__URL_FILE": "/elsewhere/url",
    }
    found = secret_files(SETTINGS, environment, Path("comity.toml"))
    assert {str(one.path): one.keys for one in found} == {
        "comity.toml": ("slack.bot_token",),
        "secrets/matrix": ("matrix.password",),
        "/elsewhere/app": ("slack.app_token",),
        "secrets/second": ("slack.workspace.bot_token",),
    }


@pytest.mark.parametrize(
    "url", ["postgresql://comity@db/comity", "postgresql://comity:x@db/comity"]
)
def test_an_address_is_a_secret_where_a_password_stands_in_it(url: str) -> None:
    found = secret_files(f'[database]\nurl = "{url}"', {}, Path("comity.toml"))
    assert bool(found) is (":x@" in url)


@pytest.mark.rule("P-14")
def test_a_secret_is_for_the_bot_alone_and_each_file_says_what_to_do(tmp_path: Path) -> None:
    files = []
    for name, mode, words in (("well", 0o600, "x"), ("open", 0o644, "x"), ("empty", 0o600, "\n")):
        path = tmp_path / name
        path.write_text(words)
        path.chmod(mode)
        files.append(SecretFile(path, (f"slack.{name}",)))
    files.append(SecretFile(tmp_path / "gone", ("slack.gone",)))  # told where it was to be read
    found = list(secrets(files, Settings()))
    assert [one.grade for one in found] == [Grade.OK, Grade.FAILURE, Grade.FAILURE]
    well, others, empty = said(found)
    assert well[0] == "secret"
    assert "slack.open" in others[1]
    assert "mode 0644" in others[1]
    assert others[2] == f"Say: chmod 600 {tmp_path}/open"
    assert empty[0] == "secret_empty"
    assert "Put the secret there" in empty[2]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_a_secret_of_somebody_else_is_to_be_given_to_the_bot(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("x")
    path.chmod(0o640)
    os.chown(path, 12_345, -1)
    [found] = said(list(secrets([SecretFile(path, ("slack.bot_token",))], Settings(), us=54_321)))
    assert found[0] == "secret_owner"
    assert found[2] == f"Say: chown 54321 {path} && chmod 600 {path}"


def test_what_a_service_manager_hands_over_has_the_mode_that_it_chooses(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("x")
    path.chmod(0o444)
    file = SecretFile(path, ("slack.bot_token",))
    [found] = secrets([file], Settings(), handed_over=(tmp_path,))
    assert found.grade is Grade.OK
    [found] = secrets([file], Settings())
    assert found.grade is Grade.FAILURE


@pytest.mark.rule("P-14")
def test_the_folders_of_sessions_and_tokens_are_for_the_bot_alone(tmp_path: Path) -> None:
    chosen = replace(
        Settings(),
        matrix=MatrixAccount(homeserver="https://matrix.example", store=tmp_path / "matrix"),
        slack=SlackAccount(store=tmp_path / "slack", workspace=(Workspace(bot_token="x"),)),
    )
    for name, mode in (("matrix", 0o755), ("slack", 0o700)):
        (tmp_path / name).mkdir(mode=mode)
        (tmp_path / name / "kept").write_text("x")
    [found] = said(list(secrets([], chosen)))
    assert found[0] == "folder_open"
    assert found[2] == f"Say: chmod 700 {tmp_path}/matrix"


def test_a_folder_that_we_may_not_enter_ends_no_examination(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "token").write_text("x")
    closed.chmod(0)
    kept = MatrixAccount(homeserver="https://matrix.example", store=closed / "matrix")
    us = os.geteuid()
    os.seteuid(us or 65_534)  # root may enter any
    try:
        files = [SecretFile(closed / "token", ("slack.bot_token",))]
        assert not list(secrets(files, replace(Settings(), matrix=kept)))
    finally:
        os.seteuid(us)
        closed.chmod(0o700)


def test_a_folder_in_which_another_account_made_something_is_told_with_its_remedy(
    tmp_path: Path,
) -> None:
    store = tmp_path / "matrix"
    store.mkdir(mode=0o700)
    (store / "session.json").write_text("{}")
    kept = MatrixAccount(homeserver="https://matrix.example", store=store)
    [found] = said(list(secrets([], replace(Settings(), matrix=kept), us=54_321)))
    assert found[0] == "file_owner"
    assert found[2] == f"Stop the bot, and say: chown -R 54321 {store}"
