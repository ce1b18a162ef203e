"""Ctrl-C ends any command in order, whatever it is doing."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[3]


def opened_by_its_reader(pipe: Path) -> IO[str]:
    """The writing end, once somebody reads; TimeoutError where nobody does within a minute."""
    until = time.monotonic() + 60
    while True:
        try:
            return os.fdopen(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK), "w")
        except OSError as no:
            if no.errno != errno.ENXIO:
                raise
            if time.monotonic() > until:
                raise TimeoutError from no
            time.sleep(0.05)


def test_ctrl_c_ends_a_command_at_once_and_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "comity.toml").write_text("[database]\n")
    pipe = tmp_path / "directory.toml"
    os.mkfifo(pipe)
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", "directory", "import", "directory.toml"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with opened_by_its_reader(pipe):  # the command is reading now, and nothing comes
        started.send_signal(signal.SIGINT)
        said = started.communicate(timeout=60)
    assert said == ("", "")
    assert started.returncode == 130  # as shells tell of Ctrl-C
