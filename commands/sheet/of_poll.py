"""The sheet of a poll: a vote, a silence, and what each answer does under its rule."""

from __future__ import annotations

from datetime import datetime

from commands.document import Quoted, Verbatim
from commands.incident.words import parties, party
from commands.poll import words
from commands.poll.ballot import answering
from commands.poll.see import Item
from commands.poll.subject import subject
from commands.response.words import kind
from commands.response.words import parts as response_parts
from commands.sheet.page import Option, Sheet
from coordination.parties import Party
from coordination.poll.interest import has_interest
from coordination.poll.record import Poll
from coordination.poll.referendum import unconfirmed
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.weighing import of_abstention, of_silence
from coordination.refused import Refused
from coordination.response.record import Response
from coordination.response.text import translated
from coordination.said import Param, Said
from coordination.text import short
from storage.store import Store


def of_poll(store: Store, found: Item, asked: Party, now: datetime) -> Sheet:
    """What this party is asked; raises `Refused` once nothing is asked, or of another."""
    poll = found.poll
    if poll.stage is Stage.ADOPTED_AD_REFERENDUM:
        return _to_confirm(store, found, asked)
    if poll.stage not in (Stage.ANNOUNCED, Stage.OPEN):
        raise Refused("stage", Said("sheet.not_open", id=poll.id), (f"poll show {poll.id}",))
    if asked.code not in poll.eligible:
        raise Refused("DR-20", Said("sheet.not_asked", id=poll.id, party=asked.names))
    silence = poll.rule is Rule.SILENCE
    named = subject(found, store)
    return Sheet(
        id=poll.id,
        matter=named,
        asked=Said("sheet.asked.silence" if silence else "sheet.asked.vote", id=poll.id),
        title=Said("sheet.title.silence" if silence else "sheet.title.vote", title=named),
        texts=_texts(store, found, asked, named),
        until=poll.closes_at,
        facts=_facts(store, found),
        options=(*(_under_silence() if silence else _votes(poll)), *_beside(poll)),
        how=_how(store, found, asked, now),
        label=found.incident.label,
        fingerprint=poll.fingerprint,
        line="" if silence else f"poll vote {poll.id}",
    )


def _to_confirm(store: Store, found: Item, asked: Party) -> Sheet:
    """Whether the capital confirms what was answered ad referendum (DR-13)."""
    poll = found.poll
    if asked.code not in unconfirmed(poll, store.polls.votes(poll.id)):
        raise Refused("DR-13", Said("sheet.not_asked", id=poll.id, party=asked.names))
    named = subject(found, store)
    names = ("confirm", "decline", "nothing")
    return Sheet(
        id=poll.id,
        matter=named,
        asked=Said("sheet.asked.confirm", id=poll.id),
        title=Said("sheet.title.confirm", title=named),
        texts=_texts(store, found, asked, named),
        until=poll.confirm_by,
        facts=_facts(store, found),
        options=tuple(
            Option(Said(f"sheet.confirm.{name}"), Said(f"sheet.effect.confirm.{name}"))
            for name in names
        ),
        how=(Said("sheet.how.confirm", line=f"poll confirm {poll.id}"),),
        label=found.incident.label,
        fingerprint=poll.fingerprint,
        line=f"poll confirm {poll.id}",
    )


def _texts(store: Store, found: Item, asked: Party, named: Param) -> tuple[tuple[str, Quoted], ...]:
    """A paper in each authentic language of the text; else one in the party's own (DR-26)."""
    if found.poll.question.procedural:
        return ((asked.language, Quoted(Said("sheet.question", question=named))),)
    response = found.response
    tongues = translated(response)
    if len(tongues) == 1:
        return ((asked.language, _text(store, response)),)
    return tuple((language, _text(store, one)) for language, one in tongues.items())


def _text(store: Store, response: Response) -> Quoted:
    """The response in its parts."""
    return Quoted(Verbatim(response.title, response.language), response_parts(response, store))


def _facts(store: Store, found: Item) -> tuple[tuple[Said, Said], ...]:
    poll = found.poll
    made = [
        (Said("sheet.fact.measure"), kind(found.response, store)),
        (Said("sheet.fact.rule"), words.phrase(poll, store)),
        *_quorum(poll),
        (Said("sheet.fact.sponsor"), party(poll.sponsor, poll.group, store)),
    ]
    if poll.concerned:
        names = parties(poll.concerned, poll.group, store)
        made.append((Said("sheet.fact.concerned"), Said("sheet.concerned", states=names)))
    if poll.stage is Stage.ANNOUNCED:
        made.append((Said("sheet.fact.opens"), Said("sheet.opens", at=poll.opened_at)))
    mark = Said("sheet.fingerprint", text=short(poll.fingerprint), version=poll.version)
    return (*made, (Said("sheet.fact.text"), mark))


def _quorum(poll: Poll) -> tuple[tuple[Said, Said], ...]:
    """How many must answer (DR-12); under silence, and at a meeting, nobody has to."""
    if not poll.quorum:
        return ()
    needed = Said("sheet.quorum", n=poll.quorum, total=len(poll.eligible))
    return ((Said("sheet.fact.quorum"), needed),)


def _under_silence() -> tuple[Option, ...]:
    return tuple(
        Option(Said(f"sheet.silence.{name}"), Said(f"sheet.effect.silence.{name}"))
        for name in ("nothing", "object", "amend", "time")
    )


def _beside(poll: Poll) -> tuple[Option, ...]:
    """What a party may do beside its answer: keep away from a part, state something (DR-14)."""
    if poll.question.procedural:
        return ()
    if poll.rule is Rule.SILENCE:
        return (Option(Said("sheet.apart"), Said("sheet.effect.apart", id=poll.id)),)
    return (Option(Said("sheet.beside"), Said("sheet.effect.beside", id=poll.id)),)


def _votes(poll: Poll) -> tuple[Option, ...]:
    return tuple(Option(Said(f"sheet.answer.{name}"), said) for name, said in effects(poll).items())


def effects(poll: Poll) -> dict[str, Said]:
    """What each answer of a ballot does under the rule of this poll, or none."""
    no = "stops" if poll.rule.one_stops else "against"
    return {
        "yes": Said("sheet.effect.yes"),
        "no": Said(f"sheet.effect.no.{no}"),
        "abstain": Said(f"sheet.effect.abstain.{of_abstention(poll)}"),
        "not_participating": Said(f"sheet.effect.not_participating.{of_silence(poll)}"),
        "yes_ad_referendum": Said("sheet.effect.yes_ad_referendum", n=poll.confirm_days),
    }


def _how(store: Store, found: Item, asked: Party, now: datetime) -> tuple[Said, ...]:
    """Who can answer now, where, and the way in from outside (DR-17, DR-18, DR-33)."""
    poll = found.poll
    able = (hat.person for _, hat in answering(found, store, now, asked.code))
    people = (store.directory.person(id) for id in able if not has_interest(poll, id))
    names = tuple(dict.fromkeys(one.name for one in people if one is not None))
    line = f"poll object {poll.id}" if poll.rule is Rule.SILENCE else f"poll vote {poll.id}"
    by = Said("sheet.how.by", names=names, line=line) if names else Said("sheet.how.nobody")
    if poll.rule is not Rule.SILENCE:
        return (by, Said("sheet.how.letter"), Said("sheet.how.changes"))
    received = Said("sheet.how.received", line=f"poll acknowledge {poll.id}")
    return (by, Said("sheet.how.letter"), Said("sheet.how.silence"), received)
