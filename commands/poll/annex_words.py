"""What stands beside the votes of a poll, in words: shown with its result (DR-13 … DR-24)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commands.incident.words import parties, party
from commands.poll.see import Item
from coordination.poll.annex import Annex, AnnexKind, of, parties_of
from coordination.poll.category import rests_on_category
from coordination.poll.count import counting, recused, withdrawn
from coordination.poll.course import second_vote_from
from coordination.poll.coverage import apart, coverage, declared
from coordination.poll.leaving import binds, departures
from coordination.poll.options import falls_away, next_option
from coordination.poll.question import Question
from coordination.poll.record import Poll
from coordination.poll.referendum import provisional, unconfirmed
from coordination.poll.regional import competence, members
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Vote
from coordination.response.paragraphs import paragraphs
from coordination.said import Capitals, Said
from storage.store import Store

_TOLD = (AnnexKind.CONFIRMED, AnnexKind.DECLINED)


def beside(found: Item, votes: Sequence[Vote], store: Store) -> Iterator[Said]:
    """For those who may see how each answered."""
    poll = found.poll
    yield from _count(poll, votes, store)
    yield from _capitals(poll, votes, store)
    yield from covered(found, store)
    for vote in counting(poll, votes).values():
        one = declared(poll, vote) if vote.answer is Answer.ABSTAIN else None
        if one is not None:
            yield Said("poll.constructive", party=_name(poll, one, store), text=one.text)
    yield from joined(poll, store)


def covered(found: Item, store: Store) -> Iterator[Said]:
    """The matrix of paragraphs and parties, where not every one applies to every party (DR-14)."""
    poll = found.poll
    kept = apart(poll)
    if not kept:
        return
    for one in kept.values():
        numbers = {"numbers": tuple(f"§{n}" for n in one.items)}
        yield Said(f"poll.apart.{one.kind.value}", party=_name(poll, one, store), **numbers)
        if one.text:
            yield Said("poll.words", party=_name(poll, one, store), text=one.text)
    known = tuple(one.number for one in paragraphs(found.response))
    rest = []
    for number, out in coverage(poll, known):
        if not out:
            rest.append(f"§{number}")
            continue
        inside = tuple(code for code in poll.eligible if code not in out)
        yield Said(
            "poll.apart.row",
            number=f"§{number}",
            applies=parties(inside, poll.group, store),
            out=parties(out, poll.group, store),
        )
    if rest:
        yield Said("poll.apart.rest", numbers=tuple(rest))


def taken_off(poll: Poll, store: Store) -> Iterator[Said]:
    """Who took it off, with whose consent and why; nothing of one that ended otherwise (DR-28)."""
    asked = of(poll.annexes, AnnexKind.TAKE_OFF)
    if not asked or not of(poll.annexes, AnnexKind.LET_GO):
        return
    chair = store.directory.person(asked[-1].person)
    name = chair.name if chair else ""
    sponsor = party(poll.sponsor, poll.group, store)
    yield Said("poll.taken_off", person=name, party=sponsor, text=asked[-1].text)


def joined(poll: Poll, store: Store) -> Iterator[Said]:
    """Who aligned itself later, each with its date (DR-20)."""
    for one in of(poll.annexes, AnnexKind.ALIGNED):
        yield Said("poll.aligned", party=_name(poll, one, store), on=one.at)
        if one.text:
            yield Said("poll.words", party=_name(poll, one, store), text=one.text)


def replies(poll: Poll, store: Store) -> Iterator[Said]:
    """What the States concerned reply, as it is, beside the proposal and no other (DR-22)."""
    if poll.question.procedural:
        return
    yield from replies_to(poll.response, poll.group, store, *poll.annexes)


def replies_to(response: str, group: str, store: Store, *more: Annex) -> Iterator[Said]:
    """The same beside the text itself, whether it is put already or not."""
    for one in of((*store.polls.annexes(response), *more), AnnexKind.REPLY):
        yield Said("poll.reply", party=party(one.party, group, store), text=one.text)


def standing(poll: Poll, store: Store) -> Iterator[Said]:
    """What everybody who decides may know while it is open: who deputises, left or stands aside."""
    yield from allowed(poll)
    for organisation in competence(poll.annexes):
        inside = parties(members(poll, organisation), poll.group, store)
        name = party(organisation, poll.group, store)
        yield Said("poll.regional.votes", organisation=name, parties=inside, n=len(inside))
    for one in departures(poll):
        kind = f"poll.left.told_{one.kind.value}"
        yield Said(kind, party=_name(poll, one, store), on=one.at)
    out = recused(poll)
    if out:
        yield Said("poll.interest.recused", parties=parties(out, poll.group, store))
    asked = parties_of(one for one in of(poll.annexes, AnnexKind.RECUSED) if not binds(poll, one))
    if asked:
        yield Said("poll.interest.asked_aside", parties=parties(asked, poll.group, store))
    for one in of(poll.annexes, AnnexKind.CHALLENGED):
        other = party(one.other, poll.group, store)
        name = _name(poll, one, store)
        yield Said("poll.interest.challenged", party=name, other=other, text=one.text)


def allowed(poll: Poll) -> Iterator[Said]:
    """By what a vote is allowed that can overrule a party: on the chair's word (DR-25)."""
    for one in of(poll.annexes, AnnexKind.EXHAUSTED):
        yield Said("poll.category.exhausted", text=one.text)
    if rests_on_category(poll):
        yield Said("poll.category.stands", id=poll.response)


