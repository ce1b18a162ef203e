"""Papers as they are looked at: lines, columns, directions, markings."""

from __future__ import annotations

import pytest

from commands.certificate.counted import WIDTHS as ROLL_CALL
from commands.document import Document, Paragraph, Table, Verbatim
from tests.bot.test_papers import bare, document, pages, pdf

pytestmark = pytest.mark.xdist_group("papers")  # one worker loads what sets type


def test_each_row_of_a_table_stands_on_a_line_of_its_own() -> None:
    """A sheet is filled in by hand on them, and a long roll-call is read along them."""

    def lines(count: int) -> int:
        rows = tuple((Verbatim(f"State {n}"), Verbatim("yes")) for n in range(count))
        [page] = pdf(document(Table(rows))).pages
        found = page.get_contents()
        assert found is not None
        return found.get_data().split().count(b"S")  # strokes a path

    assert lines(12) - lines(2) == 10


def test_a_fingerprint_is_copied_from_a_page_as_it_is_and_never_leaves_its_column() -> None:
    mark = "0123456789abcdef" * 4
    cells = tuple(Verbatim(mark) for _ in range(3))
    made = document(Paragraph(Verbatim(mark)), Table((cells,)))
    [shown] = [page.extract_text() for page in pdf(made).pages]
    assert mark in shown  # on one line of its own it is whole, and nothing unseen stands in it
    assert "\u200b" not in shown
    assert bare(shown).count("89abcdef") >= 4  # broken within its column, and all of it there


def places(made: Document, *words: str) -> list[float]:
    """How far from the left edge each of these stands, on the page's first line that has it."""
    [page] = pdf(made).pages
    found: dict[str, float] = {}

    def see(said: str, line: list[float], at: list[float], *_: object) -> None:
        for word in words:
            if word in said:
                found.setdefault(word, line[4] + at[4])

    page.extract_text(visitor_text=see)
    return [found[word] for word in words]


def test_a_line_that_runs_the_other_way_than_its_page_keeps_its_order() -> None:
    line = Verbatim("Reference: MSG-7Q4KD3N0Y, concerning INC-7Q4KD3N0Y", "ar")
    made = document(Paragraph(line), Paragraph(Verbatim("نشكر فالدورا", "ar")), language="ar")
    reference, message, incident = places(made, "Reference", "MSG-", "INC-")
    assert reference < message < incident


def test_the_marking_stands_at_the_right_of_every_paper() -> None:
    for language in ("en", "ar"):
        [label] = places(document(Paragraph(Verbatim("x")), language=language), "TLP:AMBER")
        assert label > 300, language  # of 595 points


def test_an_answer_with_its_credential_its_time_and_its_receipt_stands_on_one_line() -> None:
    """Sixty of them are read along three pages: none of them takes two lines for a number."""
    answer = "not participating · lu1:voter:ica"
    received = "Mon 14 Sept 2026, 10:00:00 UTC+1 · receipt 1234"
    cells = tuple(map(Verbatim, ("United Kingdom", answer, received)))
    [page] = pages(document(Table((cells,), widths=ROLL_CALL)))
    assert answer in page
    assert received in page
