"""A State says what it does by itself: asked whether it consulted before, never blocked (T-34)."""

from __future__ import annotations

from dataclasses import replace

from commands.action import dues
from commands.action.see import nature
from commands.action.words import acts, page
from commands.call import Call, fresh
from commands.commitment.change import PARTIES, party_hat
from commands.convergence.live import opened
from commands.convergence.reading import read
from commands.convergence.words import own_odds
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident.see import seen
from commands.incident.shown import told
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.outcome import Button, Outcome
from commands.wanting import Wanting
from coordination.action import Action, Consulted, Measure, announced
from coordination.incident.incident import Incident
from coordination.instants import Deadline, read_deadline
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "action announce",
    by=PARTIES,
    label=Tlp.GREEN,
    text=Tlp.AMBER,
    counts_without_text=True,
    asks=("scope", "starts", "lift"),
    asks_last=("text", "scope", "starts", "lift"),
    back=("action withdraw",),
)
class AnnounceAction(Command):
    """Announce what your State or agency does by itself about an incident.

    It is never blocked. You are asked whether the others were consulted before, and may consult
    them first: then they see it before it begins, and can give their views.
    """

    incident: IncidentId
    """The incident, such as INC-7Q4KD3N0Y."""

    measure: Measure
    """What sort of measure is it?"""

    consulted: Consulted | None = None
    """Were the others consulted before?"""

    closes: Deadline = read_deadline("5wd")
    """Until when the others can give their views, where you consult them first."""

    starts: Deadline | None = None
    """From which day, if not from now? A day to come, or the day on which it began."""

    scope: Note = Note("")
    """Which adoptions or files does it cover?"""

    exceptions: Note = Note("")
    """What is left out of it."""

    pending: Note = Note("")
    """How cases in process are treated."""

    lift: Note = Note("")
    """On what condition will it end?"""

    reason: Note = Note("")
    """Why it was too urgent to consult."""

    text: Text = Text("")
    """What is done, in a sentence or two."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        made = announced(self._action(call, store, incident), incident, party_hat(call))
        store.actions.add(made)
        shown = page(made, store)
        cut = (Said("action.cut"),) if call.cut else ()
        # To its own State alone, as its answer on adoptions was given in private (T-38).
        odds = own_odds(read(store, incident), made.owner)
        who = (*cut, *odds, Said("action.who_sees", incident=incident.id, label=incident.label))
        view = Button(Said("action.act.comment"), f"action comment {made.id}")
        return Outcome(
            reply=replace(shown, lines=(*shown.lines, *who), buttons=acts(made)),
            notices=(told(store, incident, replace(shown, buttons=(view,)), nature(made)),),
            made={"action": made.id},
            shows=incident.label,
            about=incident.id,
            deadlines=(*dues.of(made), *opened(store, incident, call.now)),
        )

    def _action(self, call: Call, store: Store, incident: Incident) -> Action:
        """What is recorded; asks whether the others were consulted where that is not said."""
        consulted = self._consulted()
        dates = Dates(store, call)
        first = consulted is Consulted.FIRST
        return Action(
            id=fresh("ACT"),
            group=call.group.id,
            incident=incident.id,
            owner="",
            measure=self.measure,
            consulted=consulted,
            announced_by=call.person.id,
            announced_at=call.now,
            starts=dates.begins(self.starts, call.party or "") if self.starts else None,
            text=self.text,
            reason=self.reason.strip(),
            window_until=dates.at(self.closes) if first else None,
            scope=words(self.scope),
            exceptions=words(self.exceptions),
            pending=words(self.pending),
            lift=words(self.lift),
        )

    def _consulted(self) -> Consulted:
        """The State's own word: that the group consults on the incident does not stand for it."""
        consulted = self.consulted
        if self.measure is Measure.CONTINUES:
            return Consulted.NO  # nothing is taken that others could be consulted on
        if consulted is None:
            raise Wanting("T-34", "consulted", Said("action.ask.consulted"))
        if consulted is Consulted.URGENT and not self.reason.strip():
            raise Wanting("T-34", "reason", Said("action.ask.reason"))
        return consulted


def words(typed: str) -> str:
    """What a line wrote without spaces, as words."""
    text = typed.strip()
    return text if " " in text else text.replace("_", " ")


COMMANDS: tuple[type[Command], ...] = (AnnounceAction,)
