"""The line at the terminal: it stands again under whatever the rooms show while somebody types."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import os
import sys
import termios
import tty
from collections.abc import AsyncGenerator, Callable, Iterator
from threading import Thread

from bot.console import Console
from bot.editing import Editing
from bot.render.folded import cells
from bot.terminal import columns


def _onto_stdout(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


class Prompt:
    """A prompt and what is typed after it, drawn anew after everything else that is written."""

    def __init__(
        self,
        write: Callable[[str], object] = _onto_stdout,
        width: Callable[[], int] = columns,
    ) -> None:
        self.editing = Editing()
        self._write = write
        self._width = width
        self._asked: str | None = None
        """The prompt that stands; None while nobody is asked."""
        self._row = 0
        """On which of its rows the cursor stands."""

    def ask(self, prompt: str) -> None:
        """Ask for a line; what was typed ahead stands after the prompt."""
        self._asked = prompt
        self._write(self._drawn())

    def over(self, words: str) -> None:
        """Write something above the line that is being typed."""
        self._write(self._cleared() + words + self._drawn())

    def take(self, typed: str) -> list[str | None]:
        """The lines that these keys finish; None is the end of input."""
        cleared = self._cleared()
        lines = self.editing.take(typed)
        self._write(cleared + self._drawn())
        return lines

    def answered(self, line: str) -> None:
        """Leave the line that was taken where it stands; nobody is asked any more."""
        if self._asked is not None:
            self._write(f"{self._cleared()}{self._asked}{line}\n")
        self._asked = None

    def _cleared(self) -> str:
        if self._asked is None:
            return ""
        up = f"\x1b[{self._row}A" if self._row else ""
        return f"\r{up}\x1b[J"

    def _drawn(self) -> str:
        """The prompt, what is typed, and the cursor in its place."""
        if self._asked is None:
            return ""
        width = max(self._width(), 1)
        whole = self._asked + self.editing.text
        before = self._asked + self.editing.text[: self.editing.at]
        ends, (self._row, column) = cells(whole) // width, divmod(cells(before), width)
        # A full row keeps the cursor at its edge until something more is written.
        edge = "" if cells(whole) % width else "\r\n"
        if before == whole:
            return whole + edge
        up = f"\x1b[{ends - self._row}A" if ends > self._row else ""
        right = f"\x1b[{column}C" if column else ""
        return f"{whole}{edge}{up}\r{right}"


async def converse(console: Console, prompt: Prompt) -> bool:
    """Read lines from the terminal until it ends, or the person leaves: gives which."""
    here = sys.stdin.fileno()
    asking = sys.stdin.isatty() and sys.stdout.isatty()
    async with contextlib.aclosing(lines_typed(prompt, here, edited=asking)) as lines:
        line, going = None, True
        while going:
            if asking:
                prompt.ask(console.prompt)
            line = await anext(lines, None)
            prompt.answered(line or "")
            going = line is not None and await console.take(line)
    return line is not None


async def lines_typed(
    prompt: Prompt, terminal: int, *, edited: bool = True
) -> AsyncGenerator[str, None]:
    """The lines as they are finished; at a terminal that somebody watches they are edited here."""
    chunks: asyncio.Queue[bytes] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    # A thread of its own that nobody waits for: Ctrl-C must not wait for the next line.
    reading = Thread(target=_read, args=(loop, chunks, terminal), daemon=True)
    decoder, rest = codecs.getincrementaldecoder("utf-8")("replace"), ""
    with _key_by_key(terminal) if edited else contextlib.nullcontext():
        reading.start()
        while chunk := await chunks.get():
            typed = decoder.decode(chunk)
            if not edited:
                *whole, rest = (rest + typed).split("\n")
                for line in whole:
                    yield line
                continue
            for taken in prompt.take(typed):
                if taken is None:
                    return
                yield taken
    if rest:
        yield rest


@contextlib.contextmanager
def _key_by_key(terminal: int) -> Iterator[None]:
    """Keys are heard one by one and not shown by the terminal itself; Ctrl-C stays a signal."""
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSADRAIN)  # what was typed ahead is kept
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _read(loop: asyncio.AbstractEventLoop, chunks: asyncio.Queue[bytes], terminal: int) -> None:
    """Hand over what is typed, and nothing at the end; past Python's own buffer."""
    with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens any more
        while True:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:  # the terminal is gone
                chunk = b""
            loop.call_soon_threadsafe(chunks.put_nowait, chunk)
            if not chunk:
                return
