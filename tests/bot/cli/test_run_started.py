"""`comity run` that cannot start, or may not, says why in one sentence and ends."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.matrix.session import SESSION
from bot.operate.matrix import _session
from config.settings import settings
from storage.keyring import keyring_at
from tests.bot.cli.place import Place

ROOT = Path(__file__).parents[3]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A deployment whose homeserver is away: the bot starts, and waits for it."""
    made = Place(tmp_path / "here", f"sqlite:///{tmp_path / 'here' / 'comity.db'}")
    made.config.write_text(made.config.read_text() + 'password = "x"\n')
    assert made.comity("migrate") == 0
    return made


@contextmanager
def started(place: Place) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--config", str(place.config)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=60)


def told(place: Place) -> str:
    """What a bot that ends by itself says last."""
    with started(place) as process:
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 2
    assert "Traceback" not in said
    return said.splitlines()[-1]


def test_a_port_that_another_program_has_is_named(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        place.config.write_text(place.config.read_text() + f"[monitor]\nport = {port}\n")
        assert told(place) == (
            f"comity: Nothing can listen on port {port} of 127.0.0.1 (Address already in use). "
            "If the bot runs already, all is well. Otherwise change `host` or `port` in [monitor]."
        )


def test_a_second_bot_on_a_database_of_sqlite_ends_and_the_first_goes_on(place: Place) -> None:
    with started(place) as first:
        assert first.stderr is not None
        assert any('"ready"' in line for line in first.stderr)
        assert told(place) == (
            "comity: Another process serves this database already; on SQLite there can be only "
            "one. End it first (systemctl stop comity). For two take PostgreSQL."
        )
        assert first.poll() is None
    with started(place) as again:
        assert again.stderr is not None
        assert any('"ready"' in line for line in again.stderr)


def test_other_commands_need_not_wait_for_the_bot_that_serves(place: Place) -> None:
    with started(place) as serving:
        assert serving.stderr is not None
        assert any('"ready"' in line for line in serving.stderr)
        assert main(["audit", "verify", "--config", str(place.config)]) == 0


def test_without_rules_of_time_zones_nothing_starts_and_doctor_still_answers(
    place: Place, tmp_path: Path
) -> None:
    (tmp_path / "shadow" / "tzdata").mkdir(parents=True)
    (tmp_path / "shadow" / "tzdata" / "__init__.py").touch()
    said = []
    for command in ("run", "doctor"):
        done = subprocess.run(
            [sys.executable, "-m", "bot", command, "--config", str(place.config)],
            env=os.environ | {"PYTHONPATH": f"{tmp_path / 'shadow'}:{ROOT}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        said.append(done.stderr + done.stdout)
    assert "no deadline can be reckoned without them" in said[0]
    assert "FAILURE  The rules of time zones are missing." in said[1]


def test_a_demonstration_without_a_homeserver_names_what_there_is_instead(tmp_path: Path) -> None:
    (tmp_path / "synapse.py").touch()  # hides the one that is installed for the tests
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo"],
        env=os.environ | {"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("comity: The demonstration starts a homeserver of its own")
    assert "comity console" in done.stderr


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe"])
def test_a_damaged_session_is_named_by_run_and_doctor(
    place: Place, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (place.folder / "matrix" / SESSION).write_bytes(content)
    capsys.readouterr()
    assert place.comity("run") == 2
    assert f"{SESSION} is damaged. Remove the folder" in capsys.readouterr().err
    [found] = asyncio.run(_session(settings(place.config, {}).matrix, None))
    assert found.said.msgid == "doctor.session_damaged"


@pytest.mark.parametrize("words", [("key", "rotate", "--yes"), ("backup", "copy")])
def test_a_file_that_the_account_may_not_use_is_named(place: Place, words: tuple[str, ...]) -> None:
    keyring_at(place.key)
    place.key.chmod(0)
    more = ["--passphrase-file", str(place.words)] if words[0] == "backup" else []
    # Root may read every file, unless that right is taken from it.
    limited = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*limited, sys.executable, "-m", "bot", *words, *more, "--config", str(place.config)],
        cwd=place.folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"comity: {place.key} may not be used (Permission denied)." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (place.folder / "copy").exists()
