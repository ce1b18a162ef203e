"""A silence whose expiry comes while a State is not reached: told, and what can be done (DR-34)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.incident.see import rooms_of
from commands.incident.words import parties
from commands.outcome import Button, Notice, Outcome, Page
from commands.poll import annexed, clock, silence, words
from commands.poll.card import its_card
from commands.poll.see import Item, nature_of
from coordination.audience import Cut
from coordination.parties import Credential
from coordination.poll.annex import AnnexKind
from coordination.poll.holding import (
    admitted,
    held,
    hold,
    more_time,
    unheard,
    unrepresented,
    without_quorum,
)
from coordination.poll.receipt import without_receipt
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.said import Said
from storage.store import Store


def at_expiry(call: Call, store: Store, found: Item) -> Item | Outcome:
    """What the end of a poll comes to: itself, noted as not reached, or an outcome with more time.

    A silence is held once; the second time it goes on to lapse.
    """
    poll = found.poll
    if poll.rule is not Rule.SILENCE or poll.stage is not Stage.OPEN:
        return found
    lacking = unheard(poll, credentials(store, poll), poll.closes_at)
    if not lacking:
        return found
    place = len(poll.annexes)
    if held(poll):
        return _kept(store, found, without_quorum(poll, lacking, call.now, place))
    until = more_time(poll, clock.calendars(poll, store))
    longer = hold(poll, lacking, until, call.now, place)
    store.polls.save(longer)
    after = admit(call, store, _kept(store, found, longer))
    return _told(call, store, after, lacking)


def admit(call: Call, store: Store, found: Item) -> Item:
    """A party for which nobody could speak any more may speak by its new voter (DR-17)."""
    poll = found.poll
    standing = {one.id: one for one in credentials(store, poll)}
    now = store.directory.credentials_of(poll.group, call.now)
    known = {**{one.id: one for one in now}, **standing}
    place = call.seq or len(poll.annexes)
    return annexed.keep(store, found, *admitted(poll, known.values(), call.now, place))


def credentials(store: Store, poll: Poll) -> tuple[Credential, ...]:
    """The credentials that speak in a poll, as they are now."""
    found = (store.directory.credential(id) for _, id in poll.voices)
    return tuple(one for one in found if one is not None)


def _kept(store: Store, found: Item, after: Poll) -> Item:
    for one in after.annexes[len(found.poll.annexes) :]:
        store.polls.annex(one, after.group)
    return replace(found, poll=after)


def _told(call: Call, store: Store, found: Item, lacking: tuple[str, ...]) -> Outcome:
    poll, label = found.poll, found.incident.label
    title = Said(
        "silence.held",
        id=poll.id,
        title=found.response.title,
        n=len(lacking),
        total=len(poll.eligible),
    )
    page = Page(title, (Said("silence.held_why"), words.closes(poll, store)))
    rooms = rooms_of(store, found.incident, nature_of(poll), Cut.FULL)
    return Outcome(
        page,
        notices=(
            Notice(rooms, label, page, found.incident.id),
            *annexed.to_chair(store, found, _chair(call, store, found, lacking), call.now),
            *silence.extended(found, store, call.now),
        ),
        asks=silence.asks(found, store, call.now, *lacking),
        cards=(its_card(store, found),),
        deadlines=clock.deadlines(poll, call.group, store, call.now),
        shows=label,
        about=found.incident.id,
    )


def _chair(call: Call, store: Store, found: Item, lacking: tuple[str, ...]) -> Page:
    """To the chair: which State is not reached and why, and everything that can be done."""
    poll = found.poll
    names = parties(lacking, poll.group, store)
    lines = [*why(store, found, call), Said("silence.held_until", at=poll.closes_at)]
    lines.append(Said("silence.held_acts"))
    acts = [Button(Said("silence.act.receipt"), f"poll receipt {poll.id} {lacking[0]}")]
    if poll.fallback is not None:
        rule = Said(f"rule.{poll.fallback.value}")
        acts.append(Button(Said("silence.act.fall_back", rule=rule), f"poll fall_back {poll.id}"))
    if not poll.extended:
        acts.append(Button(Said("silence.act.extend"), f"poll extend {poll.id}"))
    title = Said("silence.held_chair", id=poll.id, title=found.response.title, parties=names)
    return Page(title, tuple(lines), tuple(acts))


def why(store: Store, found: Item, call: Call) -> list[Said]:
    """Who has not confirmed receipt, and for whom nobody can speak."""
    poll, lines = found.poll, []
    silent = without_receipt(poll)
    if silent:
        lines.append(Said("silence.missing", parties=parties(silent, poll.group, store)))
    nobody = unrepresented(poll, credentials(store, poll), call.now)
    if nobody:
        names = parties(nobody, poll.group, store)
        lines.append(Said("silence.unrepresented", parties=names))
    fresh = tuple(one.party for one in poll.annexes if one.kind is AnnexKind.ADMITTED)
    if fresh:
        lines.append(Said("silence.admitted", parties=parties(fresh, poll.group, store)))
    return lines
