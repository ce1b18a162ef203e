"""More time for views in a consultation, never less: everybody who was asked is told."""

from __future__ import annotations

from commands.call import Call
from commands.consultation.open import dues
from commands.consultation.see import asks, desks, running, until
from commands.convergence.see import speakers
from commands.declare import Command, command
from commands.incident.coordinating import others
from commands.incident.hats import CHAIR
from commands.incident.see import seen
from commands.incident.shown import told
from commands.kinds.ids import IncidentId
from commands.outcome import Audience, Notice, Outcome, Page
from commands.wanting import Confirm
from coordination.incident.consultation import Window, may_be_prolonged, prolonged
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident extend", by=CHAIR, label=Tlp.GREEN, sure=True)
class ExtendViews(Command):
    """Give the States more time for their views in the consultation, before it is over."""

    incident: IncidentId
    """Which incident?"""

    closes: Deadline
    """Until when? Such as 5wd: five working days in every capital."""

    def ready(self, call: Call, store: Store) -> None:
        incident, asked, _ = running(store, seen(call, store, self.incident).id)
        may_be_prolonged(asked, incident.id, call.hat(*CHAIR), call.now)

    def handle(self, call: Call, store: Store) -> Outcome:
        seen(call, store, self.incident)
        incident, asked, missing = running(store, self.incident)
        closes = self.closes.after(
            call.now, desks(store, incident, call.now), call.group.terms.anchor_zone
        )
        made = prolonged(asked, incident.id, closes, call.hat(*CHAIR), call.now)
        line = until(store, incident, made)
        if not call.confirmed:  # it never becomes shorter again, and everybody is told
            raise Confirm(line, f"incident extend {incident.id} {self.closes} now=yes")
        store.incidents.record(incident, made)
        page = Page(Said("consultation.extended", id=incident.id, title=incident.title), (line,))
        again = (asks(call, store, incident, made, code, how="ask_longer") for code in missing)
        return Outcome(
            page,
            notices=(told(store, incident, page), *_heard(call, store, incident, made, missing)),
            asks=tuple(ask for several in again for ask in several),
            about=incident.id,
            deadlines=dues(call, store, incident, made),
        )


def _heard(
    call: Call, store: Store, incident: Incident, made: Window, missing: tuple[str, ...]
) -> tuple[Notice, ...]:
    """Whoever gave a view already is told as well: a further one may follow."""
    heard = [code for code in others(store, incident) if code not in missing]
    people = (one for code in heard for one in speakers(store, incident.group, code, call.now))
    them = tuple(dict.fromkeys(people))
    if not them:
        return ()
    lines = (until(store, incident, made), Said("consultation.yours_stands"))
    page = Page(Said("consultation.extended", id=incident.id, title=incident.title), lines)
    return (Notice(Audience.persons(*them), incident.label, page),)


COMMANDS: tuple[type[Command], ...] = (ExtendViews,)
