"""One page to print or to pass on: what is asked, until when, what each answer does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commands.document import Block, Document, Form, Paragraph, Quoted, Section, Table, Verbatim
from config.languages import paper_languages
from coordination.parties import Party
from coordination.said import Capitals, Names, Param, Said
from coordination.tlp import Tlp


@dataclass(frozen=True)
class Option:
    """An answer, and what it does."""

    answer: Said
    effect: Said


@dataclass(frozen=True)
class Sheet:
    """What one party is asked.

    `texts` is what is decided on, for each language in which a sheet is made; `how` says how to
    answer; `facts` are what else somebody must know to decide; `matter` is
    the title of its text, or the State that a message is to.
    """

    id: str
    matter: Param
    asked: Said
    title: Said
    texts: tuple[tuple[str, Quoted], ...]
    until: datetime | None
    facts: tuple[tuple[Said, Said], ...]
    options: tuple[Option, ...]
    how: tuple[Said, ...]
    label: Tlp
    fingerprint: str
    """Of the text that is decided on: what is cleared is this, and no other."""
    stale: tuple[str, ...] = ()
    """Languages whose text is from before the last change of what is signed."""
    authentic: tuple[str, ...] = ()
    """Languages of what is signed, where some texts are but translations."""
    line: str = ""
    """The line by which it is answered; none under silence, where nothing need be said."""


def papers(sheet: Sheet, party: Party, group: Names, at: datetime) -> tuple[Document, ...]:
    """A paper for each language of the text, on the clock of the party's capital."""
    return tuple(_paper(sheet, party, group, at, language, text) for language, text in sheet.texts)


def _paper(
    sheet: Sheet, party: Party, group: Names, at: datetime, language: str, text: Quoted
) -> Document:
    more = f".{language}" if len(sheet.texts) > 1 else ""
    return Document(
        name=f"{sheet.id}-{party.code}-sheet{more}",
        title=sheet.title,
        label=sheet.label,
        at=at,
        sections=(
            Section((_facts(sheet),)),
            Section((*_behind(sheet, language), text), Said("sheet.section.text")),
            Section((_options(sheet),), Said("sheet.section.options")),
            Section(tuple(Paragraph(line) for line in sheet.how), Said("sheet.section.how")),
            Section((_clearance(sheet),), Said("sheet.section.clearance")),
        ),
        head=Said("sheet.head", group=group, party=party.names),
        alternative=Said("sheet.alternative", id=sheet.id, party=party.names),
        # Our words around the text are in its language only where we have them all in it.
        language=language if language in paper_languages() else "en",
        zone=party.zone,
        place=party.capital,
        fits=True,
        forms=(Form.PDF, Form.TEXT),
    )


def _behind(sheet: Sheet, language: str) -> tuple[Block, ...]:
    """That a translation is older than the text that is signed: it may say something else."""
    if language not in sheet.stale:
        return ()
    return (Paragraph(Said("sheet.stale", authentic=sheet.authentic)),)


def _facts(sheet: Sheet) -> Block:
    rows = [(Said("sheet.fact.asked"), sheet.asked)]
    if sheet.until is not None:
        utc = Capitals(sheet.until, (("UTC", "UTC"),))
        rows.append((Said("sheet.fact.until"), Said("sheet.until", at=sheet.until, utc=utc)))
    rows += sheet.facts
    return Table(tuple(rows), widths=(1, 3))


def _options(sheet: Sheet) -> Block:
    return Table(
        tuple((one.answer, one.effect) for one in sheet.options),
        (Said("sheet.column.answer"), Said("sheet.column.effect")),
        (1, 3),
    )


def _clearance(sheet: Sheet) -> Block:
    """What whoever clears it fills in by hand; it stays in the ministry."""
    boxes = tuple(Said("sheet.box", answer=one.answer) for one in sheet.options)
    empty = Verbatim("\n ")
    return Table(
        (
            (Said("sheet.clearance.instruction"), Said("sheet.boxes", options=boxes)),
            (Said("sheet.clearance.who"), empty),
            (Said("sheet.clearance.when"), empty),
        ),
        widths=(1, 3),
    )
