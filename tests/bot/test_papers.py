"""Papers: what stands in a document stands on the page, as it was written and nothing more."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.papers import written
from bot.render.papers.seal import attached, digest, opened, sealed
from bot.render.reader import Reader
from commands.document import (
    Attached,
    Document,
    Form,
    Numbered,
    Paragraph,
    Quoted,
    Section,
    Signature,
    Signatures,
    Table,
    Verbatim,
)
from coordination.said import Capitals, Names, Said
from coordination.tlp import Tlp
from storage.attest import Signed

pytestmark = pytest.mark.xdist_group("papers")  # one worker loads what sets type

AT = datetime(2026, 4, 9, 15, tzinfo=UTC)
READER = Reader(language="en", zone="Europe/Amsterdam", shared=False)
NASTY = "#*_$`@<>[]{}\\/\"'~=-+().,;:!%&|^0ab \n"


def document(*blocks: object, **more: object) -> Document:
    sections = (Section(tuple(blocks)),)  # type: ignore[arg-type]
    made = Document("DOC", Verbatim("A paper"), Tlp.AMBER, AT, sections)
    return replace(made, **more)  # type: ignore[arg-type]


def pdf(made: Document, reader: Reader = READER) -> PdfReader:
    return PdfReader(io.BytesIO(written(made, Form.PDF, reader)[0]))


def pages(made: Document, reader: Reader = READER) -> list[str]:
    return [page.extract_text().replace("\u200b", "") for page in pdf(made, reader).pages]


def text(made: Document, reader: Reader = READER) -> str:
    """With its lines joined again."""
    return " ".join(plain(made, reader).split())


def plain(made: Document, reader: Reader = READER) -> str:
    return written(made, Form.TEXT, reader)[0].decode()


def bare(words: str) -> str:
    return "".join(words.split())


WORDS = st.text(max_size=60).map(Verbatim)
SAYS = st.builds(lambda id: Said("ics.subject", purpose="Élan", meeting=id), st.text(max_size=20))
BLOCKS = st.one_of(
    st.builds(Paragraph, WORDS | SAYS, st.tuples(WORDS)),
    st.builds(Numbered, st.tuples(WORDS, SAYS)),
    st.builds(Quoted, WORDS),
    st.builds(Table, st.tuples(st.tuples(WORDS, SAYS)), st.tuples(WORDS, WORDS)),
    st.builds(Signatures, st.tuples(st.builds(Signature, WORDS, st.tuples(WORDS)))),
)


@given(st.lists(BLOCKS, max_size=4))
def test_a_document_is_the_same_after_the_outbox(blocks: list[object]) -> None:
    made = document(*blocks, attached=(Attached("a.json", "application/json", "{}"),))
    assert Document.read(json.loads(json.dumps(made.data()))) == made


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=NASTY, min_size=1, max_size=200))
def test_what_somebody_wrote_is_never_markup(words: str) -> None:
    noted = Paragraph(Said("ics.subject", purpose=words, meeting="M"), (Verbatim(words),))
    made = document(
        noted,
        Quoted(Verbatim(words)),
        Table(((Verbatim(words), Verbatim("x")),), (Verbatim("h"), Verbatim("i"))),
        head=Verbatim(words),
    )
    shown = bare("".join(pages(made)))
    assert shown.count(bare(words)) >= 4
    assert bare(text(made)).replace("|", "").count(bare(words).replace("|", "")) >= 3


@settings(max_examples=20, deadline=None)
@given(BLOCKS)
def test_any_text_makes_a_paper(block: object) -> None:
    made = document(block)
    assert len(pdf(made).pages) >= 1
    assert max(map(len, plain(made).splitlines())) <= 120


def test_every_page_has_its_label_and_its_number() -> None:
    rows = tuple((Verbatim(f"State {n}"), Verbatim("yes")) for n in range(120))
    long = document(Table(rows, (Verbatim("Party"), Verbatim("Answer"))), handling=Verbatim("Keep"))
    shown = pages(long)
    assert len(shown) > 2
    for number, page in enumerate(shown, 1):
        assert page.count("TLP:AMBER") == 2  # at the top and at the foot (TLP 2.0)
        assert f"{number} / {len(shown)}" in page
        assert "Party" in page  # the head of the table
        assert "For this group's authorities and those it lists" in page
    strict = pages(replace(long, label=Tlp.AMBER_STRICT))
    assert all(page.count("TLP:AMBER+STRICT") == 2 for page in strict)


def test_rows_stand_by_name_as_the_language_of_the_reader_has_it() -> None:
    known = ({"en": "Spain", "fr": "Espagne"}, {"en": "Estonia", "fr": "Estonie"})
    states = (*known, {"en": "Germany", "fr": "Allemagne"}, {"en": "Åland", "fr": "Åland"})
    rows = tuple((Said("form.party", name=Names.of(one)), Verbatim("x")) for one in states)
    table = Table(rows, (Verbatim("Party"), Verbatim("?")), by_name=True)
    french = replace(READER, language="fr")

    def order(made: Document, reader: Reader) -> list[str]:
        found = [line.split(" | ")[0] for line in plain(made, reader).splitlines() if "| x" in line]
        on_page = bare("".join(pages(made, reader)))
        assert sorted(found, key=lambda name: on_page.index(bare(name))) == found
        return [name.strip() for name in found]

    assert order(document(table), READER) == ["Åland", "Estonia", "Germany", "Spain"]
    assert order(document(table), french) == ["Åland", "Allemagne", "Espagne", "Estonie"]
    assert order(document(replace(table, by_name=False)), READER)[0] == "Spain"
    deciding = Said("certificate.deciding", n=4, parties=tuple(who for who, _ in rows))
    assert "4 parties: Åland, Estonia, Germany and Spain" in text(document(Paragraph(deciding)))


def test_accents_and_other_scripts_stand_on_the_page() -> None:
    shown = pages(document(Paragraph(Verbatim("Łódź, Příbram, Ñuñoa, Việt Nam, Ελλάδα, Україна"))))[
        0
    ]
    for word in ("Łódź", "Příbram", "Ñuñoa", "Việt Nam", "Ελλάδα", "Україна"):
        assert word in shown
    turned = "".join(pages(document(Quoted(Verbatim("مرحبا بالعالم", "ar")))))
    assert "العالم" in turned or "ملاعلا" in turned


def test_signs_that_turn_or_hide_text_do_not_reach_the_page() -> None:
    made = document(Paragraph(Verbatim("in\u202evoice\u200b.\ufeffexe \x1b[31mred")))
    for shown in ("".join(pages(made)), text(made)):
        assert "\u202e" not in shown
        assert "\x1b" not in shown


def test_an_instant_names_the_place_of_its_clock() -> None:
    said = Paragraph(Said("ics.invitation", start=AT))
    assert "17:00 (Amsterdam, UTC+2)" in text(document(said))
    here = document(said, zone="Asia/Kathmandu", place="Kathmandu")
    assert "20:45 (Kathmandu, UTC+5:45)" in text(here)
    assert "your time" not in text(here)
    assert "18:00 (UTC+3)" in text(document(said), replace(READER, zone="Etc/GMT-3"))


def test_a_day_on_paper_has_its_year_whenever_it_is_read() -> None:
    due = Capitals(AT, (("Ottawa", "America/Toronto"),))
    made = document(Paragraph(Said("render.code", code=due)))
    assert "Thu 9 Apr 2026 — 11:00 Ottawa" in text(made, replace(READER, now=AT))


def test_a_letter_in_a_language_without_words_of_ours_has_no_words_of_another() -> None:
    made = document(language="fr")
    assert "TLP:AMBER" in plain(made)
    assert "authorities" in plain(document())
    assert "authorities" not in plain(made)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Réservé aux autorités"),
        ("es", "Solo para las autoridades de este grupo"),
        ("en", "For this group's authorities"),
    ],
)
def test_a_letter_says_in_its_own_language_whom_its_label_is_for(language: str, words: str) -> None:
    made = document(language=language)
    assert words in plain(made)
    assert words in " ".join(pages(made))


def test_the_same_paper_is_the_same_bytes() -> None:
    made = document(Paragraph(Verbatim("Same")))
    assert written(made, Form.PDF, READER) == written(made, Form.PDF, READER)


def test_a_paper_that_must_fit_one_page_moves_its_text_to_an_annex() -> None:
    head = Table(((Verbatim("Asked"), Verbatim("an answer")),))
    foot = Paragraph(Verbatim("How to answer"))
    for words, expected in ((20, 1), (300, 1), (2_000, 6), (4_000, 12)):
        made = document(head, Quoted(Verbatim("clearance " * words)), foot, fits=True)
        shown = pages(made)
        assert len(shown) <= expected
        assert "How to answer" in shown[0]
        assert ("Annex" in "".join(shown)) is (len(shown) > 1)
        assert bare("".join(shown)).count("clearance") == words
    assert "Annex" not in text(made)


def test_a_pdf_is_for_archives_and_carries_what_is_attached() -> None:
    long = json.dumps({"a": "x" * 20_000})
    made = document(
        Paragraph(Verbatim("y")), attached=(Attached("d.json", "application/json", long),)
    )
    content = written(made, Form.PDF, READER)[0]
    assert b"pdfaid:part" in content
    assert attached(content) == [long.encode()]
    assert pdf(made).attachments["d.json"] == [long.encode()]


@given(st.binary(max_size=300))
def test_nothing_is_found_in_what_is_no_paper_of_ours(content: bytes) -> None:
    assert opened(content) is None
    assert attached(b"%PDF" + content) == []


@given(st.integers(min_value=0, max_value=10**6))
def test_a_seal_is_over_every_byte(place: int) -> None:
    bare_pdf = b"%PDF x /Keywords(comity " + b"0" * 192 + b") y " + bytes(range(200))
    whole = sealed(bare_pdf, Signed("ab" * 32, "cd" * 64))
    found = opened(whole)
    assert found is not None
    assert found == (Signed("ab" * 32, "cd" * 64), bare_pdf)
    at = place % len(whole)
    other = opened(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert other is None or (other[0], digest(other[1])) != (found[0], digest(found[1]))


@pytest.mark.parametrize("form", list(Form))
def test_a_file_is_called_what_the_document_says(form: Form) -> None:
    named = document(Paragraph(Verbatim("y")), alternative=Said("certificate.title", id="POL-1"))
    assert written(named, form, READER)[1] == "Certificate of POL-1"
    assert written(document(), form, READER)[1] == "A paper"
