"""A table as PNG: rows of States under heads, three columns abreast, further ones below.

One ink on white, a shape beside each word: nothing rests on a colour, and no colour judges.
"""

from __future__ import annotations

from io import BytesIO
from textwrap import wrap
from threading import Lock

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.render.pages import text
from bot.render.pictures.signs import stamp
from bot.render.reader import Reader
from commands.picture import Picture, Square
from coordination.said import Said

INK, FAINT, RULE = "#1d2733", "#56616e", "#c9d1d9"
WIDTH = 4.1
"""Inches; at 200 dots an inch twice as wide as a phone's window has points."""
DPI = 200
ABREAST = 3
LINE, ROW = 0.175, 0.46
"""Heights in inches: of a line of text, of a State's row."""
MARGIN, FIRST = 0.18, 1.22
"""Inches: around everything, and for the names of States."""
LETTERS = 76
"""Characters that a line of small text holds."""
ONE_AT_A_TIME = Lock()
"""The library keeps what it has loaded of fonts in one place; threads take turns."""


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
        panel = ROW * len(self._picture.rows) + LINE
        heads = sum(_height(self._heads(first)) for first in self._panels())
        text_lines = sum(len(lines) + 0.4 for lines in self._below)
        title = LINE * (1.2 * len(self._title) + 0.6)
        return 2 * MARGIN + title + heads + panel * len(self._panels()) + text_lines * LINE

    def _panel(self, first: int, y: float) -> float:
        """Up to three columns with every State; gives where the next thing begins."""
        heads = self._heads(first)
        wide = self._wide(len(heads))
        y += _height(heads)
        for number, lines in enumerate(heads):
            left = MARGIN + FIRST + number * wide
            for at, line in enumerate(reversed(lines)):
                self._write(left, y - 0.09 - LINE * 0.85 * at, line, 6.4, bold=True)
        for name, squares in self._picture.rows:
            self._axes.plot([MARGIN, WIDTH - MARGIN], [y, y], color=RULE, linewidth=0.6)
            self._write(MARGIN, y + ROW * 0.55, _cut(self._plain(name), 20), 7.6)
            for number, square in enumerate(squares[first : first + ABREAST]):
                self._square(MARGIN + FIRST + number * wide, y, square, wide)
            y += ROW
        return y + LINE

    def _square(self, x: float, y: float, square: Square, wide: float) -> None:
        """A sign and its word, with what is said of it below; a long word takes two lines."""
        room = int((wide - 0.2) * 17)
        first, *rest = wrap(self._plain(square.word), room)[:2] or [""]
        below = self._plain(square.note) if square.note else " ".join(rest)
        stamp(self._axes, square.sign, x + 0.07, y + ROW * (0.36 if below else 0.5), INK)
        self._write(x + 0.19, y + ROW * (0.44 if below else 0.58), first, 6.8)
        if below:
            size, ink = (5.8, FAINT) if square.note else (6.8, INK)
            self._write(x + 0.19, y + ROW * 0.82, _cut(below, room + 2), size, ink)

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


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: max(1, room - 1)].rstrip()}…"
