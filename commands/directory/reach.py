"""How a person is reached, and whether it is a good moment."""

from __future__ import annotations

from commands.call import Call
from commands.quiet import awake
from coordination.parties import Credential, Party, Person, Role
from coordination.said import Capitals, Names, Said
from storage.store import Store

MEMBERS = (
    Role.CA_OFFICER,
    Role.AGENCY_OFFICER,
    Role.VOTER,
    Role.ALTERNATE,
    Role.CHAIR,
    Role.COORDINATOR,
    Role.SECRETARIAT,
    Role.CONCERNED,
    Role.SYSADMIN,
)
"""Who may see people; embassies, observers and associations see authorities (T-30, T-33)."""
_FIRST = (
    Role.CHAIR,
    Role.COORDINATOR,
    Role.VOTER,
    Role.ALTERNATE,
    Role.CONCERNED,
    Role.CA_OFFICER,
    Role.AGENCY_OFFICER,
)


def member(call: Call) -> bool:
    """Whether the speaker is one of the group's own people."""
    return bool(call.roles & set(MEMBERS))


def speakers(party: str, call: Call, store: Store) -> tuple[tuple[Person, tuple[Role, ...]], ...]:
    """The people who speak for a party now with their roles: voter first, then alternates."""
    hats = [
        hat
        for hat in store.directory.credentials_of(call.group.id, call.now)
        if hat.party == party and hat.role in _FIRST
    ]
    hats.sort(key=lambda hat: _FIRST.index(hat.role))
    roles: dict[str, list[Role]] = {}
    for hat in hats:
        roles.setdefault(hat.person, []).append(hat.role)
    known = ((store.directory.person(id), tuple(held)) for id, held in roles.items())
    return tuple((person, held) for person, held in known if person is not None)


def with_roles(person: Person, roles: tuple[Role, ...]) -> Said:
    """“Noor — accredited voter and Central Authority officer”."""
    words = tuple(Said(f"role.{role.value}") for role in roles)
    return Said("directory.speaker", name=person.name, id=person.id, roles=words)


def accounts(person: Person, store: Store) -> tuple[Said, ...]:
    """The person's accounts, a line for each platform."""
    platforms = store.directory.platforms_of(person.id)
    named = ((name, store.directory.account_of(person.id, name)) for name in platforms)
    return tuple(
        Said("directory.account", platform=platform, account=account)
        for platform, account in named
        if account
    )


def clock(person: Person, call: Call) -> Said:
    """What time it is for the person, and whether quiet hours hold back what would wake."""
    place = ((person.zone, person.zone),)
    here = Capitals(call.now, place)
    when = awake(person, call.now)
    if when == call.now:
        return Said("directory.awake", now=here)
    return Said("directory.quiet", now=here, until=Capitals(when, place))


def capital_time(party: Party, call: Call) -> Said:
    """What time it is in the party's capital."""
    return Said("directory.capital", now=Capitals(call.now, ((party.capital, party.zone),)))


def spoken_for(hat: Credential, store: Store) -> Names | None:
    """For whom a hat is worn: a party, an organisation, or the group as a whole."""
    directory = store.directory
    party = directory.party(hat.party, hat.group) if hat.party else None
    body = directory.organisation(hat.organisation) if hat.organisation else None
    found = party or body or directory.group(hat.group)
    return found.names if found else None


def hat_line(hat: Credential, call: Call, store: Store) -> Said:
    """One hat: in which role, for whom, until when, and whether it can commit."""
    role = Said(f"role.{hat.role.value}")
    whom = spoken_for(hat, store) or call.group.names
    said = Said("directory.hat", role=role, whom=whom, id=hat.id)
    if hat.can_commit:
        said = Said("directory.hat_commits", role=role, whom=whom, id=hat.id)
    return Said("directory.hat_until", hat=said, until=hat.valid_to) if hat.valid_to else said
