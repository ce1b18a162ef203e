"""The ballot: what each voter is asked in private, and answers by number (DR-29, DR-32)."""

from __future__ import annotations

from datetime import datetime

from commands.incident.words import party
from commands.outcome import Ask, Button, Page
from commands.poll import words
from commands.poll.annex_words import following, replies
from commands.poll.see import Item
from commands.poll.subject import subject
from coordination.parties import Credential, Role
from coordination.poll.count import recused
from coordination.poll.delegation import left_until, may_be_asked
from coordination.poll.interest import has_interest
from coordination.poll.leaving import departed
from coordination.said import Said
from storage.store import Store

Speaker = tuple[str, Credential]
"""A voice, a party's or a regional organisation's, and the credential that gives it."""
CHOICES = ("yes", "no", "abstain", "not_participating", "yes_ad_referendum")


def key(poll: str, party: str) -> str:
    """The key of the asks for one party's answer: who speaks for two is asked twice."""
    return f"vote:{poll}:{party}"


def keys(found: Item) -> tuple[str, ...]:
    """The keys of everything that is asked in a poll."""
    parties = dict.fromkeys(code for code, _ in voters(found))
    return tuple(key(found.poll.id, code) for code in parties)


def voters(found: Item, *parties: str) -> tuple[tuple[str, str], ...]:
    """Whose credential speaks (party, credential), of some parties or of all (DR-17)."""
    return tuple(pair for pair in found.poll.voices if not parties or pair[0] in parties)


def mandated(found: Item, store: Store, at: datetime, *parties: str) -> tuple[Speaker, ...]:
    """Those of `voters` whose mandate holds at this instant: the others are told nothing more."""
    given = ((code, store.directory.credential(id)) for code, id in voters(found, *parties))
    able = ((code, hat) for code, hat in given if hat is not None and hat.confirmation)
    return tuple((code, hat) for code, hat in able if hat.valid(at))


def answering(found: Item, store: Store, at: datetime, *parties: str) -> tuple[Speaker, ...]:
    """Those that may answer at this instant: not for a party that stands aside or left.

    An alternate is asked while the vote is left to alternates, and no longer (DR-18).
    """
    poll = found.poll
    out = {*departed(poll), *recused(poll)}
    return tuple(
        (code, hat)
        for code, hat in mandated(found, store, at, *parties)
        if code not in out and may_be_asked(poll, code, hat.role, at)
    )


def asks(
    found: Item, store: Store, at: datetime, *parties: str, reminder: bool = False
) -> tuple[Ask, ...]:
    """The ballot for each voter of these parties, or of all that decide; for who may answer now."""
    made = []
    for code, hat in answering(found, store, at, *parties):
        if not has_interest(found.poll, hat.person):
            until = left_until(found.poll, code) if hat.role is Role.ALTERNATE else None
            page = ballot(found, code, store, reminder=reminder, until=until)
            asked = key(found.poll.id, code)
            answer = line(found, code)
            made.append(Ask(hat.person, asked, answer, page, found.incident.label))
    return tuple(made)


def line(found: Item, code: str) -> str:
    """The line that the answer completes: the text that was read, and for whom (DR-26)."""
    return f"poll vote {found.poll.id} on={found.poll.fingerprint[:8]} as={code}"


def ballot(
    found: Item, code: str, store: Store, *, reminder: bool = False, until: datetime | None = None
) -> Page:
    """One voter's page: what is asked, the numbers, until when; an alternate's may end earlier."""
    poll = found.poll
    first = "poll.ballot.reminder" if reminder else "poll.ballot.title"
    numbers = tuple(
        Said("form.numbered", n=n, name=Said(f"answer.give.{answer}"))
        for n, answer in enumerate(CHOICES, start=1)
    )
    lines = [
        Said("poll.ballot.alone"),
        words.ruled(found, store),
        *words.needed(poll),
    ]
    if poll.rule.by_objection:
        lines.append(Said("poll.ballot.no_objects", id=poll.id))
    lines += (*following(poll, store), *replies(poll, store))
    ends = min(until or poll.closes_at, poll.closes_at)
    lines += [*numbers, Said("poll.ballot.until", at=ends)]
    name = party(code, poll.group, store)
    read = Button(Said("poll.act.read"), f"response show {poll.response}")
    sheet = Button(Said("sheet.act"), f"sheet {poll.id}")
    more = () if poll.question.procedural else (sheet, _apart(poll.id))
    title = Said(first, party=name, id=poll.id, title=subject(found, store))
    return Page(title, tuple(lines), (read, *more))


def _apart(poll: str) -> Button:
    """Not for or against the whole: a party may keep away from a part (DR-14)."""
    return Button(Said("poll.act.apart"), f"poll dissociate {poll}")
