"""Who may see what: every reading of a thing is cut to its reader (DR-22, DR-29, T-30, T-33).

Whoever may not see a thing gets exactly the answer for a thing that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

from coordination.parties import Credential, Role, Room, Sees
from coordination.tlp import Tlp


class Cut(Enum):
    """How much of a thing a reader gets, from nothing to all of it."""

    NOTHING = 0
    """The answer for a thing that does not exist."""
    CARD = 1
    """That there is something, and where it can be read: no content."""
    OUTCOME = 2
    """What was decided or has become of it: no positions, reports or names."""
    FULL = 3


class Nature(StrEnum):
    """What sort of thing is read, where that changes who may."""

    INCIDENT = "incident"
    """An incident and what gathers under it; commitments, meetings, polls without positions."""
    REPORT = "report"
    POSITIONS = "positions"
    """How each State answered: a roll-call after closing (DR-29)."""
    ANSWERS = "answers"
    """The same where every party decides: for each of them, and for no guest (T-33)."""
    CAUCUS = "caucus"
    """Work of the other States without the State concerned (DR-22)."""
    PUBLIC = "public"
    """Public kinds (T-09) and what was dispatched in public."""


@dataclass(frozen=True)
class Thing:
    """What somebody wants to see.

    `concerned` are States concerned, `partners` those of them that take part (DR-22),
    `informed` those that know; `invited` are embassies' States and organisations by code;
    `named` are the only parties that read a RED thing beside its originator.
    """

    group: str
    label: Tlp
    nature: Nature = Nature.INCIDENT
    originator: str | None = None
    concerned: frozenset[str] = frozenset()
    informed: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    invited: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reader:
    """One hat, or a seat in a room: what entitles somebody to read."""

    group: str
    role: Role | None
    party: str | None = None
    organisation: str | None = None
    accredited_to: tuple[str, ...] = ()

    @classmethod
    def of(cls, hat: Credential) -> Reader:
        return cls(hat.group, hat.role, hat.party, hat.organisation, hat.accredited_to)


_OFFICE = frozenset({Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT, Role.CLOCK})
_GUESTS = frozenset({Role.OBSERVER, Role.ASSOCIATION})
_ANSWERED = frozenset({Nature.POSITIONS, Nature.ANSWERS})
_BLIND = frozenset({Role.SYSADMIN, Role.AUDITOR, Role.RAPPORTEUR})


def cut(reader: Reader, thing: Thing) -> Cut:
    """What one hat may see of a thing, before any room's ceiling."""
    if reader.group != thing.group or reader.role in _BLIND:
        return Cut.NOTHING
    if thing.nature is Nature.PUBLIC and thing.label is Tlp.CLEAR:
        return Cut.FULL
    if reader.role is Role.EMBASSY:
        found = _embassy(reader, thing)
    elif reader.role in _GUESTS:
        found = _guest(reader, thing)
        if reader.party is not None and reader.party in thing.concerned:
            # An organisation of a State concerned is told nothing that its State is not (DR-22).
            found = min(found, _concerned(reader.party, thing), key=lambda one: one.value)
    elif reader.party is not None and reader.party in thing.concerned:
        found = _concerned(reader.party, thing)
    elif reader.role is Role.CONCERNED:
        found = Cut.NOTHING
    else:
        found = Cut.FULL if reader.party is not None or reader.role in _OFFICE else Cut.NOTHING
    return _named_only(found, reader, thing)


def person_sees(hats: Iterable[Credential], thing: Thing) -> Cut:
    """What a person may see: the best of the hats, but never more than a State concerned.

    A person who speaks for a State concerned is not let in by another hat.
    """
    readers = [Reader.of(hat) for hat in hats if hat.group == thing.group]
    bound = [reader for reader in readers if reader.party in thing.concerned]
    cuts = [cut(reader, thing) for reader in bound or readers]
    return max(cuts, key=lambda found: found.value, default=Cut.NOTHING)


