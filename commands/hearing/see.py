"""Whose hearing somebody may see: the parties all of them, an organisation its own alone (T-33)."""

from __future__ import annotations

from commands.call import Call
from commands.kinds.ids import nobody_sees
from coordination.incident.hearing import Heard, Hearing, approached, current
from coordination.incident.incident import Incident
from coordination.parties import Role
from coordination.refused import Refused
from coordination.said import Said
from storage.store import Store

GUESTS = (Role.OBSERVER, Role.ASSOCIATION)


def of(store: Store, incident: Incident) -> dict[str, Hearing]:
    """The newest record of each organisation, by its code."""
    return current(store.incidents.items(incident.id, Hearing))


def bodies(who: tuple[str, ...], store: Store) -> tuple[str, ...]:
    """The organisations that were named, by code; raises `Refused` with those that there are."""
    known = {one.id.casefold(): one.id for one in store.directory.organisations()}
    codes = [known.get(word.casefold(), "") for word in who]
    if not codes or not all(codes):
        raise Refused("form", Said("hearing.no_such_body", who=tuple(known.values())))
    return tuple(dict.fromkeys(codes))


def people(store: Store, group: str, organisation: str, call: Call) -> tuple[str, ...]:
    """Who speaks for an organisation here; nobody where it is not on the platforms."""
    hats = store.directory.credentials_of(group, call.now)
    mine = (hat.person for hat in hats if hat.organisation == organisation and hat.role in GUESTS)
    return tuple(dict.fromkeys(mine))


def own(call: Call, store: Store, id: str) -> tuple[Incident, Hearing]:
    """What the speaker's organisation was asked; raises `Refused` as for what does not exist."""
    incident = store.incidents.get(id)
    mine = {hat.organisation for hat in call.hats if hat.role in GUESTS and hat.organisation}
    if incident is None or incident.group != call.group.id:
        raise nobody_sees(id)
    for organisation, hearing in approached(store.incidents.items(id, Hearing)).items():
        if organisation in mine and hearing.released_at is not None:
            return incident, hearing
    raise nobody_sees(id)


def asked(store: Store, incident: Incident, organisation: str) -> Hearing:
    """What an organisation was asked; raises `Refused` where it never was."""
    found = of(store, incident).get(organisation)
    if found is None or found.heard is Heard.NOT_ASKED:
        line = f"incident hear {incident.id} {organisation}"
        raise Refused("stage", Said("hearing.never_asked"), (line,))
    return found


def keep(store: Store, incident: Incident, before: Hearing, after: Hearing) -> None:
    """Put the newer form in the place of the older."""
    store.incidents.change(incident, before, after)


def key(incident: str, organisation: str) -> str:
    """The key under which an organisation, or the chair for it, is asked."""
    return f"hearing:{incident}:{organisation}"
