"""A table becomes a picture as wide as a phone, in the reader's words, and nothing in it is run."""

from __future__ import annotations

from dataclasses import replace
from struct import unpack

import pytest

from bot.matrix.content import file_content
from bot.pictures import attached, drawn
from bot.render.reader import Reader
from bot.rooms import Attachment
from commands.picture import Picture, Sign, Square
from coordination.said import Names, Said

pytestmark = pytest.mark.xdist_group("pictures")  # one worker loads what draws


def table(columns: int = 2, name: str = "Netherlands") -> Picture:
    square = Square(Sign.FULL, Said("status.in_force"), None)
    return Picture(
        name="INC-7Q4KD3N0Y",
        title=Said("form.person", name="INC-7Q4KD3N0Y"),
        heads=tuple(Said("form.person", name=f"{n}") for n in range(columns)),
        rows=((Said("form.person", name=name), (square,) * columns),) * 8,
        keys=(Said("status.unknown"),),
        foot=(Said("board.diverging"),),
        alternative=Said("board.diverging"),
    )


def size(png: bytes) -> tuple[int, int]:
    width, height = unpack(">II", png[16:24])
    return width, height


def test_a_picture_is_read_from_the_outbox_as_it_was_written() -> None:
    assert Picture.read(table().data()) == table()


def test_it_stays_as_wide_as_a_phone_however_many_columns_there_are() -> None:
    one, seven = (size(drawn(table(n), Reader())) for n in (1, 7))
    assert one[0] == seven[0] == 820
    assert seven[1] > 2 * one[1]


def test_what_people_wrote_is_drawn_as_it_is_and_read_as_no_formula() -> None:
    assert drawn(table(name=r"$\frac{1}{0}$ \undefined_{x"), Reader())[:4] == b"\x89PNG"


async def test_the_file_is_named_by_the_id_and_says_the_same_in_words() -> None:
    file = await attached("k", table().data(), Reader(), "$root")
    assert (file.name, file.media_type) == ("INC-7Q4KD3N0Y.png", "image/png")
    assert file.alternative.startswith("At least one State has suspended")
    assert file.thread == "$root"


def test_matrix_is_told_the_sides_of_a_picture_and_of_nothing_else() -> None:
    told = Attachment("k", "board.png", "image/png", drawn(table(), Reader()), "The board")
    info = file_content(told, {"url": "mxc://x/y"})["info"]
    assert (info["w"], info["h"]) == size(told.content)
    paper = Attachment("k", "sheet.pdf", "application/pdf", b"%PDF-1.7", "The sheet")
    assert set(file_content(paper, {"url": "mxc://x/y"})["info"]) == {"mimetype", "size"}


def high(*names: str, note: bool = False, columns: int = 1) -> int:
    """How high a table of these is."""
    said = Said("form.person", name="9 Apr 2026") if note else None
    square = Square(Sign.FULL, Said("status.in_force"), said)
    rows = tuple((Said("form.person", name=name), (square,) * columns) for name in names)
    return size(drawn(replace(table(columns), rows=rows), Reader()))[1]


def test_a_row_is_no_higher_than_what_stands_in_it() -> None:
    """Sixty States on a phone: a board that is scrolled half as far."""
    states = [f"State {number}" for number in range(60)]
    assert high(*states) < 0.7 * high(*states, note=True)


def test_a_long_name_takes_a_second_line_and_is_not_cut_short() -> None:
    """Two ministries of one roundtable have the same first words."""
    interior, affairs = "Ministry of the Interior", "Ministry of the Internal Affairs"
    assert high(interior) > high("Italy")
    square = Square(Sign.FULL, Said("status.in_force"))
    one, other = (
        drawn(replace(table(1), rows=((Said("form.person", name=name), (square,)),)), Reader())
        for name in (interior, affairs)
    )
    assert one != other


def test_states_stand_by_their_names_in_the_reader_s_language() -> None:
    square = Square(Sign.FULL, Said("status.in_force"))
    names = ({"en": "Germany", "fr": "Allemagne"}, {"en": "Estonia", "fr": "Estonie"})
    rows = tuple((Said("form.party", name=Names.of(one)), (square,)) for one in names)
    either = [replace(table(1), rows=order) for order in (rows, rows[::-1])]
    for language in ("en", "fr"):
        first, second = (drawn(picture, Reader(language)) for picture in either)
        assert first == second
