"""A timetable as PNG: a row for each action on one time axis, as wide as a phone.

One ink on white. What is settled is drawn fuller; what runs past its day is crossed, on a colour
that stands apart for every eye, and dotted on from that day. Every span has its state beside it in
words: nothing rests on a shape alone, and nothing on a colour.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from textwrap import wrap
from typing import Any

from babel.dates import format_date
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bot.render.pages import text
from bot.render.pictures.table import DPI, FAINT, INK, LINE, MARGIN, ONE_AT_A_TIME, RULE, WIDTH
from bot.render.reader import Reader
from commands.timeline import Span, Stroke, Timeline
from coordination.said import Said

LETTERS = 62
BAR = 0.11
"""Inches: how thick a span is."""
LATE = "#e69f00"
"""The orange of Okabe and Ito; as grey it is darker than what runs."""
_DRAWN: dict[Stroke, dict[str, Any]] = {
    Stroke.OUTLINE: {"facecolor": "white", "edgecolor": INK, "linestyle": (0, (2, 1.5))},
    Stroke.HATCHED: {"facecolor": "white", "edgecolor": FAINT, "hatch": "////"},
    Stroke.LIGHT: {"facecolor": RULE, "edgecolor": INK},
    Stroke.CROSSED: {"facecolor": LATE, "edgecolor": INK, "hatch": "xxxx"},
    Stroke.SOLID: {"facecolor": FAINT, "edgecolor": INK},
    Stroke.DOUBLE: {"facecolor": INK, "edgecolor": INK},
}


def png(picture: Timeline, reader: Reader) -> bytes:
    """The picture's bytes."""
    with ONE_AT_A_TIME, rc_context({"font.family": ["DejaVu Sans"], "text.usetex": False}):
        return _Drawing(picture, reader).bytes()


