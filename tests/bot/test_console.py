"""The terminal: what is typed is answered, and Ctrl-C ends it at once."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import IO

from bot.console import PAPER

COMMAND = (sys.executable, "-m", "bot", "console")
SECONDS = 60


def test_what_is_typed_is_answered_until_the_person_leaves() -> None:
    typed = "/as nl1\nwhoami\n/quit\nwhoami\n"
    done = subprocess.run(
        COMMAND, input=typed, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    assert done.stdout.count("You are Noor.") == 1


def test_the_files_that_are_shown_are_kept_where_asked(tmp_path: Path) -> None:
    typed = "/as nl1\n/in draft\nincident open XV both practices=IP-DOC now=yes Papers\n"
    command = (COMMAND[0], "-u", *COMMAND[1:], "--save", str(tmp_path))
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) as ran:
        assert ran.stdin
        assert ran.stdout
        ran.stdin.write(typed)
        ran.stdin.flush()
        incident = _first(ran.stdout, r"\bINC-[0-9A-Z]{9}\b")
        ran.stdin.write(f"/in direct\ncommitment offer {incident} 30d subject=yes Pause\n")
        ran.stdin.flush()
        made = _first(ran.stdout, r"\bCOM-[0-9A-Z]{9}\b")
        ran.stdin.write(f"sheet {made}\n/quit\n")
        ran.stdin.close()
        rest = ran.stdout.read()
        assert ran.wait(SECONDS) == 0
    assert "What each answer does" in rest
    papers = {path.suffix: path for path in tmp_path.rglob("COM-*-NL-sheet.*")}
    assert papers.keys() == {".pdf", ".txt"}
    left_out = len(papers[".txt"].read_text("utf-8").splitlines()) + 1 - PAPER
    assert left_out > 0
    assert f"… and {left_out} more line" in rest


def _first(lines: IO[str], pattern: str) -> str:
    for line in lines:
        if found := re.search(pattern, line):
            return found[0]
    raise AssertionError(pattern)


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
