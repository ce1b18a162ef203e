"""The terminal: what is typed is answered, and Ctrl-C ends it at once."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys

COMMAND = (sys.executable, "-m", "bot", "console")
SECONDS = 60


def test_what_is_typed_is_answered_until_the_person_leaves() -> None:
    typed = "/as nl1\nwhoami\n/quit\nwhoami\n"
    done = subprocess.run(
        COMMAND, input=typed, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    assert done.stdout.count("You are Noor.") == 1


def test_ctrl_c_ends_it_while_nothing_is_typed() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(COMMAND, stdin=theirs, stdout=theirs) as process:
        os.close(theirs)
        shown = b""
        while b"> " not in shown:
            shown += os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
    os.close(ours)
