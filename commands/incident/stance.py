"""How a party sees what the State concerned does, and what that State says itself (T-26, T-27)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.acknowledge import stance_key
from commands.incident.hats import SPEAK
from commands.incident.inform import the_state
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.words import party, plainly, spoken
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.kinds.who import StateCode
from commands.outcome import Button, Outcome, Page
from commands.wanting import Wanting
from coordination.audience import Cut
from coordination.hats import party_of
from coordination.incident.incident import Incident
from coordination.incident.informing import Inform
from coordination.incident.stance import Stance, View, stated
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.warned import Warn, asking
from storage.store import Store


@command("incident stance", by=SPEAK, label=Tlp.AMBER_STRICT, anew=True)
class GiveView(Command):
    """Record your party's view of what the State concerned does, or what your own State says.

    It is shown as a view with its author; a statement is printed word for word.
    """

    incident: IncidentId
    """Which incident?"""

    view: View
    """What does the State concerned do about it?"""

    state: StateCode | None = None
    """Which State concerned; it need not be named where there is only one."""

    evidence: Note = Note("")
    """What the view rests on: a report's id or a document's reference."""

    reason: Note = Note("")
    """Why is it recorded now?"""

    statement: Text = Text("")
    """A statement to stand beside it, word for word."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident, Cut.OUTCOME)
        stance, doubts = self._stated(call, store, incident)
        for doubt in asking(doubts):
            if not self.reason:
                raise Wanting(doubt.rule, "reason", spoken(doubt.said, incident.group, store))
        store.incidents.record(incident, stance)
        reminders = tuple(
            spoken(doubt.said, incident.group, store) for doubt in doubts if not doubt.asks
        )
        page = self._page(store, incident, stance, reminders)
        return Outcome(
            Page(Said("incident.view_recorded", id=incident.id), reminders),
            notices=(told(store, incident, page),),
            cards=its_card(store, incident),
            closes=(stance_key(incident.id, stance.state),) if stance.own else (),
            about=incident.id,
        )

    def _stated(
        self, call: Call, store: Store, incident: Incident
    ) -> tuple[Stance, tuple[Warn, ...]]:
        """The view of the speaker's party, and what is doubtful about it."""
        hat = call.hat(*SPEAK)
        author = party_of(hat, "stage.act.incident.stance")
        own = author if author in incident.concerned else None
        stance = Stance(
            incident=incident.id,
            state=the_state(incident, self.state or own),
            view=self.view,
            author=author,
            person=hat.person,
            at=call.now,
            evidence=self.evidence or None,
            statement=self.statement or None,
        )
        informs = store.incidents.items(incident.id, Inform)
        with plainly(incident.group, store):
            return stated(incident, stance, hat, informs, call.now)

    def _page(
        self, store: Store, incident: Incident, stance: Stance, reminders: tuple[Said, ...]
    ) -> Page:
        author = party(stance.author, incident.group, store)
        state = party(stance.state, incident.group, store)
        words = Said(f"view.{stance.view.value}")
        key = "incident.card.own_view" if stance.own else "incident.card.view"
        lines = []
        if stance.statement:
            lines.append(Said("incident.card.statement", author=author, text=stance.statement))
        if stance.evidence:
            lines.append(Said("incident.evidence", evidence=stance.evidence))
        if self.reason:
            lines.append(Said("incident.because", reason=self.reason))
        assist = Button(Said("incident.act.assist"), f"response assist {incident.id}")
        buttons = (assist,) if stance.view is View.LACKS_MEANS else ()
        title = Said(key, author=author, state=state, view=words)
        return Page(title, (*lines, *reminders), buttons)