class _Drawing:
    """One timetable being drawn, from the top down; `y` is in inches below the upper edge."""

    def __init__(self, picture: Timeline, reader: Reader) -> None:
        self._picture = picture
        self._reader = reader
        self._title = wrap(self._plain(picture.title), 42)
        self._words = [self._labels(span) for span in picture.spans]
        self._foot = [line for said in picture.foot for line in wrap(self._plain(said), 76)]
        height = self._measure()
        self._figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
        FigureCanvasAgg(self._figure)
        self._axes: Axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")

    def bytes(self) -> bytes:
        y = MARGIN
        for line in self._title:
            y += LINE * 1.2
            self._write(MARGIN, y, line, 9, bold=True)
        y = self._months(y + LINE * 0.8)
        for span, words in zip(self._picture.spans, self._words, strict=True):
            y = self._row(span, words, y)
        self._below(y + LINE * 0.6)
        made = BytesIO()
        self._figure.savefig(made, format="png", metadata={"Software": None})
        return made.getvalue()

    def _months(self, y: float) -> float:
        """The beginnings of months, as many as fit beside one another; gives where rows begin."""
        y += LINE
        axis = self._axes
        axis.plot([MARGIN, WIDTH - MARGIN], [y + 0.05, y + 0.05], color=RULE, linewidth=0.8)
        last = 0.0
        for at in _ticks(self._picture.starts, self._picture.ends):
            x = self._x(at)
            if x - last < 0.42 or x > WIDTH - MARGIN - 0.2:
                continue
            last = x
            axis.plot([x, x], [y, y + 0.05], color=FAINT, linewidth=0.7)
            self._write(x, y - 0.03, self._month(at), 5.8, FAINT)
        now = self._x(self._picture.now)
        axis.plot([now], [y + 0.1], marker="^", markersize=3.4, color=INK, linestyle="")
        return y + LINE * 0.5

    def _row(self, span: Span, words: list[str], y: float) -> float:
        """The action in words, and its span below them."""
        for line in words:
            y += LINE * 0.92
            self._write(MARGIN, y, line, 6.6)
        if not _has_bar(span):
            return y + LINE * 0.6
        y += LINE * 0.35
        self._bar(span, y)
        now = self._x(self._picture.now)
        self._axes.plot([now, now], [y - 0.04, y + BAR + 0.04], color=INK, linewidth=0.8)
        return y + BAR + LINE * 0.5

    def _bar(self, span: Span, y: float) -> None:
        ends = span.ends or span.starts
        planned = min(span.late_from or ends, ends)
        left, right = self._x(span.starts), self._x(planned)
        wide = max(right - left, 0.03)
        shape = Rectangle((left, y), wide, BAR, linewidth=0.7, **_DRAWN[span.stroke])
        self._axes.add_patch(shape)
        if planned < ends:
            self._dots(right, self._x(ends), y)
        for at, reached in span.steps:
            face = INK if reached else "white"
            where = ([self._x(at)], [y + BAR / 2])
            self._axes.plot(
                *where, marker="D", markersize=3.2, color=INK, markerfacecolor=face, linestyle=""
            )

    def _dots(self, left: float, right: float, y: float) -> None:
        """From the day that was planned on."""
        middle = [y + BAR / 2] * 2
        self._axes.plot([left, right], middle, color=INK, linewidth=1.3, linestyle=(0, (1, 1.4)))

    def _below(self, y: float) -> None:
        """What each way of drawing a span means, and how to read the rest."""
        for stroke, said in self._picture.keys:
            y += LINE
            shape = Rectangle((MARGIN, y - 0.09), 0.24, BAR, linewidth=0.7, **_DRAWN[stroke])
            self._axes.add_patch(shape)
            self._write(MARGIN + 0.32, y, self._plain(said), 6.2, FAINT)
        for line in self._foot:
            y += LINE
            self._write(MARGIN, y, line, 6.2, FAINT)

    def _measure(self) -> float:
        title = LINE * (1.2 * len(self._title) + 0.8)
        spans = zip(self._picture.spans, self._words, strict=True)
        rows = sum(LINE * 0.92 * len(words) + _below_words(span) for span, words in spans)
        below = LINE * (len(self._picture.keys) + len(self._foot) + 0.6)
        return 2 * MARGIN + title + LINE * 1.5 + rows + below

    def _x(self, at: datetime) -> float:
        """Where an instant stands, in inches; what lies outside of the plan stands at its edge."""
        starts, ends = self._picture.starts, self._picture.ends
        share = (at - starts) / max(ends - starts, timedelta(days=1))
        return MARGIN + (WIDTH - 2 * MARGIN) * min(1.0, max(0.0, share))

    def _labels(self, span: Span) -> list[str]:
        """Number, who and what, and the state in words; at most three lines."""
        who, state = self._plain(span.who), self._plain(span.state)
        lines = wrap(f"{span.number}. {who}: {span.what}", LETTERS)
        first = [
            *lines[:1],
            f"{lines[1][: LETTERS - 1]}…" if len(lines) > 2 else "".join(lines[1:]),
        ]
        return [*(line for line in first if line), state]

    def _month(self, at: datetime) -> str:
        """Its name in the reader's language; the year stands with January."""
        return format_date(at, "LLL y" if at.month == 1 else "LLL", locale=self._reader.locale)

    def _write(
        self, x: float, y: float, words: str, size: float, color: str = INK, *, bold: bool = False
    ) -> None:
        """Words as they are: nothing in them is read as a formula."""
        weight = "bold" if bold else "normal"
        self._axes.text(x, y, words, fontsize=size, color=color, weight=weight, parse_math=False)

    def _plain(self, said: Said) -> str:
        return " ".join(text(said, self._reader).split())


def _below_words(span: Span) -> float:
    """The height of a row below its words."""
    return LINE * 0.85 + BAR if _has_bar(span) else LINE * 0.6


def _has_bar(span: Span) -> bool:
    return span.stroke is not Stroke.NONE and span.ends is not None


def _ticks(starts: datetime, ends: datetime) -> list[datetime]:
    """The first days of the months in between."""
    found, at = [], starts.astimezone(UTC).replace(day=1, hour=12, minute=0, second=0)
    while at <= ends:
        at = (at + timedelta(days=32)).replace(day=1)
        found.append(at)
    return [one for one, _ in pairwise([*found, ends]) if starts <= one <= ends]
