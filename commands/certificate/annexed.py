"""What is annexed to a decision, on paper: statements, reservations, corrections, events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commands.certificate.made import acts
from commands.document import Block, Paragraph, Quoted, Section, Table, Verbatim
from commands.incident.words import party
from commands.poll import words
from commands.poll.see import Item
from coordination import ids
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.leaving import binds
from coordination.poll.statement import Statement
from coordination.poll.vote import Vote
from coordination.said import Said
from storage.store import Store


def added(store: Store, found: Item, at: datetime) -> list[Section]:
    """Sections for what there is; nothing is shown empty."""
    poll = found.poll
    stated = [one for one in store.polls.statements(poll.id) if one.at <= at]
    said = [one for one in stated if not one.correction]
    corrected = [one for one in stated if one.correction]
    with_words = [vote for vote in store.polls.votes(poll.id) if vote.text or vote.reservation]
    sections = [
        ("certificate.section.words", _with_votes(store, found, with_words)),
        ("certificate.section.statements", _statements(store, found, said)),
        ("certificate.section.annexes", _annexes(store, found, at)),
        ("certificate.section.corrections", _statements(store, found, corrected)),
        ("certificate.section.events", _events(store, found)),
    ]
    return [Section(tuple(blocks), Said(title)) for title, blocks in sections if blocks]


def _with_votes(store: Store, found: Item, votes: Iterable[Vote]) -> list[Block]:
    """A party's own words with its answer: verbatim."""
    blocks: list[Block] = []
    for vote in votes:
        who = party(vote.party, found.poll.group, store)
        answer = Said(f"answer.{vote.answer.value}")
        for text in (vote.text, vote.reservation):
            if text:
                said = Said("certificate.said_with", party=who, answer=answer, at=vote.received_at)
                blocks += [Paragraph(said), Quoted(Verbatim(text))]
    return blocks


def _statements(store: Store, found: Item, stated: Iterable[Statement]) -> list[Block]:
    blocks: list[Block] = []
    for one in stated:
        who = party(one.party, found.poll.group, store)
        key = "certificate.corrected" if one.correction else "certificate.stated"
        blocks += [Paragraph(Said(key, party=who, at=one.at)), Quoted(Verbatim(one.text))]
    return blocks


def _annexes(store: Store, found: Item, at: datetime) -> list[Block]:
    """Receipts, confirmations, reservations and the like; those with words after the others."""
    told = [one for one in found.poll.annexes if one.at <= at]
    rows = tuple(
        (
            Said("certificate.at_seconds", at=one.at),
            party(one.party or None, found.poll.group, store),
            _kind(found, one),
        )
        for one in told
        if not one.text
    )
    head = (
        Said("certificate.column.when"),
        Said("certificate.column.party"),
        Said("certificate.column.what"),
    )
    blocks: list[Block] = [Table(rows, head, (3, 2, 4))] if rows else []
    for one in told:
        if one.text:
            blocks += [Paragraph(_annex(store, found, one)), Quoted(Verbatim(one.text))]
    return blocks


def _annex(store: Store, found: Item, one: Annex) -> Said:
    who = party(one.party or None, found.poll.group, store)
    return Said("certificate.annexed", party=who, kind=_kind(found, one), at=one.at)


def _kind(found: Item, one: Annex) -> Said:
    """What was done, and on which paragraphs or for whom."""
    asked = one.kind is AnnexKind.RECUSED and not binds(found.poll, one)
    kind = Said(f"certificate.annex.{'asked_aside' if asked else one.kind.value}")
    return Said("certificate.annex_on", kind=kind, items=one.items) if one.items else kind


def _events(store: Store, found: Item) -> list[Block]:
    """The acts on the poll with their places in the audit, and what gave it more time."""
    place = store.attest.end(found.incident.id)
    rows = tuple(
        (
            Said("certificate.at_seconds", at=one["at"]),
            Verbatim(one["act"]),
            Said("certificate.entry", seq=one["seq"]),
        )
        for one in acts(store, found.poll.id, place)
        if ids.read(one["act"].rpartition(" ")[2]) is None  # `sheet POL-…` reads, and does nothing
    )
    more = tuple(Paragraph(line) for line in words.extensions(found.poll, store))
    head = (
        Said("certificate.column.when"),
        Said("certificate.column.act"),
        Said("certificate.column.entry"),
    )
    return [Table(rows, head, (3, 3, 1)), *more] if rows else list(more)
