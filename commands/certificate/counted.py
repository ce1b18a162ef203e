"""How it was counted, on paper: the sum, each party's answer with its times and credentials."""

from __future__ import annotations

from collections.abc import Sequence

from commands.directory.accredited import issuer, reference, second
from commands.document import Block, Paragraph, Section, Table, Verbatim, Words
from commands.incident.words import party
from commands.poll.see import Item
from coordination.poll.count import counting
from coordination.poll.recount import recount
from coordination.poll.rule import Rule
from coordination.poll.vote import How, Vote
from coordination.said import Said
from storage.store import Store

WIDTHS = (4, 5, 7)
"""Shares of the line, so that an answer with its time and receipt stands on one."""


def counted(store: Store, found: Item) -> list[Section]:
    """The arithmetic and the roll-call; then the credentials; nothing for what was taken off."""
    poll = found.poll
    votes = store.polls.votes(poll.id)
    sections: list[Section] = []
    again = recount(poll, votes)
    if again is not None:
        blocks: tuple[Block, ...] = (Paragraph(again.said),)
        calls = _roll_call(store, found, votes)
        if calls.rows:
            blocks = (*blocks, calls, Paragraph(Said("certificate.times"), small=True))
        sections.append(Section(blocks, Said("certificate.section.count")))
    not_counted = _not_counted(store, found, votes)
    if not_counted.rows:
        title = Said("certificate.section.not_counted")
        sections.append(Section((not_counted,), title))
    credentials = _credentials(store, found, votes)
    if credentials.rows:
        sections.append(Section((credentials,), Said("certificate.section.credentials")))
    return sections


def _roll_call(store: Store, found: Item, votes: Sequence[Vote]) -> Table:
    """Each eligible party; under silence only who broke it, for silence is the answer."""
    poll = found.poll
    last = counting(poll, votes)
    silent = poll.rule is not Rule.SILENCE
    codes = [code for code in poll.eligible if code in last or silent]
    rows = tuple(
        (party(code, poll.group, store), *_answer(last.get(code)), *_received(last.get(code)))
        for code in codes
    )
    return Table(rows, _head(), WIDTHS, by_name=True)


def _head() -> tuple[Words, ...]:
    return (
        Said("certificate.column.party"),
        Said("certificate.column.answer"),
        Said("certificate.column.received"),
    )


def _answer(vote: Vote | None) -> tuple[Words, ...]:
    if vote is None:
        return (Said("certificate.no_answer"),)
    answer = Said(f"answer.{vote.answer.value}")
    if vote.ad_referendum:
        answer = Said("certificate.ad_referendum", answer=answer)
    by = Said("certificate.by", answer=answer, credential=vote.credential)
    if vote.how is How.LETTER:
        by = Said("certificate.by_letter", answer=answer, evidence=vote.evidence or "")
    return (by,)


def _received(vote: Vote | None) -> tuple[Words, ...]:
    if vote is None:
        return (Verbatim(""),)
    if vote.sent_at is None:
        return (Said("certificate.received", at=vote.received_at, seq=vote.seq),)
    key = "certificate.received_in_grace" if vote.in_grace else "certificate.received_sent"
    return (Said(key, at=vote.received_at, seq=vote.seq, sent=vote.sent_at),)


def _not_counted(store: Store, found: Item, votes: Sequence[Vote]) -> Table:
    """Answers that a later one replaced, or that were on another version of the text."""
    poll = found.poll
    kept = {vote.seq for vote in counting(poll, votes).values()}
    rows = tuple(
        (party(vote.party, poll.group, store), *_answer(vote), *_received(vote))
        for vote in sorted(votes, key=lambda one: one.seq)
        if vote.seq not in kept
    )
    return Table(rows, _head(), WIDTHS)


def _credentials(store: Store, found: Item, votes: Sequence[Vote]) -> Table:
    """The credentials that stood at the opening or were used, by party."""
    poll = found.poll
    used = {vote.credential for vote in votes}
    ids = sorted({one.credential for one in poll.accredited} | used)
    hats = [hat for hat in map(store.directory.credential, ids) if hat is not None]
    rows = tuple(
        (
            party(hat.party, poll.group, store) if hat.party else Said(f"role.{hat.role.value}"),
            Said("certificate.credential", id=hat.id, role=Said(f"role.{hat.role.value}")),
            Said(
                "certificate.rests_on",
                reference=reference(hat),
                issuer=issuer(hat),
                confirmed=second(hat, store),
            ),
            Said("render.yes") if hat.id in used else Said("render.no"),
        )
        for hat in sorted(hats, key=lambda one: (one.party or "", one.id))
    )
    head = (
        Said("certificate.column.party"),
        Said("certificate.column.credential"),
        Said("certificate.column.reference"),
        Said("certificate.column.used"),
    )
    return Table(rows, head, (6, 8, 19, 3), by_name=True)
