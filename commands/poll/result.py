"""What follows when a poll ends: the response, the incident, the number, and who is told what."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from commands.changed import again, decided
from commands.convergence.live import follow
from commands.convergence.see import told
from commands.incident.see import rooms_of
from commands.incident.views_over import Over, views_over
from commands.outcome import Audience, Button, Card, Due, Notice, Outcome, Page
from commands.poll import at_home, awaiting, ballot, clock, effects, silence, void, words
from commands.poll.card import its_card as poll_card
from commands.poll.card import page
from commands.poll.second import unconfirmed
from commands.poll.see import Item, nature_of, people_of
from commands.response.after import on_adoption
from commands.response.asked import over
from commands.response.card import cards as response_cards
from commands.response.course import decided_on, must_stand
from coordination.audience import Cut
from coordination.incident.stage import Stage as IncidentStage
from coordination.parties import Group
from coordination.poll.course import close
from coordination.poll.decide import decide
from coordination.poll.disclosure import Shows
from coordination.poll.options import falls_away, together
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_ENDS_OF_SILENCE = (Stage.BROKEN, Stage.ADOPTED, Stage.LAPSED_NO_QUORUM)


def closed(store: Store, found: Item, group: Group, at: datetime) -> Item:
    """The poll with its decision, its number if it is adopted; response and incident follow."""
    votes = store.polls.votes(found.poll.id)
    stage = decide(found.poll, votes).stage
    procedural = found.poll.question.procedural
    numbered = stage is Stage.ADOPTED and not procedural
    number = store.polls.next_number(group) if numbered else None
    poll, _ = close(found.poll, votes, at, number)
    if stage.adopted and not procedural:
        must_stand(found.response, found.incident)
    if stage is Stage.ADOPTED_AD_REFERENDUM:
        poll = replace(poll, confirm_by=awaiting.until(poll, store, at))
    return settled(store, replace(found, poll=poll))


def settled(store: Store, found: Item) -> Item:
    """Keep a poll that is over, and what becomes of its response and its incident (4.1)."""
    store.polls.save(found.poll)
    if found.poll.stage is Stage.ADOPTED_AD_REFERENDUM:
        return found
    if found.poll.question.procedural:
        effects.apply(store, found)
        return found
    if found.poll.stage is Stage.LAPSED_NO_QUORUM:
        return found  # nobody has rejected it: it can be put again as it is (DR-12)
    whole = together(store.polls.annexes(found.poll.response))
    for other in falls_away(found.poll, whole):
        _not_put(store, other)
    response = decided(store, found.response, adopted=found.poll.stage.adopted)
    adopted = found.poll.stage.adopted
    incident = decided_on(store, found.incident, response, adopted=adopted)
    return Item(found.poll, incident, lambda: response)


def _not_put(store: Store, id: str) -> None:
    """An option that is not put any more, because one that excludes it is adopted (DR-27)."""
    response = store.responses.get(id)
    if response is not None and response.stage is ResponseStage.PROPOSED:
        store.responses.save(decided(store, response, adopted=False))


def outcome(store: Store, found: Item, reply: Page | Said | None = None) -> Outcome:
    """Tell it: the result to those who decide, the outcome to the others who may know (DR-29)."""
    made = _outcome(store, found, reply)
    fallen = (_outcome(store, other) for other in effects.fallen(store, found))
    for off in (*fallen, *void.letters(store, found)):
        made = replace(
            made,
            notices=(*made.notices, *off.notices),
            cards=(*made.cards, *off.cards),
            closes=(*made.closes, *off.closes),
            settles=(*made.settles, *off.settles),
        )
    return made


def _outcome(store: Store, found: Item, reply: Page | Said | None = None) -> Outcome:
    views = _views(store, found)
    return Outcome(
        reply or _page(store, found, Shows.OUTCOME),
        notices=(
            *notices(store, found),
            *_in_writing(store, found),
            *unconfirmed(store, found),
            *void.told(store, found),
            *awaiting.unanswerable(found, store),
            *(told(store, found.incident, Page(said)) for said in views.said),
        ),
        cards=(*_cards(store, found), poll_card(store, found)),
        asks=awaiting.asks(found, store),
        closes=(
            *keys(store, found),
            *awaiting.keys(found),
            f"words:{found.poll.id}",
            *views.closes,
            *over(store, found.incident),
        ),
        settles=(*clock.settled(found.poll, store), *views.settles),
        shows=found.incident.label if reply is None else Tlp.GREEN,
        about=found.incident.id,
        deadlines=(*_follows(store, found), *awaiting.deadlines(found, store)),
    )


def _views(store: Store, found: Item) -> Over:
    """Where the incident is lifted, the time for views in its consultation ends with it."""
    at = found.poll.closed_at or found.poll.closes_at
    lifted = found.incident.stage is IncidentStage.LIFTED
    return views_over(store, found.incident, at) if lifted else Over()


def keys(store: Store, found: Item) -> tuple[str, ...]:
    """The keys of everything that a poll has asked of its voters."""
    silent = found.poll.rule is Rule.SILENCE
    asked = silence.keys(found.poll) if silent else ballot.keys(found)
    asked = (*asked, consent_key(found.poll))
    return (*asked, *at_home.ended(found.poll, store), *effects.closes(store, found))


def consent_key(poll: Poll) -> str:
    """The key of the question to the sponsor whether its item may go (DR-28)."""
    return f"consent:{poll.id}"


def _cards(store: Store, found: Item) -> tuple[Card, ...]:
    """The cards of what was decided on."""
    if found.poll.question.procedural:
        return effects.cards(store, found)
    return response_cards(store, found.incident, found.response)


def _follows(store: Store, found: Item) -> tuple[Due, ...]:
    """What an adopted response begins."""
    if found.poll.question.procedural:
        return ()
    at = found.poll.closed_at or found.poll.closes_at
    return (*on_adoption(store, found.response, at), *follow(store, found.incident.id, at))


def notices(store: Store, found: Item) -> tuple[Notice, ...]:
    """One for the rooms that may see how each answered, one for those that may see the outcome."""
    label, incident = found.incident.label, found.incident
    nature = nature_of(found.poll)
    full = rooms_of(store, incident, nature, Cut.FULL)
    some = rooms_of(store, incident, nature, Cut.OUTCOME)
    others = Audience(some.sees, only=(some.only or frozenset()) - (full.only or frozenset()))
    told = [
        Notice(full, label, _page(store, found, Shows.ROLL_CALL), incident.id, below=_below(found))
    ]
    if others.only and not found.poll.question.procedural:
        told.append(Notice(others, label, _page(store, found, Shows.OUTCOME), incident.id))
    return tuple(told)


def _page(store: Store, found: Item, shows: Shows) -> Page:
    """The result, and after a change that failed what stands: nobody takes it for ended (T-43)."""
    shown = page(store, found, shows)
    failed = not found.poll.question.procedural and not found.poll.stage.adopted
    return replace(shown, lines=(*again(found.response), *shown.lines)) if failed else shown


def _in_writing(store: Store, found: Item) -> tuple[Notice, ...]:
    """Each State's voters, in private, also where their room may not say it (DR-08 e, DR-09)."""
    poll = found.poll
    if poll.rule is not Rule.SILENCE or poll.stage not in _ENDS_OF_SILENCE:
        return ()
    at = poll.closed_at or poll.closes_at
    told = (people_of(store, found, code, at) for code in poll.eligible)
    people = tuple(dict.fromkeys(person for several in told for person in several))
    show = Button(Said("poll.act.show"), f"poll show {poll.id}")
    told_page = Page(words.outcome(found, store), (), (show,))
    return (Notice(Audience.persons(*people), found.incident.label, told_page),) if people else ()


def _below(found: Item) -> Page:
    """For a room below the label: that it is over, and nothing of what."""
    return Page(Said("poll.below_ended", id=found.poll.id))


def withdrawn(store: Store, found: Item) -> Outcome:
    """The poll was taken off: the response stays proposed, and everybody is told."""
    store.polls.save(found.poll)
    return outcome(store, found, Said("poll.withdrawn_reply", id=found.poll.id))
