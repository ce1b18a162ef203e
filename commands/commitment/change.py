"""What follows from every change of a commitment: rows, card, deadlines, a response in force."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.cleared import begins, keys, voided
from commands.commitment.dues import dues, settled
from commands.commitment.force import carried_no_more, into_force, response_card
from commands.commitment.see import readers, seen
from commands.commitment.words import mark, told_of
from commands.convergence.live import follow
from commands.incident.words import plainly
from commands.outcome import Ask, Button, Card, Notice, Outcome, Page
from coordination.commitment import Commitment, Stage, authorised
from coordination.hats import SPEAKERS
from coordination.incident.incident import Incident
from coordination.parties import Credential, Role
from coordination.refused import Refused
from coordination.response.stage import Stage as ResponseStage
from coordination.said import Said
from storage.store import Store

PARTIES = (Role.VOTER, Role.ALTERNATE, Role.CA_OFFICER, Role.AGENCY_OFFICER, Role.CONCERNED)
"""Who speaks for a party; whether the person may commit it is in the credential (DR-30)."""


def party_hat(call: Call) -> Credential:
    """The hat that can commit the party; without one, that which a refusal is to explain."""
    speaking = [hat for hat in call.hats if hat.role in SPEAKERS and hat.party]
    able = [hat for hat in speaking if hat.can_commit]
    able.sort(key=lambda hat: hat.confirmation is None)
    for hat in (*able, *speaking, *call.hats):
        return hat
    raise Refused("mandate", Said("form.no_hat"))


def own(store: Store, call: Call, id: str, act: str) -> None:
    """Raises `Refused` unless the speaker can commit the party whose commitment this is (DR-30)."""
    made, _ = seen(store, call, id)
    with plainly(made.group, store):
        authorised(party_hat(call), made.owner, f"stage.act.commitment.{act}")


def changed(
    store: Store,
    call: Call,
    made: Commitment,
    incident: Incident,
    said: Said,
    *,
    lines: tuple[Said, ...] = (),
    buttons: tuple[Button, ...] = (),
    notices: tuple[Notice, ...] = (),
    asks: tuple[Ask, ...] = (),
) -> Outcome:
    """The outcome of an act: the newest state is kept, shown on its card, and watched over."""
    before = store.commitments.get(made.id)
    store.commitments.save(made)
    set_now = dues(made, store, call.now)
    outcome = Outcome(
        reply=Page(said, (*lines, who_sees(incident)), buttons),
        notices=(*notices, *carried_no_more(store, before, made, incident)),
        cards=(card_of(store, made, incident), *plan_card(store, made, incident)),
        asks=asks,
        closes=(f"commitment:{made.id}",),
        shows=incident.label,
        about=incident.id or None,
        deadlines=set_now,
        settles=settled(made, set_now),
    )
    outcome = with_force(store, call, made, incident, outcome)
    return _at_home(store, call, (before, made), incident, outcome)


def _at_home(
    store: Store,
    call: Call,
    acted: tuple[Commitment | None, Commitment],
    incident: Incident,
    outcome: Outcome,
) -> Outcome:
    """Nothing is cleared of what waits no more; what says another thing now is cleared anew."""
    before, made = acted
    closed = replace(outcome, closes=(*outcome.closes, *keys(made.id, (made.owner,))))
    if made.stage is not Stage.OFFERED:
        return closed
    if before is None or (old := mark(before, store)) == mark(made, store):
        return outcome
    void = voided(store, (made.group, made.id), old, incident.label, call.now)
    anew = begins(store, made.group, made.id, (made.owner,), call.now)
    return replace(
        closed,
        notices=(*outcome.notices, *void),
        deadlines=(*outcome.deadlines, *anew),
    )


def to_be_seen(store: Store, call: Call, made: Commitment, incident: Incident) -> tuple[Ask, ...]:
    """The chair is asked to look at the evidence of what is done (E7)."""
    chair = store.directory.chair(call.group.id, call.now)
    if chair is None:
        return ()
    lines = (Said("commitment.evidence", evidence=made.evidence), Said("commitment.look"))
    line = f"commitment verify {made.id}"
    look = Button(Said("commitment.act.verify"), line)
    page = Page(told_of("commitment.done_by", made, store), lines, (look,))
    return (Ask(chair.person, f"verify:{made.id}", line, page, incident.label),)


def with_force(
    store: Store, call: Call, made: Commitment, incident: Incident, outcome: Outcome
) -> Outcome:
    """The same, and the response in force where this commitment brings it there (4.1, DR-30)."""
    if made.promise.response is None:
        return outcome
    response = store.responses.get(made.promise.response)
    shown = response is not None and response.stage is not ResponseStage.PROPOSED
    card = (response_card(store, made.promise.response, incident),) if shown else ()
    more = into_force(store, call, made.promise.response, incident)
    return replace(
        outcome,
        notices=(*outcome.notices, *more.notices),
        cards=(*outcome.cards, *(more.cards or card)),
        deadlines=(
            *outcome.deadlines,
            *more.deadlines,
            *follow(store, incident.id, call.now),
        ),
    )


def card_of(store: Store, made: Commitment, incident: Incident) -> Card:
    """The card in the incident's thread."""
    return Card(f"commitment:{made.id}", readers(store, incident), incident.label, incident.id)


def plan_card(store: Store, made: Commitment, incident: Incident) -> tuple[Card, ...]:
    """The card of the plan whose action it takes on."""
    if made.promise.plan is None:
        return ()
    rooms = readers(store, incident)
    return (Card(f"plan:{made.promise.plan}", rooms, incident.label, incident.id),)


def who_sees(incident: Incident) -> Said:
    if not incident.id:
        return Said("commitment.who_sees_group", label=incident.label)
    return Said("commitment.who_sees", incident=incident.id, label=incident.label)
