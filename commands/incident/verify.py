"""Whether a suspicion holds: confirming it, or agreeing by two that it is without ground."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.acknowledge import stance_key
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.people import speakers
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.words import concerned, party
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note
from commands.outcome import Ask, Button, Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.incident.incident import Incident
from coordination.incident.verifying import (
    Dismissal,
    Side,
    dismissal_proposed,
    dismissed,
    verified,
)
from coordination.parties import Credential
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident verify", by=(*CHAIR, *SPEAK), label=Tlp.GREEN, sure=True)
class Verify(Command):
    """Confirm a suspicion.

    The chair may, an officer on the reports of two parties, and a State about itself.
    """

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        hat = call.hat(*CHAIR, *SPEAK)
        incident = verified(before, hat, store.incidents.reports(before.id).values())
        if not call.confirmed:  # nothing makes a suspicion of it again
            line = f"incident verify {incident.id} now=yes"
            raise Confirm(Said("incident.verify_sure", id=incident.id, title=incident.title), line)
        store.incidents.put(incident)
        drop_dismissals(call, store, incident)
        who = party(hat.party, incident.group, store)
        said = Said("incident.verified_by", party=who)
        if hat.role in CHAIR:  # for the group, and not for the State of whoever chairs
            said = Said("incident.verified_by_chair")
        inform = Button(Said("incident.act.inform"), f"incident inform {incident.id}")
        buttons = (inform,) if incident.uninformed else ()
        return Outcome(
            Page(Said("incident.verified", id=incident.id), (), buttons),
            notices=(told(store, incident, said),),
            cards=its_card(store, incident),
            closes=(f"dismiss:{incident.id}",),
            about=incident.id,
        )


@command("incident dismiss", by=(*CHAIR, *SPEAK), label=Tlp.AMBER_STRICT)
class Dismiss(Command):
    """Find a suspicion without ground: the chair and the party that opened it agree on it."""

    incident: IncidentId
    """Which incident?"""

    reason: Note = Note("")
    """Why is it without ground?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        hat = call.hat(*CHAIR, *SPEAK)
        proposals = store.incidents.items(incident.id, Dismissal)
        waiting = next((d for d in proposals if d.waits), None)
        if waiting is None:
            return self._propose(call, store, incident, hat)
        after, done = dismissed(incident, waiting, hat, call.now)
        store.incidents.put(after)
        store.incidents.change(incident, waiting, done)
        because = Said("incident.because", reason=done.reason)
        return Outcome(
            Page(Said("incident.dismissed", id=incident.id), (Said("incident.next.close"),)),
            notices=(told(store, after, Page(Said("incident.dismissed_by_both"), (because,))),),
            cards=its_card(store, after),
            closes=(
                f"dismiss:{incident.id}",
                *(stance_key(incident.id, state) for state in incident.concerned),
            ),
            about=incident.id,
        )

    def _propose(self, call: Call, store: Store, incident: Incident, hat: Credential) -> Outcome:
        if not self.reason:
            dismissal_proposed(incident, hat, "-", call.now)
            raise Wanting("form", "reason", Said("incident.why_dismiss", id=incident.id))
        made = dismissal_proposed(incident, hat, self.reason, call.now)
        store.incidents.record(incident, made)
        others = _others(call, store, incident, made)
        page = _question(store, incident, made)
        side = Said("side.author" if made.side is Side.CHAIR else "side.chair")
        return Outcome(
            Page(Said("incident.dismissal_proposed", id=incident.id, side=side)),
            asks=tuple(
                Ask(
                    person,
                    f"dismiss:{incident.id}",
                    f"incident dismiss {incident.id}",
                    page,
                    incident.label,
                )
                for person in others
            ),
            about=incident.id,
        )


def drop_dismissals(call: Call, store: Store, incident: Incident) -> None:
    """A proposal that it is without ground falls away: it was confirmed, or opened again."""
    for proposal in store.incidents.items(incident.id, Dismissal):
        if proposal.waits:
            store.incidents.change(incident, proposal, replace(proposal, dropped_at=call.now))


def _others(call: Call, store: Store, incident: Incident, made: Dismissal) -> tuple[str, ...]:
    """Who may confirm: the chair, or the officers of the party that opened it."""
    if made.side is Side.AUTHOR:
        chair = store.directory.chair(incident.group, call.now)
        return (chair.person,) if chair and chair.person != call.person.id else ()
    people = speakers(store, incident.group, incident.originator, call.now)
    return tuple(person for person in people if person != call.person.id)


def _question(store: Store, incident: Incident, made: Dismissal) -> Page:
    title = Said(
        "incident.dismissal_asked",
        id=incident.id,
        title=incident.title,
        states=concerned(incident, store),
        side=Said(f"side.{made.side.value}"),
    )
    confirm = Button(Said("incident.act.dismiss"), f"incident dismiss {incident.id}")
    return Page(title, (Said("incident.because", reason=made.reason),), (confirm,))
