"""Who was heard, who declined, who was not asked and why: for the record and for every card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coordination.incident.hearing import Heard, Hearing, approached
from coordination.incident.incident import Incident
from coordination.said import Said
from storage.store import Store


def named(code: str, store: Store) -> Said:
    """An organisation by its name."""
    found = store.directory.organisation(code)
    return Said("form.party", name=found.names) if found else Said("form.person", name=code)


def heard(
    store: Store, incident: Incident, reason: str = "", by: datetime | None = None
) -> tuple[Said, ...]:
    """The lines that stand with a response: each organisation by what became of it (X22).

    `reason` is why a response went on although no association was asked (T-32); `by` when it was
    decided: who was heard later was not heard on it.
    """
    several = approached(store.incidents.items(incident.id, Hearing), by)
    lines = list(_lines(several, store))
    associations = {one.id for one in store.directory.organisations() if one.association}
    if not associations & several.keys():
        key = "hearing.no_association_because" if reason else "hearing.no_association"
        lines.append(Said(key, reason=reason) if reason else Said(key))
    return tuple(lines)


def _lines(several: dict[str, Hearing], store: Store) -> Iterator[Said]:
    for place in (Heard.HEARD, Heard.DECLINED, Heard.ASKED):
        names = tuple(named(o, store) for o, one in several.items() if one.heard is place)
        if names:
            yield Said(f"hearing.on_card.{place.value}", bodies=names)
    for code, one in several.items():
        if one.heard is Heard.NOT_ASKED:
            yield Said("hearing.on_card.not_asked", body=named(code, store), reason=one.reason)


def whole(hearing: Hearing, store: Store) -> tuple[Said, ...]:
    """Everything on record of one organisation, for the parties."""
    body = named(hearing.organisation, store)
    place = Said(f"hearing.at.{hearing.heard.value}")
    lines = [Said("hearing.stands", body=body, place=place)]
    if hearing.text:
        key = "to_be_shown" if hearing.heard is Heard.DRAFT else "was_shown"
        lines.append(Said(f"hearing.{key}", text=hearing.text, label=hearing.label))
    if hearing.view:
        lines.append(Said("hearing.said", body=body, text=hearing.view))
    if hearing.evidence:
        lines.append(Said("hearing.came_by", evidence=hearing.evidence))
    if hearing.reason:
        lines.append(Said("hearing.because", reason=hearing.reason))
    if hearing.answer:
        lines.append(Said("hearing.answer", text=hearing.answer))
    return tuple(lines)
