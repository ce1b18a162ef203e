"""The view of a State in the consultation, in its own name."""

from __future__ import annotations

from commands.call import Call
from commands.convergence.see import told
from commands.declare import Command, command
from commands.incident.hats import SPEAK
from commands.incident.see import seen
from commands.incident.views_over import asked_key
from commands.incident.words import party, plainly
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Text
from commands.outcome import Outcome, Page
from coordination.incident.consultation import Window, asked_for, gave, newest
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident answer", by=SPEAK, label=Tlp.AMBER_STRICT, anew=True)
class GiveStateView(Command):
    """Give your State's view in the consultation. It decides nothing, and a further one may follow.

    The State concerned does not read it.
    """

    incident: IncidentId
    """Which incident?"""

    text: Text
    """What is the view of your State or agency?"""

    def ready(self, call: Call, store: Store) -> None:
        incident = seen(call, store, self.incident)
        with plainly(incident.group, store):
            asked_for(
                incident, newest(store.incidents.items(incident.id, Window)), call.hat(*SPEAK)
            )

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        with plainly(incident.group, store):
            asked = newest(store.incidents.items(incident.id, Window))
            made = gave(incident, asked, self.text, call.hat(*SPEAK), call.now)
        store.incidents.record(incident, made)
        who = party(made.party, incident.group, store)
        late = (Said("consultation.late"),) if made.late else ()
        page = Page(
            Said("consultation.view_by", party=who, id=incident.id),
            (Said("report.text", text=made.text), *late),
        )
        return Outcome(
            Page(Said("consultation.view_kept", id=incident.id), late),
            notices=(told(store, incident, page),),
            closes=(asked_key(incident, made.party),),
            shows=incident.label,
            about=incident.id,
        )


COMMANDS: tuple[type[Command], ...] = (GiveStateView,)
