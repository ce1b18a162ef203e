"""What the voters are told and asked under silence, each in private (DR-08, DR-10)."""

from __future__ import annotations

from commands.incident.words import party
from commands.outcome import Ask, Audience, Notice, Page
from commands.poll import ballot
from commands.poll.see import Item
from commands.poll.silence_page import acts, before
from coordination.poll.receipt import without_receipt
from coordination.poll.record import Poll
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


def line(found: Item, code: str) -> str:
    """The line by which a voter confirms receipt of the text as it stands."""
    return f"poll acknowledge {found.poll.id} as={code}"


def asks(found: Item, store: Store, *codes: str, reminder: bool = False) -> tuple[Ask, ...]:
    """The notice to each voter, who is asked to confirm receipt."""
    made = []
    lacking = without_receipt(found.poll)
    for code, credential in ballot.answering(found, *codes):
        hat = store.directory.credential(credential)
        if hat is not None and code in lacking:
            page = notice(found, code, store, reminder=reminder)
            asked = key(found.poll.id, code)
            made.append(Ask(hat.person, asked, line(found, code), page, found.incident.label))
    return tuple(made)


def notice(found: Item, code: str, store: Store, *, reminder: bool = False) -> Page:
    """The silence notice for one voter: what, until when, and everything that can be done."""
    poll = found.poll
    first = "silence.notice.reminder" if reminder else "silence.notice.title"
    lines = (
        Said("silence.notice.put", id=poll.id, title=found.response.title),
        Said("silence.notice.until", at=poll.closes_at, text=short(poll.fingerprint)),
        Said("silence.notice.consent"),
        Said("poll.card.break"),
        Said("silence.notice.time"),
        Said("form.numbered", n=1, name=Said("got.received")),
        Said("form.numbered", n=2, name=Said("got.time")),
        Said("silence.notice.number"),
    )
    title = Said(first, party=party(code, poll.group, store))
    return Page(title, lines, acts(found))


def people(store: Store, found: Item, code: str) -> tuple[str, ...]:
    """Who speaks for a party, also those who were admitted since the opening."""
    hats = (store.directory.credential(id) for party, id in found.poll.voices if party == code)
    return tuple(dict.fromkeys(hat.person for hat in hats if hat is not None))


def to_voters(found: Item, store: Store, title: Said, *lines: Said) -> tuple[Notice, ...]:
    """The same to every voter in private, each time on the reader's own clock."""
    label = found.incident.label
    told = [people(store, found, code) for code in found.poll.eligible]
    everybody = tuple(dict.fromkeys(person for several in told for person in several))
    page = Page(title, lines, acts(found))
    return (Notice(Audience.persons(*everybody), label, page),) if everybody else ()


def extended(found: Item, store: Store) -> tuple[Notice, ...]:
    """Every voter learns of the later expiry in the own local time (DR-10)."""
    poll = found.poll
    title = Said("silence.longer", id=poll.id, title=found.response.title)
    until = Said("silence.notice.until", at=poll.closes_at, text=short(poll.fingerprint))
    return to_voters(found, store, title, until, Said("poll.card.break"))


def announced(found: Item, store: Store) -> tuple[Notice, ...]:
    """Every voter learns that a text is about to be placed under silence (DR-08 a)."""
    poll, made = found.poll, []
    for code in poll.eligible:
        lines = (
            Said("silence.notice.put", id=poll.id, title=found.response.title),
            Said("silence.placing.opens", at=poll.opened_at),
            Said("silence.placing.until", at=poll.closes_at, text=short(poll.fingerprint)),
            Said("silence.placing.contest"),
        )
        voters = people(store, found, code)
        contest = before(found)
        title = Said("silence.placing.title", party=party(code, poll.group, store))
        if voters:
            page = Page(title, lines, contest)
            made.append(Notice(Audience.persons(*voters), found.incident.label, page))
    return tuple(made)


def last_word(found: Item, store: Store, code: str) -> tuple[Notice, ...]:
    """A party that asked for time and got none learns that only an objection helps (DR-10)."""
    poll = found.poll
    voters = people(store, found, code)
    if code not in asking(poll) or poll.extended or not voters:
        return ()
    title = Said("silence.no_more_time", party=party(code, poll.group, store), id=poll.id)
    lines = (Said("silence.object_by", at=poll.closes_at), Said("poll.card.break"))
    page = Page(title, lines, acts(found))
    return (Notice(Audience.persons(*voters), found.incident.label, page),)
