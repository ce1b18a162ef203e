"""How does it stand? Asked of who can act for the party; then its head of delegation is told (E2).

The head of a delegation is its voter: of several who act for a party the voter's word prevails
(DR-18). After the focal points and before the chair, and to nobody else.
"""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.commitment.dues import authorised_people
from commands.commitment.words import named, owner, when
from commands.outcome import Ask, Audience, Button, Notice, Outcome, Page
from coordination.commitment import Commitment
from coordination.incident.incident import Incident
from coordination.said import Said
from storage.store import Store

WAYS = ("on_track", "done", "longer", "withdrawn")
_NUMBERED = tuple(
    Said("form.numbered", n=n, name=Said(f"progress.{way}")) for n, way in enumerate(WAYS, 1)
)


def to_head(store: Store, call: Call, made: Commitment, incident: Incident) -> Outcome:
    """The voter, else the deputies, in private: asked where the hat can commit, else told."""
    voter = store.directory.voter(made.owner, made.group, call.now)
    hats = (voter,) if voter else store.directory.alternates(made.owner, made.group, call.now)
    about = {"due": when(made, store), "what": named(made), "party": owner(made, store)}
    said = Said("commitment.head", **about)
    able = set(authorised_people(made, store, call.now))
    asked = questions(store, call, made, incident, said)
    heads = {hat.person for hat in hats}
    told = tuple(person for person in sorted(heads) if person not in able)
    show = Button(Said("commitment.act.show"), f"commitment show {made.id}")
    page = Page(said, (Said("commitment.head_how"),), (show,))
    notices = (Notice(Audience.persons(*told), incident.label, page),) if told else ()
    asks = tuple(one for one in asked if one.person in heads)
    return Outcome(said, notices=notices, asks=asks, about=incident.id or None)


def with_head(
    store: Store, call: Call, made: Commitment, incident: Incident, outcome: Outcome
) -> Outcome:
    """Where the clock comes late to both, whoever is asked anyway is not asked twice."""
    told = to_head(store, call, made, incident)
    line = f"commitment head {made.id}"
    return replace(
        outcome,
        notices=(*outcome.notices, *told.notices),
        deadlines=tuple(one for one in outcome.deadlines if one.key != line),
    )


def questions(
    store: Store, call: Call, made: Commitment, incident: Incident, said: Said
) -> tuple[Ask, ...]:
    """How does it stand? To each person who can act for the party, answered by a number."""
    only = Said("commitment.only_you", id=made.id)
    page = Page(said, (Said("commitment.how"), *_NUMBERED, only))
    key, command = f"commitment:{made.id}", f"commitment answer {made.id}"
    people = authorised_people(made, store, call.now)
    return tuple(Ask(person, key, command, page, incident.label) for person in people)
