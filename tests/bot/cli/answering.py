"""Somebody at a terminal who answers what `comity init` asks."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.operate.answers import QUESTIONS

ROOT = Path(__file__).parents[3]
ANSWERS = {
    "state": ["Narnia", "nl"],
    "homeserver": ["https://matrix.example.org"],
    "slack": ["http", "back", "socket"],
    "database": ["?", ""],
    "team": ["T0A"],
    "authority": ["Central Authority of the Netherlands"],
    "capital": ["The Hague"],
    "zone": ["Europe/Amsterdam"],
    "operator": ["nobody", "@ops:example.org"],
}
TYPED_SECRETS = {
    "password of the bot's Matrix account": "a password of Matrix",
    "bot token, xoxb": "",
    "app-level token, xapp": "xapp-1",
}


def until(process: subprocess.Popen[bytes], prompt: str) -> str:
    """What is said to the end of this prompt (or to the very end), whose echo is off by then."""
    assert process.stdout is not None
    said = ""
    while not (prompt and prompt in said and said.endswith("> ")):
        piece = os.read(process.stdout.fileno(), 1)
        if not piece:
            break
        said += piece.decode("latin-1")
    return said


def answered(
    folder: Path,
    *options: str,
    without: tuple[str, ...] = ("address",),
    secrets: Mapping[str, str] = TYPED_SECRETS,
    **other: list[str],
) -> tuple[int, str]:
    """Answer every question at a terminal: the exit code, and all that was shown."""
    asked = [one.field for one in QUESTIONS if one.field not in without]
    typed = [line for name in asked for line in (ANSWERS | other).get(name, [""])]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "init", str(folder), *options],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{line}\n" for line in typed).encode())
        said = ""
        for prompt, secret in secrets.items():
            said += until(process, prompt)
            os.write(ours, f"{secret}\n".encode())
        said += until(process, "")
        os.close(ours)
        return process.wait(timeout=60), said