def waits(found: Item, store: Store) -> tuple[Said, ...]:
    """For whom it waits, and until when at each capital's clock."""
    poll = found.poll
    if poll.stage is not Stage.ADOPTED_AD_REFERENDUM or poll.confirm_by is None:
        return ()
    missing = parties(unconfirmed(poll, store.polls.votes(poll.id)), poll.group, store)
    known = store.directory.parties(poll.group)
    places = tuple((one.capital, one.zone) for one in known if one.code in poll.eligible)
    at = Capitals(poll.confirm_by, tuple(dict.fromkeys(places)))
    return (Said("poll.confirm.lines", parties=missing, until=at),)


def following(poll: Poll, store: Store) -> tuple[Said, ...]:
    """While it is open: the options that are put only if this one is not adopted (DR-27)."""
    if not poll.then:
        return ()
    rest = tuple(_option(one, store) for one in poll.then)
    return (Said("poll.options.after", n=len(rest), options=rest),)


def _option(id: str, store: Store) -> Said:
    """An option by its id and its words."""
    found = store.responses.get(id)
    return Said("poll.options.named", id=id, title=found.title if found else "")


def order(poll: Poll, store: Store) -> Iterator[Said]:
    """What becomes of the options that come after this one (DR-27)."""
    option = next_option(poll)
    if option is not None:
        yield Said("poll.options.next", option=_option(option, store))
    out = falls_away(poll)
    if out:
        yield Said("poll.options.fall_away", options=tuple(_option(one, store) for one in out))
    since = second_vote_from(poll)
    if since is not None:
        yield Said("poll.again.may", since=since)


def requests(poll: Poll, store: Store) -> bool:
    """Whether a party is only asked to stand aside: its word is enough to stop the text (DR-23)."""
    on = store.polls.look(poll.about) if poll.about else None
    return on is not None and on.rule.one_stops


def effect(found: Item, store: Store) -> tuple[Said, ...]:
    """What the decision means, in a sentence."""
    poll = found.poll
    if not poll.question.procedural or not poll.stage.over:
        return ()
    if poll.stage is Stage.ADOPTED:
        key = poll.question.value
        if poll.question is Question.STANDS_ASIDE and requests(poll, store):
            key = "asked_aside"
        if poll.question is Question.ANNUL and not _void(poll, store):
            key = "annul_too_late"
    else:
        key = "substantive" if poll.question is Question.CATEGORY else "none"
    return (Said(f"poll.effect.{key}", about=poll.about or ""),)


def _void(poll: Poll, store: Store) -> bool:
    about = store.polls.look(poll.about or "")
    return about is not None and about.stage is Stage.ANNULLED


def _count(poll: Poll, votes: Sequence[Vote], store: Store) -> Iterator[Said]:
    """What moved the count: who left, who stands aside, who answered for whom."""
    yield from standing(poll, store)
    left = withdrawn(poll)
    if left:
        yield Said(
            "poll.left.basis",
            parties=parties(left, poll.group, store),
            n=len(poll.eligible) - len(left),
            total=len(poll.eligible),
        )
    deputies = {one.credential for one in poll.accredited if one.role.value == "alternate"}
    codes = [code for code, one in counting(poll, votes).items() if one.credential in deputies]
    if codes:
        yield Said("poll.by_alternate", parties=parties(codes, poll.group, store))


def _capitals(poll: Poll, votes: Sequence[Vote], store: Store) -> Iterator[Said]:
    """Whose answer was ad referendum, and what its capital has said; each of them once.

    For whom it still waits stands above them (`waits`).
    """
    silent = unconfirmed(poll, votes) if poll.confirm_by is not None else ()
    given = tuple(code for code in provisional(poll, votes) if code not in silent)
    if given:
        yield Said("poll.confirm.given", parties=parties(given, poll.group, store))
    if given and poll.confirm_by is None and poll.stage is Stage.ADOPTED:
        yield Said("poll.confirm.not_needed", id=poll.id)
    heard = of(poll.annexes, *_TOLD)
    for one in heard:
        if one.text:
            yield Said("poll.words", party=_name(poll, one, store), text=one.text)
    if silent and poll.stage is not Stage.ADOPTED_AD_REFERENDUM:
        yield Said("poll.confirm.lapsed", parties=parties(silent, poll.group, store))


def _name(poll: Poll, one: Annex, store: Store) -> Said:
    return party(one.party, poll.group, store)
