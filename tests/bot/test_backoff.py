"""A platform that cannot be reached is tried ever more rarely, and does not fill the log."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.backoff import LONGEST, STEADY, TOLD_EVERY, Backoff, reason
from bot.rooms import Busy

ROOT = Path(__file__).parents[2]


@given(st.integers(1, 60), st.floats(0.5, 5))
def test_each_wait_is_at_most_twice_the_last_and_never_over_the_longest(
    tries: int, first: float
) -> None:
    backoff = Backoff()
    waits = [backoff.seconds(first, 0.0) for _ in range(tries)]
    for number, wait in enumerate(waits):
        longest = min(first * 2.0**number, LONGEST)
        assert longest / 2 <= wait <= longest
    assert backoff.seconds(first, STEADY) <= first


def test_the_log_has_the_first_fault_and_then_one_a_minute() -> None:
    backoff = Backoff()
    told = [second for second in range(300) if backoff.tells(1000.0 + second)]
    assert told == [0, 60, 120, 180, 240]
    assert TOLD_EVERY == 60
    backoff.back()
    assert backoff.tells(1299.5)


def test_a_reason_names_kinds_and_no_words() -> None:
    busy = Busy(2)
    busy.__cause__ = ConnectionRefusedError("words that may be content")
    assert reason(ExceptionGroup("x", [busy])) == "Busy < ConnectionRefusedError"
    busy.__cause__ = OSError(errno.EADDRINUSE, "words that may be content")
    assert reason(busy) == "Busy < OSError EADDRINUSE"


def told(folder: Path) -> list[str]:
    """The log of a bot that runs here, until some seconds after both platforms were away."""
    words = [sys.executable, "-m", "bot"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*words, "migrate"], cwd=folder, env=env, check=True, capture_output=True)
    log: list[str] = []
    with subprocess.Popen(
        [*words, "run"], cwd=folder, env=env, stderr=subprocess.PIPE, text=True
    ) as bot:
        assert bot.stderr is not None
        for line in bot.stderr:
            log.append(line)
            if sum('"platform_away"' in one for one in log) == 2:
                break
        with suppress(subprocess.TimeoutExpired):
            bot.wait(timeout=6)  # time for many more tries
        bot.terminate()
        log += bot.stderr
    return log


def test_a_bot_without_network_says_once_which_host_and_why(tmp_path: Path, free_port: int) -> None:
    (tmp_path / "comity.toml").write_text(
        '[database]\nurl = "sqlite:///comity.db"\n'
        f'[matrix]\nhomeserver = "http://localhost:{free_port}"\nuser = "@c:x"\npassword = "x"\n'
        '[slack]\nteam = "T0A"\nbot_token = "xoxb-x"\napp_token = "xapp-x"\n'
        f'api_url = "http://localhost:{free_port}/api/"\n'
    )
    lines = [json.loads(line) for line in told(tmp_path)]
    assert any(line["message"] == "ready" for line in lines)
    away = [line for line in lines if line["message"] == "platform_away"]
    assert sorted(line["platform"] for line in away) == ["matrix", "slack"]
    for line in away:
        assert line["host"] == "localhost"
        assert "ClientConnectorError" in line["fault"]
    assert len([line for line in lines if line["level"] == "ERROR"]) <= 3
