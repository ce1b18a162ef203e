"""What the voters are told and asked under silence, each in private (DR-08, DR-10)."""

from __future__ import annotations

from datetime import datetime

from commands.cleared import keys as at_home
from commands.incident.words import party
from commands.outcome import Ask, Audience, Notice, Page
from commands.poll import ballot, expiry
from commands.poll.see import Item, people_of
from commands.poll.silence_page import acts, before
from commands.poll.subject import subject
from coordination.poll.interest import has_interest
from coordination.poll.receipt import without_receipt
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.scrutiny import asking
from coordination.said import Said
from coordination.text import short
from storage.store import Store


def key(poll: str, code: str) -> str:
    """The key of the asks for one party's receipt."""
    return f"receipt:{poll}:{code}"


def keys(poll: Poll) -> tuple[str, ...]:
    """Those of all parties."""
    return tuple(key(poll.id, code) for code in poll.eligible)


def asked_of(poll: str, code: str) -> tuple[str, ...]:
    """Those of everything that one party is asked: for one that left, or that stands aside."""
    return ballot.key(poll, code), key(poll, code)


def out_of(poll: str, code: str) -> tuple[str, ...]:
    """The same, and what it clears at home: it answers no more."""
    return (*asked_of(poll, code), *at_home(poll, (code,)))


def line(found: Item, code: str) -> str:
    """The line by which a voter confirms receipt of the text as it stands."""
    return f"poll acknowledge {found.poll.id} as={code}"


def asks(
    found: Item, store: Store, at: datetime, *codes: str, reminder: bool = False
) -> tuple[Ask, ...]:
    """The notice to each voter, who is asked to confirm receipt."""
    made = []
    lacking, why = without_receipt(found.poll), expiry.decider(found.poll, store)
    for code, hat in ballot.answering(found, store, at, *codes):
        if code in lacking and not has_interest(found.poll, hat.person):
            page = notice(found, code, store, why, reminder=reminder)
            asked = key(found.poll.id, code)
            made.append(Ask(hat.person, asked, line(found, code), page, found.incident.label))
    return tuple(made)


def questions(found: Item, store: Store, at: datetime, code: str) -> tuple[Ask, ...]:
    """What whoever answers for a party now is asked: for its receipt, or for its vote."""
    silent = found.poll.rule is Rule.SILENCE
    return asks(found, store, at, code) if silent else ballot.asks(found, store, at, code)


def notice(
    found: Item, code: str, store: Store, why: tuple[Said, ...], *, reminder: bool = False
) -> Page:
    """The silence notice for one voter: what, until when, and everything that can be done."""
    poll = found.poll
    first = "silence.notice.reminder" if reminder else "silence.notice.title"
    lines = (
        Said("silence.notice.temporary"),
        Said("silence.notice.until", at=poll.closes_at, text=short(poll.fingerprint)),
        *why,
        Said("silence.notice.consent"),
        Said("poll.card.break"),
        Said("silence.notice.time"),
        Said("form.numbered", n=1, name=Said("got.received")),
        Said("form.numbered", n=2, name=Said("got.time")),
        Said("silence.notice.number"),
    )
    name, what = party(code, poll.group, store), found.response.title
    title = Said(first, party=name, id=poll.id, title=what)
    return Page(title, lines, acts(found))


def to_voters(
    found: Item, store: Store, at: datetime, title: Said, *lines: Said
) -> tuple[Notice, ...]:
    """The same to every voter in private, each time on the reader's own clock."""
    label = found.incident.label
    told = [people_of(store, found, code, at) for code in found.poll.eligible]
    everybody = tuple(dict.fromkeys(person for several in told for person in several))
    page = Page(title, lines, acts(found))
    return (Notice(Audience.persons(*everybody), label, page),) if everybody else ()


def extended(found: Item, store: Store, at: datetime) -> tuple[Notice, ...]:
    """Every voter learns of the later expiry in the own local time (DR-10)."""
    poll = found.poll
    title = Said("silence.longer", id=poll.id, title=found.response.title)
    until = Said("silence.notice.until", at=poll.closes_at, text=short(poll.fingerprint))
    return to_voters(found, store, at, title, until, Said("poll.card.break"))


def announced(found: Item, store: Store, at: datetime) -> tuple[Notice, ...]:
    """Every voter learns that a text is about to be placed under silence (DR-08 a)."""
    poll, made = found.poll, []
    why = expiry.decider(poll, store)
    for code in poll.eligible:
        lines = (
            Said("silence.notice.put", id=poll.id, title=found.response.title),
            Said("silence.placing.opens", at=poll.opened_at),
            Said("silence.placing.until", at=poll.closes_at, text=short(poll.fingerprint)),
            *why,
            Said("silence.placing.contest"),
        )
        voters = people_of(store, found, code, at)
        contest = before(found)
        title = Said("silence.placing.title", party=party(code, poll.group, store))
        if voters:
            page = Page(title, lines, contest)
            made.append(Notice(Audience.persons(*voters), found.incident.label, page))
    return tuple(made)


def last_word(found: Item, store: Store, at: datetime, code: str) -> tuple[Notice, ...]:
    """A party that asked for time and got none learns that only an objection helps (DR-10)."""
    poll = found.poll
    voters = people_of(store, found, code, at)
    if code not in asking(poll) or poll.extended or not voters:
        return ()
    name, put = party(code, poll.group, store), subject(found, store)
    title = Said("silence.no_more_time", party=name, id=poll.id, title=put)
    lines = (Said("silence.object_by", at=poll.closes_at), Said("poll.card.break"))
    page = Page(title, lines, acts(found))
    return (Notice(Audience.persons(*voters), found.incident.label, page),)
