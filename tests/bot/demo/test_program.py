"""The Slack-compatible server is installed by the node that came with the demonstration."""

import json
import platform
import sys
from pathlib import Path

import pytest

from bot.demo.slack import NotInstalled
from bot.demo.slack.program import install

pytestmark = pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"),
    reason="local-slack is for Linux on x86-64",
)


def test_what_the_lock_names_is_installed_without_a_node_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "package.json").write_text('{"name": "server", "version": "1.0.0"}')
    needs = {"dependencies": {"server": "file:server"}}
    (tmp_path / "package.json").write_text(json.dumps(needs))
    packages = {
        "": needs,
        "node_modules/server": {"resolved": "server", "link": True},
        "server": {"version": "1.0.0"},
    }
    lock = {"name": "demo", "lockfileVersion": 3, "requires": True, "packages": packages}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    install(tmp_path)
    assert (tmp_path / "node_modules" / "server" / "package.json").exists()


def test_where_that_fails_the_command_to_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled, match=f"npm ci --prefix {tmp_path}"):
        install(tmp_path)  # there is no lock in it
