"""A joint message in words: its card, its text, its difference, what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from commands.incident.words import parties, party
from commands.joint import View
from commands.kinds.who import named
from commands.message.at_home import at_home
from commands.unnamed import known_names, persons_in
from config.wording import lexicons
from coordination.message.entry import Comment, How, Looked, Posted, Signature
from coordination.message.letter import waiting as waits
from coordination.message.lint import Found, found
from coordination.message.record import Message, Standing, Tongue
from coordination.message.signing import signers, standing, unconfirmed, waiting
from coordination.message.stage import Stage
from coordination.message.text import Change, Kind
from coordination.refused import Refused
from coordination.said import Capitals, Said
from coordination.text import short
from storage.store import Store


def title(message: Message, store: Store) -> Said:
    """The first line of everything that is said about it."""
    key = "message.card_further" if message.earlier else "message.card"
    more = {"earlier": message.earlier} if message.earlier else {}
    return Said(key, id=message.id, state=named(message.addressee, store), **more)


def facts(message: Message, view: View, store: Store) -> Iterator[Said]:
    """How it stands, a line each, for whoever may see this much."""
    if view is View.LETTER:
        yield from _sent(message, store)
        return
    yield _stands(message, store)
    if message.proposed and not message.circulated:
        names = parties(message.proposed, message.group, store)
        yield Said("message.proposed", parties=names)
    yield from languages(message)
    if message.frozen is not None:
        yield Said("message.frozen_text", text=short(message.frozen.fingerprint))
    if message.response:
        yield Said("message.carries_out", response=message.response)
    if message.stage is Stage.COMMENTS and message.comments_until is not None:
        yield comments_until(message, store)
    if message.stage.signing:
        yield from signing(message, view, store)
    yield from _sent(message, store)
    if message.stage.sent and view.value >= View.PARTY.value:
        yield from by_letter(message, view, store)
    if message.reason:
        yield Said("message.reason", text=message.reason)


def _stands(message: Message, store: Store) -> Said:
    """Its stage, its version, and who writes it: at first the chair alone."""
    stage = Said(f"stage.message.{message.stage.value}")
    if not message.sponsors:
        return Said("message.stands_chair", stage=stage, version=message.version)
    names = parties(message.sponsors, message.group, store)
    return Said("message.stands", sponsors=names, stage=stage, version=message.version)


def languages(message: Message) -> Iterator[Said]:
    """Which languages there are, what each counts for, and which one lags behind."""
    for one in message.tongues:
        state = "current"
        if not one.paragraphs:
            state = "missing"
        elif message.stale(one):
            state = "stale"
        elif message.stage.sent and one.standing is Standing.AUTHENTIC:
            state = "sent"
        key = f"message.language.{one.standing.value}.{state}"
        yield Said(key, language=one.language.upper())


def unnamed(message: Message, codes: Iterable[str], store: Store) -> Iterator[Said]:
    """In which languages the letter names an authority in English, for want of its name there."""
    wanted = {*codes, message.addressee}
    found = [one for one in store.directory.parties(message.group) if one.code in wanted]
    for tongue in message.tongues:
        code = tongue.language
        lacking = [one.code for one in found if tongue.paragraphs and not one.authority.has(code)]
        if lacking:
            names = parties(lacking, message.group, store)
            n = len(lacking)
            yield Said("message.unnamed", language=code.upper(), code=code, n=n, parties=names)


def signing(message: Message, view: View, store: Store) -> Iterator[Said]:
    """How many have signed, of how many: for the chair also who has not answered."""
    yield signed(message, store)
    yield from at_home(message, view, store)
    if message.sign_until is not None:
        yield signatures_until(message, store)
    if view is View.OFFICE:
        yield from unsigned(message, store)
        yield from by_letter(message, view, store)
        yield from letters(message, store)


def signed(message: Message, store: Store) -> Said:
    """How many have signed, of how many."""
    asked = message.frozen.asked if message.frozen else ()
    given = len(signers(message, store.messages.entries(message.id, Signature)))
    return Said("message.signed", n=given, total=len(asked), needed=message.minimum)


def unsigned(message: Message, store: Store) -> tuple[Said, ...]:
    """Who has not answered, and whose signature is still to be confirmed: for the chair."""
    words = store.messages.entries(message.id, Signature)
    lines = []
    if left := waiting(message, words):
        names = parties(left, message.group, store)
        lines.append(Said("message.no_answer_yet", n=len(left), parties=names))
    if open_ones := unconfirmed(message, words):
        names = parties(open_ones, message.group, store)
        lines.append(Said("message.to_be_confirmed", parties=names))
    return tuple(lines)


def signatures_until(message: Message, store: Store) -> Said:
    """When the time for signatures ends, on the clock of every State that is asked."""
    if message.sign_until is None:
        raise ValueError("no time for signatures")
    asked = message.frozen.asked if message.frozen else ()
    return Said("message.sign_until", at=_capitals(message, message.sign_until, store, asked))


def _sent(message: Message, store: Store) -> Iterator[Said]:
    if message.stage.sent and message.sent_at is not None:
        yield Said("message.sent", at=message.sent_at)
        names = parties(message.signatories, message.group, store)
        yield Said("message.signatories", n=len(names), parties=names)
        yield from footnotes(message, store)


def footnotes(message: Message, store: Store) -> Iterator[Said]:
    """What signatories note beside their signature."""
    for one in standing(message, store.messages.entries(message.id, Signature)).values():
        if one.party in message.signatories and one.how is How.FOOTNOTE:
            name = party(one.party, message.group, store)
            yield Said("message.footnote", party=name, text=one.footnote)


def by_letter(message: Message, view: View, store: Store) -> Iterator[Said]:
    """Whose answer came from outside and by which way; for the office its evidence too (DR-33)."""
    for one in standing(message, store.messages.entries(message.id, Signature)).values():
        if one.came is None or not (one.how.signs or view is View.OFFICE):
            continue
        key = "message.by_letter_office" if view is View.OFFICE else "message.by_letter"
        channel = Said(f"letterchannel.{one.came.channel.value}")
        name = party(one.party, message.group, store)
        yield Said(key, party=name, channel=channel, evidence=one.came.evidence)


def letters(message: Message, store: Store) -> Iterator[Said]:
    """Whose letter waits for a second person: for the office."""
    entries = store.messages.entries
    for one in waits(message, entries(message.id, Posted), entries(message.id, Looked)):
        name = party(one.party, message.group, store)
        yield Said("message.letter_left", party=name, at=one.came.reached)


def text_of(tongue: Tongue) -> Said:
    """The text in one language, with its paragraphs' numbers."""
    if not tongue.paragraphs:
        return Said("message.no_text_yet", language=tongue.language.upper())
    return Said("message.text", language=tongue.language.upper(), text=tongue.text)


