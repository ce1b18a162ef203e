"""Objections without effect: at the expiry or later, or once it is broken already (DR-09)."""

from __future__ import annotations

from commands.call import Call
from commands.incident.words import plainly
from commands.outcome import Outcome, Page
from commands.poll import annexed, away, silence_words
from commands.poll.card import its_card
from commands.poll.see import Item, hat_of
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.scrutiny import without_effect
from coordination.poll.vote import Answer, Ballot
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def recorded(call: Call, store: Store, found: Item, answer: Answer, text: str) -> Outcome | None:
    """Keep an objection that changes nothing, with its times; None for one that counts."""
    poll = found.poll
    given = Ballot(
        answer=answer,
        fingerprint=poll.fingerprint,
        received_at=call.now,
        seq=call.seq,
        sent_at=call.sent_at,
        text=text.strip() or None,
    )
    with plainly(poll.group, store):
        gaps = away.outages(poll, store) if call.now >= poll.closes_at else ()
        made = without_effect(poll, given, hat_of(call), gaps)
    if made is None:
        return None
    return noted(store, annexed.keep(store, found, made), made)


def noted(store: Store, found: Item, made: Annex) -> Outcome:
    """The State reads both times; so does the chair, who can change nothing either."""
    poll = found.poll
    lines: tuple[Said, ...]
    if made.kind is AnnexKind.LATE:
        lines = (silence_words.late(made, poll, store), Said("silence.late_for_good"))
        title = Said("silence.late_title", id=poll.id)
    else:
        lines = (silence_words.beside(made, poll, store),)
        title = Said("silence.broken_already", id=poll.id)
    page = Page(title, lines)
    return Outcome(
        page,
        notices=annexed.to_chair(store, found, page, made.at),
        cards=(its_card(store, found),),
        shows=Tlp.GREEN if not made.text else found.incident.label,
        about=found.incident.id,
    )
