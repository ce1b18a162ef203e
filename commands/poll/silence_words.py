"""A silence in words: how it was placed, who has received the text, what was said beside it."""

from __future__ import annotations

from collections.abc import Iterator

from commands.incident.words import parties, party
from commands.poll.see import Item
from coordination.poll.annex import Annex, AnnexKind, of
from coordination.poll.disclosure import Shows
from coordination.poll.holding import held
from coordination.poll.placing import Agreed, placed_by
from coordination.poll.receipt import not_reached, receipts, without_receipt
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.scrutiny import asking
from coordination.poll.stage import Stage
from coordination.said import Param, Said
from storage.store import Store

_SEEN = (Shows.HOW_MANY, Shows.WHO)
_BESIDE = (AnnexKind.CONTESTED, AnnexKind.TIME_ASKED, AnnexKind.OBJECTED_TOO)


def placed(poll: Poll) -> Said:
    """By what it was agreed that the text is placed under silence (DR-08 a)."""
    by = placed_by(poll)
    if by in (Agreed.TERMS.value, Agreed.NOTICE.value):
        return Said(f"silence.placed_by.{by}")
    return Said("silence.placed_by.meeting", meeting=by)


def interim(found: Item, shows: Shows, store: Store) -> tuple[Said, ...]:
    """What is seen of a silence while it lasts: how many have the text, and who asked for time."""
    poll = found.poll
    lines = [Said("silence.not_adopted_yet")]
    if shows in _SEEN:
        lines.append(count(poll))
    if shows is Shows.WHO and without_receipt(poll):
        lines.append(missing(poll, store))
    if shows in _SEEN:
        lines += _asked_and_held(poll, store)
    return (*lines, Said("poll.card.break"))


def count(poll: Poll) -> Said:
    """How many have confirmed that they received the text."""
    return Said("silence.receipts", n=len(receipts(poll)), total=len(poll.eligible))


def missing(poll: Poll, store: Store) -> Said:
    """Whose receipt is missing: for the chair."""
    codes = without_receipt(poll)
    return Said("silence.missing", parties=parties(codes, poll.group, store))


def fallback(poll: Poll) -> tuple[Said, ...]:
    """The rule that was chosen for the case that a State cannot be reached."""
    if poll.fallback is None:
        return ()
    return (Said("silence.falls_back", rule=Said(f"rule.{poll.fallback.value}")),)


def _asked_and_held(poll: Poll, store: Store) -> Iterator[Said]:
    if asking(poll):
        yield Said("silence.asked_by", parties=parties(asking(poll), poll.group, store))
    if held(poll):
        yield Said("silence.held_for", n=len(held(poll)))


def ended(found: Item, store: Store) -> Iterator[Said]:
    """For who may see the roll-call: what stands beside the outcome of a silence."""
    poll = found.poll
    if poll.stage is Stage.LAPSED_NO_QUORUM and poll.rule is Rule.SILENCE:
        names = parties(not_reached(poll), poll.group, store)
        yield Said("silence.not_reached", parties=names)
    if poll.stage is Stage.WITHDRAWN and poll.successor:
        yield Said("silence.goes_on", poll=poll.successor)
    for one in of(poll.annexes, *_BESIDE):
        yield beside(one, poll, store)
    for one in of(poll.annexes, AnnexKind.RECEIVED_OUTSIDE):
        name = party(one.party, poll.group, store)
        channel = Said(f"letterchannel.{one.other}")
        yield Said("silence.received_outside", party=name, channel=channel, evidence=one.text)
    for one in of(poll.annexes, AnnexKind.LETTER_LAPSED):
        name = party(one.party, poll.group, store)
        yield Said("second.over.letter", id=poll.id, party=name, at=one.until, until=one.at)
    for one in of(poll.annexes, AnnexKind.LATE):
        yield late(one, poll, store)


def beside(one: Annex, poll: Poll, store: Store) -> Said:
    """What a party has said, word for word where it said why."""
    name, kind = party(one.party, poll.group, store), one.kind.value
    if one.text:
        return Said(f"silence.words.{kind}", party=name, at=one.at, text=one.text)
    return Said(f"silence.beside.{kind}", party=name, at=one.at)


def late(one: Annex, poll: Poll, store: Store) -> Said:
    """A late objection with both its times, where both are known (DR-09, DR-11)."""
    name = party(one.party, poll.group, store)
    known: dict[str, Param] = {"party": name, "received": one.at, "closed": poll.closes_at}
    if one.until is None:
        return Said("silence.late", **known)
    known["sent"] = one.until
    if one.other:  # it came by letter or call, and somebody of the office entered it (DR-33)
        how = Said(f"letterchannel.{one.other}")
        return Said("silence.late_from_outside", channel=how, evidence=one.text, **known)
    return Said("silence.late_both", **known)
