"""A table as PNG: rows of States under heads, three columns abreast, further ones below.

One ink on white, a shape beside each word: nothing rests on a colour, and no colour judges.
"""

from __future__ import annotations

from io import BytesIO
from textwrap import wrap
from threading import Lock
from typing import TypeAlias

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.render.pages import text
from bot.render.pictures.signs import stamp
from bot.render.reader import Reader
from commands.picture import Picture, Square
from coordination.message.protocol import place
from coordination.said import Said

INK, FAINT, RULE = "#1d2733", "#56616e", "#c9d1d9"
WIDTH = 4.1
"""Inches; at 200 dots an inch twice as wide as a phone's window has points."""
DPI = 200
ABREAST = 3
LINE, ROW, LOW = 0.175, 0.46, 0.29
"""Heights in inches: of a line of text, of a State's row, of one with a single line in it."""
MARGIN, FIRST = 0.18, 1.22
"""Inches: around everything, and for the names of States."""
NAME = 20
"""Characters of a State's or an agency's name on one line."""
LETTERS = 76
"""Characters that a line of small text holds."""
ONE_AT_A_TIME = Lock()
"""The library keeps what it has loaded of fonts in one place; threads take turns."""


_Row: TypeAlias = tuple[list[str], list[tuple[Square, str, str]], float]


def png(picture: Picture, reader: Reader) -> bytes:
    """The picture's bytes."""
    with ONE_AT_A_TIME, rc_context({"font.family": ["DejaVu Sans"], "text.usetex": False}):
        return _Drawing(picture, reader).bytes()


class _Drawing:
    """One picture being drawn, from the top down; `y` is in inches below the upper edge."""

    def __init__(self, picture: Picture, reader: Reader) -> None:
        self._picture = picture
        self._reader = reader
        self._title = wrap(self._plain(picture.title), 42)
        # By their names in the reader's language: whoever looks for a State finds it there.
        named = [(self._plain(name), squares) for name, squares in picture.rows]
        self._rows = sorted(named, key=lambda row: place(row[0]))
        self._below = [*map(self._wrapped, picture.keys), *map(self._wrapped, picture.foot)]
        self._height = self._measure()
        self._figure = Figure(figsize=(WIDTH, self._height), dpi=DPI, facecolor="white")
        FigureCanvasAgg(self._figure)
        self._axes: Axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(self._height, 0)
        self._axes.axis("off")

    def bytes(self) -> bytes:
        y = MARGIN
        for line in self._title:
            y += LINE * 1.2
            self._write(MARGIN, y, line, 9, bold=True)
        y += LINE * 0.6
        for first in self._panels():
            y = self._panel(first, y)
        for lines in self._below:
            y += LINE * 0.4
            for line in lines:
                y += LINE
                self._write(MARGIN, y, line, 6.6, FAINT)
        made = BytesIO()
        self._figure.savefig(made, format="png", metadata={"Software": None})
        return made.getvalue()

    def _heads(self, first: int) -> list[list[str]]:
        """The heads of one panel, each on up to three lines."""
        heads = self._picture.heads[first : first + ABREAST]
        letters = max(8, int(self._wide(len(heads)) * 15.5))
        return [wrap(self._plain(head), letters)[:3] for head in heads]

    def _wide(self, columns: int) -> float:
        return (WIDTH - 2 * MARGIN - FIRST) / max(1, columns)

    def _panels(self) -> range:
        return range(0, max(1, len(self._picture.heads)), ABREAST)

    def _measure(self) -> float:
        panels = sum(
            _height(self._heads(first)) + LINE + sum(high for *_, high in self._shown(first))
            for first in self._panels()
        )
        text_lines = sum(len(lines) + 0.4 for lines in self._below)
        title = LINE * (1.2 * len(self._title) + 0.6)
        return 2 * MARGIN + title + panels + text_lines * LINE

    def _shown(self, first: int) -> list[_Row]:
        """The rows of one panel: the State, each square's line and what is below it, the height."""
        rows = []
        for name, squares in self._rows:
            cells = [self._split(square, first) for square in squares[first : first + ABREAST]]
            lines = _in_two(name)
            low = len(lines) < 2 and not any(below for _, _, below in cells)
            rows.append((lines, cells, LOW if low else ROW))
        return rows

    def _split(self, square: Square, first: int) -> tuple[Square, str, str]:
        """A square's word, and below it what is said of it, or what a long word leaves over."""
        head, *rest = wrap(self._plain(square.word), self._room(first))[:2] or [""]
        return square, head, self._plain(square.note) if square.note else " ".join(rest)

    def _room(self, first: int) -> int:
        """So many letters stand beside a sign."""
        columns = len(self._picture.heads[first : first + ABREAST])
        return int((self._wide(columns) - 0.2) * 17)

    def _panel(self, first: int, y: float) -> float:
        """Up to three columns with every State; gives where the next thing begins."""
        heads = self._heads(first)
        wide = self._wide(len(heads))
        y += _height(heads)
        for number, lines in enumerate(heads):
            left = MARGIN + FIRST + number * wide
            for at, line in enumerate(reversed(lines)):
                self._write(left, y - 0.09 - LINE * 0.85 * at, line, 6.4, bold=True)
        for name, cells, high in self._shown(first):
            self._axes.plot([MARGIN, WIDTH - MARGIN], [y, y], color=RULE, linewidth=0.6)
            for at, line in enumerate(name):
                down = 0.035 + LINE * (at - (len(name) - 1) / 2)
                self._write(MARGIN, y + high / 2 + down, line, 7.6)
            for number, (square, word, below) in enumerate(cells):
                x = MARGIN + FIRST + number * wide
                self._square(x, y + high / 2, square, (word, below), self._room(first))
            y += high
        return y + LINE

    def _square(
        self, x: float, y: float, square: Square, words: tuple[str, str], room: int
    ) -> None:
        """A sign and its word about a row's middle, with what is said of it below."""
        word, below = words
        up = 0.07 if below else 0.0
        stamp(self._axes, square.sign, x + 0.07, y - up, INK)
        self._write(x + 0.19, y + 0.035 - up, word, 6.8)
        if below:
            size, ink = (5.8, FAINT) if square.note else (6.8, INK)
            self._write(x + 0.19, y + 0.147, _cut(below, room + 2), size, ink)

    def _write(
        self, x: float, y: float, words: str, size: float, color: str = INK, *, bold: bool = False
    ) -> None:
        """Words as they are: nothing in them is read as a formula."""
        weight = "bold" if bold else "normal"
        self._axes.text(x, y, words, fontsize=size, color=color, weight=weight, parse_math=False)

    def _wrapped(self, said: Said) -> list[str]:
        return wrap(self._plain(said), LETTERS)

    def _plain(self, said: Said) -> str:
        return " ".join(text(said, self._reader).split())


def _height(heads: list[list[str]]) -> float:
    return LINE * (0.85 * max(map(len, heads), default=1) + 0.6)


def _in_two(name: str) -> list[str]:
    """A name on up to two lines: of two ministries the first words are often the same."""
    first, *rest = wrap(name, NAME) or [""]
    return [first, _cut(" ".join(rest), NAME)] if rest else [first]


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: max(1, room - 1)].rstrip()}…"
