"""A poll in words: what is put, by which rule, until when, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commands.hearing.words import heard
from commands.incident.words import parties, party
from commands.poll import annex_words, silence_words
from commands.poll.see import Item
from commands.poll.subject import subject
from coordination.poll.count import asked, counting, roll_call, waiting
from coordination.poll.decide import decide
from coordination.poll.disclosure import Shows
from coordination.poll.live import at_meeting
from coordination.poll.record import Poll
from coordination.poll.recount import recount
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import How, Vote
from coordination.poll.weighing import of_silence
from coordination.said import Capitals, Said
from coordination.text import short
from storage.contact import Extension
from storage.store import Store

_ANSWERED = {Stage.ADOPTED: "agreed", Stage.LAPSED_NO_QUORUM: "undecided"}
"""What the group has said to a procedural question; to fall short of a quorum is no no (DR-12)."""
_SHARED = (Rule.TWO_THIRDS, Rule.QUALIFIED)


def title(found: Item, store: Store) -> Said:
    """The first line: the sign, the id, what is put."""
    key = "poll.card.silence" if found.poll.rule is Rule.SILENCE else "poll.card.title"
    return Said(key, id=found.poll.id, title=subject(found, store))


def rule(poll: Poll, store: Store) -> Said:
    """The rule in plain words, with the id by which `why` explains it."""
    return Said("poll.rule.named", rule=phrase(poll, store), id=poll.rule.catalogued)


def phrase(poll: Poll, store: Store) -> Said:
    """The rule alone; consensus of the others names whom it leaves out (DR-07)."""
    word = Said(f"rule.{poll.rule.value}")
    if poll.rule is Rule.CONSENSUS_OF_OTHERS and poll.concerned:
        return Said("poll.rule.others", states=parties(poll.concerned, poll.group, store))
    if poll.rule is Rule.QUALIFIED:
        word = Said("poll.rule.share", p=poll.ratio.p, q=poll.ratio.q)
    if poll.rule in _SHARED:
        return Said("poll.rule.of", rule=word, basis=Said(f"votebasis.{poll.basis.value}"))
    return word


def ruled(found: Item, store: Store) -> Said:
    """The rule and the text that is put, with its fingerprint; a question of procedure is one."""
    poll = found.poll
    if poll.question.procedural:
        mark = short(poll.fingerprint)
        return Said("poll.card.rule_of_question", rule=rule(poll, store), text=mark)
    return Said(
        "poll.card.rule",
        rule=rule(poll, store),
        response=poll.response,
        text=short(poll.fingerprint),
    )


def closes(poll: Poll, store: Store) -> Said:
    """When it ends, at the clock of every capital that decides."""
    key = "poll.card.expires" if poll.rule is Rule.SILENCE else "poll.card.closes"
    return Said(key, at=Capitals(poll.closes_at, capitals(poll, store)))


def outage(one: Extension) -> Said:
    """From when until when a platform was away, and what the closing was before."""
    name = Said(f"poll.platform.{one.platform}")
    if one.ended_at is None:
        return Said("poll.outage.lasts", platform=name, began=one.began_at, was=one.before)
    return Said(
        "poll.outage.was",
        platform=name,
        began=one.began_at,
        ended=one.ended_at,
        was=one.before,
    )


def extensions(poll: Poll, store: Store) -> tuple[Said, ...]:
    """What moved the closing, on the card (DR-11)."""
    return tuple(outage(one) for one in store.contacts.extensions(poll.id))


def capitals(poll: Poll, store: Store) -> tuple[tuple[str, str], ...]:
    """The places of those who decide, with their zones."""
    known = store.directory.parties(poll.group)
    found = (one for one in known if one.code in poll.eligible)
    return tuple(dict.fromkeys((one.capital, one.zone) for one in found))


def answered(poll: Poll, votes: Sequence[Vote]) -> Said:
    """How many have answered, of how many that have not left the group."""
    total = len(asked(poll, votes))
    return Said("poll.card.answered", n=total - len(waiting(poll, votes)), total=total)


def needed(poll: Poll) -> tuple[Said, ...]:
    """How many must answer, and what it means not to (DR-12); nothing where nobody has to."""
    if not poll.quorum:
        return ()
    means = "no_objection" if poll.rule.by_objection else of_silence(poll).value
    return (Said(f"poll.needed.{means}", n=poll.quorum),)


def missing(poll: Poll, votes: Sequence[Vote], store: Store) -> Said:
    """Who has not answered yet: for the chair alone."""
    names = parties(waiting(poll, votes), poll.group, store)
    return Said("poll.missing", n=len(names), parties=names) if names else Said("poll.all_answered")


def interim(found: Item, shows: Shows, store: Store) -> tuple[Said, ...]:
    """What may be seen of the answers while it is open (DR-29)."""
    poll = found.poll
    beside = tuple(annex_words.replies(poll, store))
    if poll.rule is Rule.SILENCE:
        return (*silence_words.interim(found, shows, store), *beside)
    if shows is Shows.NOTHING:
        return beside
    beside = (*annex_words.following(poll, store), *beside)
    votes = store.polls.votes(poll.id)
    beside = (*annex_words.standing(poll, store), *beside)
    if at_meeting(poll) is not None:  # nobody has to answer there (DR-06)
        return (Said("consensus.how"), *beside)
    lines = (answered(poll, votes), *needed(poll), *beside)
    return (*lines, missing(poll, votes, store)) if shows is Shows.WHO else lines


def result(found: Item, shows: Shows, store: Store) -> tuple[Said, ...]:
    """What was decided, by which sum, and how each answered where the reader may see it."""
    poll = found.poll
    if poll.stage is Stage.ANNULLED:
        return (Said("poll.annul.successor", id=poll.successor or ""),)
    if poll.stage is Stage.WITHDRAWN:
        ended = (*annex_words.taken_off(poll, store), *silence_words.ended(found, store))
        return ended if shows is Shows.ROLL_CALL else ()
    votes = store.polls.votes(poll.id)
    effect = annex_words.effect(found, store)
    if shows is not Shows.ROLL_CALL:
        return (Said("poll.result.ruled", rule=rule(poll, store)), *effect)
    lines = [Said("poll.result.ruled", rule=rule(poll, store)), summed(poll, votes)]
    lines += (*effect, *annex_words.order(poll, store))
    lines += calls(poll, votes, store)
    lines += annex_words.waits(found, store)
    lines += annex_words.beside(found, votes, store)
    lines += silence_words.ended(found, store)
    if poll.stage.adopted and not poll.question.procedural:
        reason = found.response.reason
        lines += heard(store, found.incident, reason, poll.decided_at)
    return (*lines, *words_of(poll, votes, store))


def summed(poll: Poll, votes: Sequence[Vote]) -> Said:
    """The arithmetic that decided it."""
    return (recount(poll, votes) or decide(poll, votes)).said


def calls(poll: Poll, votes: Sequence[Vote], store: Store) -> list[Said]:
    """The roll-call, answer by answer; under silence, and at a meeting, of those who spoke."""
    by_answer: dict[str, list[str]] = {}
    for code, answer in roll_call(poll, votes):
        by_answer.setdefault(answer.value if answer else "silent", []).append(code)
    if poll.rule is Rule.SILENCE or at_meeting(poll) is not None:
        by_answer.pop("silent", None)
    no = by_answer.pop("no", []) if poll.rule is Rule.SILENCE else []
    if no:  # under silence a no is an objection
        by_answer["object"] = sorted([*by_answer.get("object", []), *no])
    order = ("yes", "no", "object", "amend", "abstain", "not_participating", "silent")
    return [
        Said(f"poll.roll.{answer}", parties=parties(by_answer[answer], poll.group, store))
        for answer in order
        if answer in by_answer
    ]


def words_of(poll: Poll, votes: Sequence[Vote], store: Store) -> Iterable[Said]:
    """What parties said with the answers that count or beside them, and how an answer came.

    What was answered before that is no statement of the party any more (DR-16).
    """
    last = counting(poll, votes).values()
    for vote in (one for one in votes if one in last):
        who = party(vote.party, poll.group, store)
        if vote.text:
            yield Said("poll.words", party=who, text=vote.text)
        if vote.how is How.LETTER:
            yield Said("poll.by_letter", party=who, evidence=vote.evidence or "")
        if vote.in_grace and vote.sent_at is not None:
            yield Said("poll.in_grace", party=who, sent=vote.sent_at, received=vote.received_at)
    for one in store.polls.statements(poll.id):
        who = party(one.party, poll.group, store)
        key = "poll.correction" if one.correction else "poll.words"
        yield Said(key, party=who, text=one.text)


def over(found: Item, store: Store) -> Said:
    """The first line of its card when it is over: how it ended, and what it was about."""
    poll, what = found.poll, subject(found, store)
    stage = Said(f"stage.poll.{poll.stage.value}")
    if poll.number is not None and poll.stage is Stage.ADOPTED:
        number = poll.number
        return Said("poll.over.numbered", id=poll.id, stage=stage, number=number, title=what)
    return Said("poll.over.card", id=poll.id, stage=stage, title=what)


def outcome(found: Item, store: Store) -> Said:
    """The first line of a poll that is over."""
    poll = found.poll
    if poll.number is not None and poll.stage is Stage.ADOPTED:
        return Said(
            "poll.result.adopted", number=poll.number, title=subject(found, store), id=poll.id
        )
    if poll.question.procedural and poll.stage is not Stage.WITHDRAWN:
        end = _ANSWERED.get(poll.stage, "not_agreed")
        return Said(f"poll.procedure.{end}", title=subject(found, store), id=poll.id)
    key = f"poll.result.{poll.stage.value}"
    return Said(key, title=subject(found, store), id=poll.id)