def compared(changes: Iterable[Change]) -> tuple[Said, ...]:
    """What became of each paragraph that changed."""
    lines: list[Said] = []
    for one in changes:
        match one.kind:
            case Kind.CHANGED:
                lines.append(
                    Said(
                        "message.diff.changed",
                        paragraph=one.after,
                        before=one.marked(Kind.REMOVED),
                        now=one.marked(Kind.ADDED),
                    )
                )
            case Kind.ADDED:
                lines.append(Said("message.diff.added", paragraph=one.after, text=one.new))
            case Kind.REMOVED:
                lines.append(Said("message.diff.removed", paragraph=one.before, text=one.old))
    return tuple(lines)


def comments(message: Message, store: Store) -> tuple[Said, ...]:
    """What was said to the draft, on the version that it was said to."""
    lines = []
    for one in store.messages.entries(message.id, Comment):
        key = "message.comment_on" if one.paragraph else "message.comment_on_all"
        more = {"paragraph": one.paragraph} if one.paragraph else {}
        who = _organisation(one.organisation, store) or party(one.party, message.group, store)
        lines.append(Said(key, party=who, version=one.version, text=one.text, **more))
    return tuple(lines)


def _organisation(code: str | None, store: Store) -> Said | None:
    body = store.directory.organisation(code) if code else None
    return Said("form.party", name=body.names) if body else None


def looked_through(message: Message, store: Store) -> tuple[Found, ...]:
    """What is to be looked at again; names of States and authorities are no person's."""
    return found(message, lexicons(), known_names(message.group, store))


def nobody_named(message: Message, text: str, store: Store, line: str) -> None:
    """Raises `Refused` where a footnote names a person; it is read in every language (U-44)."""
    hits = persons_in(text, message.group, store)
    if hits:
        raise Refused("U-44", Said("message.person_in_footnote", words=hits), (line,))


def comments_until(message: Message, store: Store) -> Said:
    """The end of the time for comments, on the clock of every party that may sign."""
    if message.comments_until is None:
        raise ValueError("no time for comments")
    found = store.directory.parties(message.group)
    codes = [one.code for one in found if one.code != message.addressee]
    at = _capitals(message, message.comments_until, store, codes)
    return Said("message.comments_until", at=at)


def _capitals(message: Message, at: datetime, store: Store, codes: Iterable[str]) -> Capitals:
    named = set(codes)
    found = (one for one in store.directory.parties(message.group) if one.code in named)
    return Capitals(at, tuple(dict.fromkeys((one.capital, one.zone) for one in found)))
