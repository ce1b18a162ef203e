"""What the command line writes on a terminal of so many columns."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios

COMMAND = (sys.executable, "-m", "bot")
SECONDS = 60


def watched(*words: str, columns: int, typed: str = "") -> str:
    """Everything that is shown until it ends; with no columns, where nobody watches.

    `typed` is what a person types at once.
    """
    plain = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    command = (*COMMAND, *words)
    if not columns:
        done = subprocess.run(
            command,
            input=typed,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
            env=plain,
        )
        return done.stdout
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, env=plain) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert process.wait(SECONDS) == 0
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""
