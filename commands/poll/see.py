"""Who may see a poll, and what of its answers (DR-29)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from commands.call import Call
from commands.incident.see import cut_for, cut_in, thing_of
from commands.kinds.ids import nobody_sees
from coordination.audience import Cut, Nature
from coordination.incident.incident import Incident
from coordination.parties import Credential, Role, Room
from coordination.poll.cast import no_voice, organisation
from coordination.poll.disclosure import Reader, Shows, reader_of, what_shows
from coordination.poll.record import Poll
from coordination.response.record import Response
from storage.store import Store

_VOICES = (Role.VOTER, Role.ALTERNATE, Role.EMBASSY, Role.OBSERVER, Role.ASSOCIATION)
_RANK = (Reader.NOBODY, Reader.APART, Reader.ELIGIBLE, Reader.CHAIR)


@dataclass(frozen=True)
class Item:
    """A poll with what it is about; the response is read by whoever asks for it."""

    poll: Poll
    incident: Incident
    read: Callable[[], Response]

    @cached_property
    def response(self) -> Response:
        """What is decided on, with its text."""
        return self.read()


def seen(call: Call, store: Store, id: str, least: Cut = Cut.FULL, *, held: bool = True) -> Item:
    """The poll, when the speaker may see this much of its incident; raises `Refused`."""
    found = item(store, id) if held else around(store, store.polls.look(id))
    if found is not None and organisation(found.poll, hat_of(call)) is not None:
        return found
    if found is None or not seen_by(call, store, found, least):
        raise nobody_sees(id)
    return found


def item(store: Store, id: str) -> Item | None:
    """The poll with its response and incident, held for this transaction."""
    return around(store, store.polls.get(id))


def around(store: Store, poll: Poll | None) -> Item | None:
    """The poll with what it is about; to read it nobody needs to hold it."""
    incident = store.incidents.get(poll.incident) if poll and poll.incident else None
    if poll is None or incident is None:
        return None
    return Item(poll, incident, partial(_decided_on, store, poll.response))


def _decided_on(store: Store, id: str) -> Response:
    response = store.responses.get(id)
    if response is None:
        raise LookupError(id)
    return response


def voiced(call: Call, store: Store, id: str) -> None:
    """Raises `Refused` for embassies and observers (T-30, T-33), whatever the poll.

    An observer's organisation has a voice where its competence is declared (DR-24).
    """
    hat = hat_of(call)
    poll = store.polls.look(id) if hat.role is Role.OBSERVER else None
    if poll is None or organisation(poll, hat) is None:
        no_voice(id, hat)


def hat_of(call: Call) -> Credential:
    """The hat in which somebody answers: the voter's before the alternate's and all others."""
    for role in _VOICES:
        for hat in call.hats:
            if hat.role is role:
                return hat
    return call.hats[0]


def shows_to(call: Call, store: Store, poll: Poll) -> Shows:
    """What of the answers the speaker may see: by the best hat, as one concerned if any is.

    All hats of the group count, also those that `as=` leaves off.
    """
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    readers = [reader_of(poll, hat) for hat in hats if hat.group == poll.group]
    if any(hat.group == poll.group and hat.party in poll.concerned for hat in hats):
        return what_shows(poll, Reader.APART)
    return what_shows(poll, max(readers, key=_RANK.index, default=Reader.NOBODY))


def shows_in(store: Store, found: Item, room: Room) -> Shows:
    """What of the answers a room may see, by who sits there."""
    nature = nature_of(found.poll)
    cut = cut_in(store, found.incident, thing_of(store, found.incident, nature), room)
    if cut in (Cut.NOTHING, Cut.CARD):
        return Shows.NOTHING
    return what_shows(found.poll, Reader.ELIGIBLE if cut is Cut.FULL else Reader.APART)


def nature_of(poll: Poll) -> Nature:
    """Positions are for those who decide; a State concerned is among them where all do (DR-22)."""
    return Nature.POSITIONS if poll.excluded else Nature.ANSWERS


def seen_by(call: Call, store: Store, found: Item, least: Cut) -> bool:
    """Whether the speaker sees this much; how a group decides on itself only those who decide."""
    if cut_for(call, store, found.incident).value < least.value:
        return False
    if not found.poll.question.procedural:
        return True
    return cut_for(call, store, found.incident, nature_of(found.poll)) is Cut.FULL


def reads(call: Call, store: Store, found: Item) -> bool:
    """Whether the speaker may read what is decided on: its text, as the incident itself."""
    return cut_for(call, store, found.incident) is Cut.FULL


def people_of(store: Store, found: Item, code: str, at: datetime) -> tuple[str, ...]:
    """Who speaks for a party in this poll with a mandate that holds at this instant (DR-17)."""
    hats = (store.directory.credential(id) for party, id in found.poll.voices if party == code)
    return tuple(dict.fromkeys(hat.person for hat in hats if hat is not None and hat.valid(at)))