@dataclass(frozen=True)
class Sight:
    """What a person's hats in a group let in at all: never less than `person_sees` shows.

    `parties` are those that the person speaks for; `guests` the States of embassies and the
    organisations, who see only what they are invited to.
    """

    person: str
    office: bool
    parties: frozenset[str]
    guests: frozenset[str]

    @classmethod
    def of(cls, person: str, hats: Iterable[Credential], group: str) -> Sight:
        here = [hat for hat in hats if hat.group == group and hat.role not in _BLIND]
        invited = [hat for hat in here if hat.role in _GUESTS or hat.role is Role.EMBASSY]
        speaking = [hat for hat in here if hat not in invited]
        return cls(
            person,
            any(hat.role in _OFFICE for hat in speaking),
            frozenset(hat.party for hat in speaking if hat.party),
            frozenset(code for hat in invited for code in (hat.party, hat.organisation) if code),
        )


def room_sees(room: Room, parties: Iterable[str], thing: Thing) -> Cut:
    """What a room is shown: the least of its seats, a card above its ceiling, none if unsafe.

    `parties` are the parties with people in the room. A direct room is its person's matter:
    use `person_sees` and `under`.
    """
    if not room.trusted:
        return Cut.NOTHING
    return under(room.ceiling, thing.label, seats_see(room, parties, thing))


def seats_see(room: Room, parties: Iterable[str], thing: Thing) -> Cut:
    """What the least of a room's seats sees, whatever the room's ceiling and security."""
    if room.group != thing.group:
        return Cut.NOTHING
    return least(_seats(room, tuple(parties)), thing)


def least(seats: Iterable[Reader], thing: Thing) -> Cut:
    """What whoever may see the least sees; nothing where nobody sits."""
    cuts = {cut(seat, thing) for seat in seats}
    return min(cuts, key=lambda found: found.value, default=Cut.NOTHING)


def under(ceiling: Tlp, label: Tlp, found: Cut) -> Cut:
    """A cut in a room with this ceiling: a thing above it becomes a card without content."""
    if found is Cut.NOTHING or label.fits(ceiling):
        return found
    return Cut.CARD


def _concerned(party: str, thing: Thing) -> Cut:
    if party == thing.originator:
        return Cut.FULL
    if party not in thing.informed or thing.nature is Nature.CAUCUS:
        return Cut.NOTHING
    if thing.nature is Nature.POSITIONS:
        return Cut.OUTCOME
    return Cut.FULL if party in thing.partners else Cut.OUTCOME


def _embassy(reader: Reader, thing: Thing) -> Cut:
    if reader.party in thing.concerned or not _invited(reader, thing):
        return Cut.NOTHING
    if reader.accredited_to and thing.concerned.isdisjoint(reader.accredited_to):
        return Cut.NOTHING
    if thing.nature is Nature.CAUCUS:
        return Cut.NOTHING
    return Cut.OUTCOME if thing.nature in _ANSWERED else Cut.FULL


def _guest(reader: Reader, thing: Thing) -> Cut:
    if not _invited(reader, thing) or thing.nature is Nature.CAUCUS:
        return Cut.NOTHING
    if thing.nature in _ANSWERED:
        return Cut.OUTCOME
    # AMBER+STRICT is for this group's authorities; an organisation is none of them.
    return Cut.FULL if thing.label.fits(Tlp.AMBER) else Cut.CARD


def _invited(reader: Reader, thing: Thing) -> bool:
    return bool(thing.invited & {reader.party, reader.organisation})


def _named_only(found: Cut, reader: Reader, thing: Thing) -> Cut:
    """RED is for the originator and those it names; others entitled learn only that it is."""
    if thing.label is not Tlp.RED or found is Cut.NOTHING:
        return found
    # An embassy shares its State's code, but is not the authority that is named (T-30).
    authority = reader.party is not None and reader.role is not Role.EMBASSY
    let_in = authority and reader.party in {*thing.named, thing.originator}
    return found if let_in else Cut.CARD


def _seats(room: Room, parties: tuple[str, ...]) -> tuple[Reader, ...]:
    group = room.group or ""
    match room.sees:
        case Sees.PARTIES | Sees.EVERYBODY:
            return tuple(Reader(group, Role.VOTER, party) for party in parties)
        case Sees.CONCERNED | Sees.PARTY:
            return (Reader(group, Role.VOTER, room.party),)
        case Sees.EMBASSIES:
            return tuple(Reader(group, Role.EMBASSY, party) for party in parties)
        case Sees.OBSERVERS:
            return tuple(Reader(group, Role.OBSERVER, None, body) for body in parties)
    return ()
