"""The card of a poll, and the poll on a page."""

from __future__ import annotations

from dataclasses import replace

from commands.cards import Face, content_free, reading_room
from commands.incident.see import cut_in, rooms_of, thing_of
from commands.outcome import Button, Card, Notice, Page
from commands.poll import expiry, repeated, silence_page, words
from commands.poll.see import Item, item, nature_of, shows_in
from commands.response.card import commitment, reply_of
from coordination.audience import Cut
from coordination.parties import Room, Sees
from coordination.poll.course import second_vote_from
from coordination.poll.disclosure import Shows
from coordination.poll.live import at_meeting
from coordination.poll.options import next_option
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.response.parts import Lifting
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


def its_card(store: Store, found: Item) -> Card:
    """The card in the rooms that may know of the outcome; of procedure, in fewer."""
    rooms = rooms_of(store, found.incident, least=Cut.OUTCOME)
    if found.poll.question.procedural:
        rooms = rooms_of(store, found.incident, nature_of(found.poll), Cut.FULL)
    return Card(f"poll:{found.poll.id}", rooms, found.incident.label, found.incident.id)


def card(store: Store, id: str, room: Room) -> Face | None:
    """The card's face for one room, from the newest state."""
    found = item(store, id)
    if found is None:
        return None
    cut = cut_in(store, found.incident, thing_of(store, found.incident), room)
    if cut is Cut.NOTHING or not _may_read(store, found, room):
        return None
    if cut is Cut.CARD:
        where = reading_room(store, room, found.incident.label)
        return Face(content_free("poll", id, where), Tlp.CLEAR)
    shows = shows_in(store, found, room)
    before = found.poll.stage in (Stage.ANNOUNCED, Stage.OPEN)
    state = room.party if room.sees is Sees.CONCERNED else None
    shown = page(store, found, shows, state) if before else _over(store, found)
    return Face(shown, found.incident.label)


def announced(store: Store, found: Item) -> tuple[Notice, ...]:
    """A text that is to be placed under silence, told to all who share it.

    A State concerned decides nothing of it, and reads in its own room how to reply (DR-22).
    """
    incident = found.incident
    rooms = rooms_of(store, incident, least=Cut.FULL)
    there = [
        room for room in store.directory.rooms(incident.group) if room.id in (rooms.only or ())
    ]
    theirs = {room.id: room.party for room in there if room.sees is Sees.CONCERNED}
    others = frozenset(room.id for room in there if room.id not in theirs)

    def told(ids: frozenset[str], shown: Page) -> Notice:
        return Notice(replace(rooms, only=ids), incident.label, shown, incident.id)

    return (
        told(others, page(store, found, Shows.WHO)),
        *(told(frozenset({id}), page(store, found, Shows.NOTHING, s)) for id, s in theirs.items()),
    )


def _may_read(store: Store, found: Item, room: Room) -> bool:
    """Whether a procedural question may be read in this room; every other poll may."""
    if not found.poll.question.procedural:
        return True
    thing = thing_of(store, found.incident, nature_of(found.poll))
    return cut_in(store, found.incident, thing, room) in (Cut.FULL, Cut.CARD)


def _over(store: Store, found: Item) -> Page:
    """The card of a poll that is over: the message of its result stands below, with everything."""
    poll = found.poll
    label = Said("response.label", label=found.incident.label)
    show = Button(Said("poll.act.show"), f"poll show {poll.id}")
    return Page(words.over(found, store), (words.ruled(found, store), label), (show,))


def page(store: Store, found: Item, shows: Shows, state: str | None = None) -> Page:
    """A poll on one page: how it stands while it is open, its result afterwards.

    `state` is the State concerned that reads it, if it is one: it is heard and decides nothing.
    """
    poll = found.poll
    label = Said("response.label", label=found.incident.label)
    if poll.stage is Stage.ANNOUNCED:
        buttons = _meanwhile(found, shows, state)
        return silence_page.page(found, store, buttons)
    if poll.stage is not Stage.OPEN:
        lines = words.result(found, shows, store) + words.extensions(poll, store)
        return Page(words.outcome(found, store), (*lines, label), _afterwards(found, shows))
    lines = (words.ruled(found, store), _until(poll, store))
    if poll.rule is Rule.SILENCE:
        lines += expiry.decider(poll, store)
    lines += words.extensions(poll, store)
    lines += words.interim(found, shows, store)
    return Page(words.title(found, store), (*lines, label), _meanwhile(found, shows, state))


def _until(poll: Poll, store: Store) -> Said:
    """When it ends; at a meeting, how long the chair waits, and for what."""
    if at_meeting(poll) is not None:
        return Said("consensus.until", at=poll.closes_at)
    return words.closes(poll, store)


def _meanwhile(found: Item, shows: Shows, state: str | None) -> tuple[Button, ...]:
    """What can be done before it ends; who does not decide reads, a State concerned replies."""
    poll = found.poll
    read = Button(Said("poll.act.read"), f"response show {poll.response}")
    if shows is Shows.NOTHING:
        replies = reply_of(found.response, state) if state else ()
        return (*replies, read)
    if poll.stage is Stage.ANNOUNCED:
        return silence_page.before(found)
    if poll.rule is Rule.SILENCE:
        received = Button(Said("silence.act.received"), f"poll acknowledge {poll.id} received")
        return (received, *silence_page.acts(found))
    why = Button(Said("poll.act.why"), f"why {poll.id}")
    if at_meeting(poll) is not None:
        return (Button(Said("poll.act.object"), f"poll object {poll.id}"), read, why)
    return (Button(Said("poll.act.vote"), f"poll vote {poll.id}"), read, why)


def _afterwards(found: Item, shows: Shows) -> tuple[Button, ...]:
    """What now: what was adopted becomes each State's own commitment (DR-30)."""
    read = Button(Said("poll.act.read"), f"response show {found.poll.response}")
    why = Button(Said("poll.act.why_so"), f"why {found.poll.id}")
    kept = (read, Button(Said("certificate.act"), f"poll certificate {found.poll.id}"), why)
    if shows is not Shows.ROLL_CALL:
        return kept
    if found.poll.question.procedural:
        return ()
    if found.poll.then and next_option(found.poll):
        following = Button(Said("poll.act.next"), f"poll next {found.poll.id}")
        return (following, *kept)
    if second_vote_from(found.poll) is not None:
        return (Button(Said("poll.act.again"), f"poll again {found.poll.id}"), *kept)
    if found.poll.stage is Stage.LAPSED_NO_QUORUM:
        return (repeated.button(found.poll), *kept)  # nobody has rejected it (DR-12)
    if repeated.may_be(found):
        return (repeated.button(found.poll), *kept)
    if not found.poll.stage.adopted:
        amend = Button(Said("response.act.amend"), f"response amend {found.poll.response}")
        return (amend, *kept) if found.poll.stage is not Stage.WITHDRAWN else kept
    if found.poll.stage is Stage.ADOPTED_AD_REFERENDUM:  # nothing to carry out before it stands
        return (Button(Said("poll.act.confirm"), f"poll confirm {found.poll.id}"), *kept)
    if isinstance(found.response.parts, Lifting):
        return kept  # what is lifted is carried out by nobody any more
    return (commitment(found.response), *kept)
