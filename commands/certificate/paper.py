"""The certificate as a paper: what a legal adviser files, with the data attached to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commands.certificate.annexed import added
from commands.certificate.counted import counted
from commands.document import (
    Attached,
    Block,
    Document,
    Form,
    Paragraph,
    Quoted,
    Section,
    Table,
    Verbatim,
    Words,
)
from commands.incident.words import parties, party
from commands.poll import words
from commands.poll.see import Item
from commands.poll.subject import as_put, subject
from commands.response.words import parts as response_parts
from coordination.poll.record import Poll
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

WIDTHS = (2, 5)


def paper(store: Store, found: Item, data: Mapping[str, Any], json: str, at: datetime) -> Document:
    """The pages for whoever gets these parts."""
    full = "votes" in data["parts"]
    sections = [Section((_facts(store, found),), None)]
    if "text" in data["parts"]:
        sections += [_text(store, found)]
    if full:
        sections += [*counted(store, found), *added(store, found, at)]
    sections += [_proof(data)]
    group = store.directory.group(found.poll.group)
    return Document(
        name=f"{found.poll.id}-certificate",
        title=_outcome(store, found),
        label=Tlp(data["label"]),
        at=at,
        sections=tuple(sections),
        head=Said("certificate.head", group=group.names if group else found.poll.group),
        alternative=Said("certificate.title", id=found.poll.id),
        attached=(Attached(f"{found.poll.id}-certificate.json", "application/json", json),),
        forms=(Form.PDF, Form.TEXT),
    )


def _outcome(store: Store, found: Item) -> Said:
    poll, title = found.poll, subject(found, store)
    if poll.number is not None:
        return Said("certificate.decision", number=poll.number, title=title)
    return Said("certificate.outcome", title=title, stage=Said(f"stage.poll.{poll.stage.value}"))


def _facts(store: Store, found: Item) -> Block:
    """What was decided, by which rule, by whom, when."""
    poll = found.poll
    rows: list[tuple[Words, Words]] = [
        (Said("certificate.fact.outcome"), Said(f"stage.poll.{poll.stage.value}")),
        (Said("certificate.fact.rule"), words.rule(poll, store)),
        (Said("certificate.fact.quorum"), _quorum(found)),
        *_times(poll),
    ]
    sponsor = party(poll.sponsor, poll.group, store)
    rows.append((Said("certificate.fact.sponsor"), Said("certificate.name", party=sponsor)))
    if poll.concerned:
        apart = parties(poll.concerned, poll.group, store)
        rows.append((Said("certificate.fact.apart"), Said("certificate.names", parties=apart)))
    deciding = parties(poll.eligible, poll.group, store)
    who = Said("certificate.deciding", n=len(deciding), parties=deciding)
    rows.append((Said("certificate.fact.eligible"), who))
    about = " · ".join(filter(None, (poll.id, poll.incident)))
    rows.append((Said("certificate.fact.poll"), Verbatim(about)))
    rows.append((Said("certificate.fact.fingerprint"), Verbatim(poll.fingerprint)))
    return Table(tuple(rows), widths=WIDTHS)


def _times(poll: Poll) -> list[tuple[Words, Words]]:
    """When it was opened and closed; where the chair closed it early, when it was to close."""
    early = poll.closed_at is not None and poll.closed_at < poll.closes_at
    closing = Said("certificate.fact.was_to_close") if early else Said("certificate.fact.closed")
    rows: list[tuple[Words, Words]] = [
        (Said("certificate.fact.opened"), Said("certificate.at", at=poll.opened_at)),
        (closing, Said("certificate.at", at=poll.closes_at)),
    ]
    if poll.closed_at is not None:
        ended = Said("certificate.fact.early") if early else Said("certificate.fact.announced")
        rows.append((ended, Said("certificate.at", at=poll.closed_at)))
    return rows


def _quorum(found: Item) -> Said:
    if found.poll.quorum == 0:
        return Said("certificate.no_quorum")
    return Said("certificate.quorum", n=found.poll.quorum, total=len(found.poll.eligible))


def _text(store: Store, found: Item) -> Section:
    """The text in its language, as it was read; its canonical form stands in the data."""
    title = Said("certificate.section.text")
    if found.poll.question.procedural:
        return Section((Paragraph(_outcome(store, found)),), title)
    response = as_put(found, store)
    if response is None:
        unknown = Said("certificate.text_unknown", id=found.poll.response)
        return Section((Paragraph(unknown),), title)
    text = Quoted(Verbatim(response.title, response.language), response_parts(response, store))
    others = tuple(Quoted(Verbatim(text, code)) for code, text in response.translations)
    return Section((text, *others), title)


def _proof(data: Mapping[str, Any]) -> Section:
    """Where it stands in the audit, and how anybody can check it."""
    audit = data["audit"]
    place = Said("certificate.place", chain=audit["chain"], seq=audit["seq"])
    blocks: tuple[Block, ...] = (
        Table(
            (
                (Said("certificate.fact.place"), place),
                (Said("certificate.fact.digest"), Verbatim(audit["digest"])),
                (Said("certificate.fact.key"), Verbatim(data["key"])),
            ),
            widths=WIDTHS,
        ),
        Paragraph(Said("certificate.how_to_check"), small=True),
        Paragraph(Said("certificate.what_is_proved"), small=True),
    )
    if "votes" not in data["parts"]:
        blocks = (*blocks, Paragraph(Said("certificate.outcome_alone"), small=True))
    return Section(blocks, Said("certificate.section.check"))
