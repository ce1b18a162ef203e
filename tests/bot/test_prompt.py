"""What is being typed stands again, once, under whatever is shown meanwhile."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import termios

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing import Editing
from bot.prompt import Prompt, lines_typed

WIDTH = 20
_STEP = re.compile(r"\x1b\[(\d*)([ACJ])|(.)", re.DOTALL)


class Glass:
    """As much of a terminal as a prompt needs: rows of cells, a cursor, wrapping at the edge."""

    def __init__(self) -> None:
        self.rows: list[str] = [""]
        self.row = self.column = 0

    def write(self, words: str) -> None:
        for number, act, sign in _STEP.findall(words):
            if sign == "\n":
                self._down()
            elif sign == "\r":
                self.column = 0
            elif sign:
                self._put(sign)
            elif act == "J":
                self.rows = [*self.rows[: self.row], self.rows[self.row][: self.column]]
            elif act == "A":
                self.row -= int(number or 1)
                assert self.row >= 0
            else:
                self.column += int(number or 1)

    def _put(self, sign: str) -> None:
        if self.column == WIDTH:
            self._down()
        line = self.rows[self.row].ljust(self.column)
        self.rows[self.row] = line[: self.column] + sign + line[self.column + 1 :]
        self.column += 1

    def _down(self) -> None:
        self.row, self.column = self.row + 1, 0
        if self.row == len(self.rows):
            self.rows.append("")


def wrapped(*lines: str) -> list[str]:
    return [line[at : at + WIDTH] for line in lines for at in range(0, max(len(line), 1), WIDTH)]


TEXT = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=3 * WIDTH)


@given(typed=TEXT, shown=st.lists(TEXT, max_size=4), back=st.integers(0, 3 * WIDTH))
def test_what_was_typed_stands_once_under_what_was_shown(
    typed: str, shown: list[str], back: int
) -> None:
    glass = Glass()
    prompt = Prompt(glass.write, lambda: WIDTH)
    prompt.ask("nl1> ")
    for sign in typed:
        prompt.take(sign)
    for _ in range(back):
        prompt.take("\x1b[D")
    for words in shown:
        prompt.over(f"{words}\n")
    rows = wrapped(*shown, f"nl1> {typed}")
    assert glass.rows[: len(rows)] == rows
    assert not any(glass.rows[len(rows) :])
    before = 5 + max(len(typed) - back, 0)
    assert glass.column == before % WIDTH
    assert prompt.take("\n") == [typed]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("incidnt\x7f\x7fent list", "incident list"),
        ("today\x1b[D\x1b[D\x1b[Dx\x7f", "today"),
        ("say to\x17today", "say today"),
        ("forget this\x15today", "today"),
        ("oday\x01t", "today"),
        ("\x1b[Hoday\x1b[Ht\x1b[F!", "today!"),
        ("todayy\x1b[D\x1b[3~", "today"),
        ("today rest\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x0b", "today"),
        ("\x1b[A\x1b[24~\x00été", "été"),
    ],
)
def test_a_line_is_edited_as_elsewhere(keys: str, line: str) -> None:
    editing = Editing()
    assert editing.take(keys + "\r") == [line]


def test_earlier_lines_are_brought_back_and_what_was_begun_is_not_lost() -> None:
    editing = Editing()
    assert editing.take("today\nwhoami\n") == ["today", "whoami"]
    editing.take("hel\x1b[A\x1b[A\x1b[A")
    assert editing.text == "today"
    editing.take("\x1b[B\x1b[B")
    assert editing.take("p\n") == ["help"]


def test_the_end_of_input_is_told_only_on_an_empty_line() -> None:
    editing = Editing()
    assert editing.take("ab\x01\x04") == []
    assert editing.text == "b"
    assert editing.take("\x7f\x05\x7f\x04") == [None]


async def test_on_a_real_terminal_a_line_is_finished_under_a_notice() -> None:
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    written: list[str] = []
    prompt = Prompt(written.append, lambda: 80)
    prompt.ask("nl1> ")
    lines = lines_typed(prompt, theirs)
    first = asyncio.ensure_future(anext(lines))
    os.write(ours, b"incident li")
    async with asyncio.timeout(60):
        while prompt.editing.text != "incident li":
            await asyncio.sleep(0.01)
    prompt.over("In draft: something\n")
    assert written[-1].endswith("nl1> incident li")
    os.write(ours, b"st\r")
    async with asyncio.timeout(60):
        assert await first == "incident list"
    await lines.aclose()
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
