"""Ctrl-C ends any command in order, whatever it is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


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
    with pipe.open("w"):  # the command is reading now, and nothing comes
        started.send_signal(signal.SIGINT)
        said = started.communicate(timeout=60)
    assert said == ("", "")
    assert started.returncode == 130  # as shells tell of Ctrl-C
