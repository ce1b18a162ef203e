"""Setting up goes on where it was interrupted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / ".ci" / "venv"


def test_an_environment_that_was_interrupted_while_it_was_made_is_made_anew(tmp_path: Path) -> None:
    half = [sys.executable, "-m", "venv", "--without-pip", "environment"]
    subprocess.run(half, cwd=tmp_path, check=True)
    (tmp_path / "requirements").mkdir()
    for name in ("build.lock", "run.lock"):
        (tmp_path / "requirements" / name).write_text("")
    line = ["bash", str(SCRIPT), sys.executable, "environment", "requirements/run.lock"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
