"""The sheet of a poll: a vote, a silence, and what each answer does under its rule."""

from __future__ import annotations

from commands.document import Quoted, Verbatim
from commands.incident.words import parties, party
from commands.poll import words
from commands.poll.see import Item
from commands.response.words import kind
from commands.response.words import parts as response_parts
from commands.sheet.page import Option, Sheet
from coordination.parties import Party
from coordination.poll.rule import Rule, VoteBasis
from coordination.poll.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short
from storage.store import Store

_ALL_COUNT = (Rule.ABSOLUTE_MAJORITY,)
_BY_SHARE = (Rule.TWO_THIRDS, Rule.QUALIFIED)
_EVERY_YES = (Rule.UNANIMITY,)
_NO_STOPS = (Rule.UNANIMITY, Rule.UNANIMITY_OF_VOTES_CAST)


def of_poll(store: Store, found: Item, asked: Party) -> Sheet:
    """What this party is asked; raises `Refused` once nothing is asked, or of another."""
    poll = found.poll
    if poll.stage is not Stage.OPEN:
        raise Refused("stage", Said("sheet.not_open", id=poll.id), (f"poll show {poll.id}",))
    if asked.code not in poll.eligible:
        raise Refused("DR-20", Said("sheet.not_asked", id=poll.id, party=asked.names))
    silence = poll.rule is Rule.SILENCE
    named = found.response.title
    title = Verbatim(named, found.response.language)
    text = Quoted(title, response_parts(found.response, store))
    return Sheet(
        id=poll.id,
        asked=Said("sheet.asked.silence" if silence else "sheet.asked.vote", id=poll.id),
        title=Said("sheet.title.silence" if silence else "sheet.title.vote", title=named),
        texts=((asked.language, text),),
        until=poll.closes_at,
        facts=_facts(store, found),
        options=_under_silence() if silence else _votes(found),
        how=_how(store, found, asked),
        label=found.incident.label,
    )


def _facts(store: Store, found: Item) -> tuple[tuple[Said, Said], ...]:
    poll = found.poll
    made = [
        (Said("sheet.fact.measure"), kind(found.response, store)),
        (Said("sheet.fact.rule"), words.rule(poll, store)),
        (Said("sheet.fact.sponsor"), party(poll.sponsor, poll.group, store)),
    ]
    if poll.concerned:
        names = parties(poll.concerned, poll.group, store)
        made.append((Said("sheet.fact.concerned"), Said("sheet.concerned", states=names)))
    mark = Said("sheet.fingerprint", text=short(poll.fingerprint), version=poll.version)
    return (*made, (Said("sheet.fact.text"), mark))


def _under_silence() -> tuple[Option, ...]:
    return tuple(
        Option(Said(f"sheet.silence.{name}"), Said(f"sheet.effect.silence.{name}"))
        for name in ("nothing", "object", "amend")
    )


def _votes(found: Item) -> tuple[Option, ...]:
    days = found.poll.confirm_days
    effects = {
        "yes": Said("sheet.effect.yes"),
        "no": Said(f"sheet.effect.no.{'stops' if _no_stops(found) else 'against'}"),
        "abstain": Said(f"sheet.effect.abstain.{_abstaining(found)}"),
        "not_participating": Said(f"sheet.effect.not_participating.{_away(found)}"),
        "yes_ad_referendum": Said("sheet.effect.yes_ad_referendum", n=days),
    }
    return tuple(Option(Said(f"sheet.answer.{name}"), said) for name, said in effects.items())


def _no_stops(found: Item) -> bool:
    return found.poll.rule.by_objection or found.poll.rule in _NO_STOPS


def _abstaining(found: Item) -> str:
    """What an abstention does: nothing to the sum, as much as a no, or it stops the text."""
    poll = found.poll
    if poll.rule in _EVERY_YES:
        return "stops"
    basis = poll.basis in (VoteBasis.PARTICIPATING, VoteBasis.ELIGIBLE)
    weighs = poll.rule in _ALL_COUNT or (poll.rule in _BY_SHARE and basis)
    return "weighs" if weighs else "neutral"


def _away(found: Item) -> str:
    poll = found.poll
    if poll.rule in _EVERY_YES:
        return "stops"
    all_count = poll.rule in _BY_SHARE and poll.basis is VoteBasis.ELIGIBLE
    return "weighs" if poll.rule in _ALL_COUNT or all_count else "neutral"


def _how(store: Store, found: Item, asked: Party) -> tuple[Said, ...]:
    """Who answers, where, and the way in from outside (DR-33)."""
    poll = found.poll
    mine = [one.credential for one in poll.accredited if one.party == asked.code]
    hats = (store.directory.credential(id) for id in mine)
    people = (store.directory.person(hat.person) for hat in hats if hat is not None)
    names = tuple(dict.fromkeys(one.name for one in people if one is not None))
    line = f"poll object {poll.id}" if poll.rule is Rule.SILENCE else f"poll vote {poll.id}"
    by = Said("sheet.how.by", names=names, line=line) if names else Said("sheet.how.nobody")
    more = "sheet.how.silence" if poll.rule is Rule.SILENCE else "sheet.how.changes"
    return (by, Said("sheet.how.letter"), Said(more))
