"""A table becomes a picture as wide as a phone, in the reader's words, and nothing in it is run."""

from __future__ import annotations

from struct import unpack

import pytest

from bot.matrix.content import file_content
from bot.pictures import attached, drawn
from bot.render.reader import Reader
from bot.rooms import Attachment
from commands.picture import Picture, Sign, Square
from coordination.said import Said

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
