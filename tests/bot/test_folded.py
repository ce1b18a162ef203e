"""A terminal's lines are broken between words; what is piped stays as it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.folded import NARROWEST, cells, folded
from tests.bot.watched import watched

MARK = r" {0,3}(?:→ |• |[A-C]\) |[0-9]{1,2}  )?"
LINES = st.lists(
    st.from_regex(MARK + r"(?:[a-zé]{1,9} {1,2}){0,30}", fullmatch=True), max_size=4
).map("\n".join)
WIDTHS = st.integers(NARROWEST, 120)


@given(LINES, WIDTHS)
def test_no_word_is_lost_or_broken_and_their_order_stays(words: str, width: int) -> None:
    assert folded(words, width).split() == words.split()


@given(LINES, WIDTHS)
def test_no_row_is_wider_than_the_terminal(words: str, width: int) -> None:
    assert all(cells(row.rstrip()) <= width for row in folded(words, width).split("\n"))


@given(LINES, WIDTHS)
def test_a_row_is_broken_only_where_the_next_word_does_not_fit(words: str, width: int) -> None:
    for line in words.split("\n"):
        rows = folded(line, width).split("\n")
        for row, after in pairwise(rows):
            assert cells(f"{row}  {after.split()[0]}") > width


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("What each party has said so far", ["What each party has", "  said so far"]),
        ("  What each party has said", ["  What each party", "    has said"]),
        ("→ Report what your State knows", ["→ Report what your", "  State knows"]),
        ("1  yes, and our capital agrees", ["1  yes, and our", "   capital agrees"]),
        (
            "A) Sun 22 Mar — 08:00 Rome · 03:00 Ottawa",
            [
                "A) Sun 22 Mar —",
                "   08:00 Rome ·",
                "   03:00 Ottawa",
            ],
        ),
        (
            "  nl1   Noor — officer for the Netherlands",
            [
                "  nl1   Noor —",
                "        officer for",
                "        the",
                "        Netherlands",
            ],
        ),
        ("→ `poll vote POL-7Q4KD3N0Y yes`", ["→ `poll vote POL-7Q4KD3N0Y yes`"]),
        ("→ Vote: `poll vote POL-7Q4KD3N0Y yes`", ["→ Vote:", "  `poll vote POL-7Q4KD3N0Y yes`"]),
        ("中文中文中文 中文中文中文", ["中文中文中文", "  中文中文中文"]),
    ],
)
def test_a_line_goes_on_below_its_own_text(line: str, rows: list[str]) -> None:
    assert folded(line, 20).split("\n") == rows


def test_help_is_broken_at_the_width_of_the_terminal_that_shows_it() -> None:
    for width in (80, 70):
        shown = watched("help", "incident", "open", columns=width).splitlines()
        assert max(map(cells, shown)) <= width
        assert any(row.startswith("  ") for row in shown)


def test_help_that_nobody_watches_has_no_breaks_of_its_own() -> None:
    piped = watched("help", "incident", "open", columns=0).splitlines()
    assert max(map(cells, piped)) > 120
    assert not any(row.startswith("  ") for row in piped)


def test_what_the_rooms_show_at_the_terminal_is_broken_at_its_width() -> None:
    typed = "/as nl1\nhelp poll vote\n/quit\n"
    shown = watched("console", columns=72, typed=typed)
    rows = [row for row in shown.splitlines() if "`" not in row and "\x1b" not in row]
    assert any("What is typed into it is for" in row for row in rows)
    assert max(map(cells, rows)) <= 72
