"""A State says what it does by itself: asked whether it consulted before, never blocked (T-34)."""

from __future__ import annotations

from dataclasses import replace

from commands.action.see import found
from commands.action.words import page
from commands.call import Call, fresh
from commands.commitment.change import PARTIES, party_hat
from commands.commitment.offer import Dates
from commands.declare import Command, command
from commands.incident.see import seen
from commands.incident.shown import told
from commands.incident.words import plainly
from commands.kinds.ids import ActionId, IncidentId
from commands.kinds.simple import Note, Text
from commands.outcome import Button, Outcome
from commands.wanting import Wanting
from coordination.action import (
    Action,
    Consulted,
    Measure,
    announced,
    consulted_on,
    described,
    withdrawn,
)
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("action announce", by=PARTIES, label=Tlp.GREEN, text=Tlp.AMBER, counts_without_text=True)
class AnnounceAction(Command):
    """Announce what your State or agency does by itself about an incident.

    It is never blocked. You are asked whether the others were consulted before.
    """

    incident: IncidentId
    """The incident, such as INC-7Q4KD3N0Y."""

    measure: Measure
    """What sort of measure is it?"""

    consulted: Consulted | None = None
    """Were the others consulted before: yes, no or urgent?"""

    starts: Deadline | None = None
    """When it begins, if not at once."""

    reason: Note = Note("")
    """Why it was too urgent to consult."""

    text: Text = Text("")
    """What is done, in a sentence or two."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        made = announced(self._action(call, store, incident), incident, party_hat(call))
        store.actions.add(made)
        shown = page(made, store)
        add = Button(Said("action.act.describe"), f"action describe {made.id}")
        back = Button(Said("action.act.withdraw"), f"action withdraw {made.id}")
        cut = (Said("action.cut"),) if call.cut else ()
        who = (*cut, Said("action.who_sees", incident=incident.id, label=incident.label))
        buttons = (back,) if made.text else (add, back)
        return Outcome(
            reply=replace(shown, lines=(*shown.lines, *who), buttons=buttons),
            notices=(told(store, incident, shown),),
            made={"action": made.id},
            shows=incident.label,
            about=incident.id,
        )

    def _action(self, call: Call, store: Store, incident: Incident) -> Action:
        """What is recorded; asks whether the others were consulted where that is not known."""
        consulted = self.consulted
        if consulted is None and not consulted_on(incident):
            raise Wanting("T-34", "consulted", Said("action.ask.consulted"))
        if consulted is Consulted.URGENT and not self.reason.strip():
            raise Wanting("T-34", "reason", Said("action.ask.reason"))
        return Action(
            id=fresh("ACT"),
            group=call.group.id,
            incident=incident.id,
            owner="",
            measure=self.measure,
            consulted=consulted or Consulted.YES,
            announced_by=call.person.id,
            announced_at=call.now,
            starts=Dates(store, call).at(self.starts) if self.starts else None,
            text=self.text,
            reason=self.reason.strip(),
        )


@command("action describe", by=PARTIES, label=Tlp.AMBER)
class DescribeAction(Command):
    """Say in words what your State or agency does; it replaces what was said before."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    text: Text
    """What is done, in a sentence or two."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        with plainly(made.group, store):
            made = described(made, self.text, party_hat(call))
        return _kept(store, made, incident)


@command("action withdraw", by=PARTIES, label=Tlp.AMBER)
class WithdrawAction(Command):
    """Take an announcement back; it stays on the record with its reason."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    reason: Text
    """Why, in a few words; the other parties read it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        with plainly(made.group, store):
            made = withdrawn(made, self.reason, party_hat(call), call.now)
        return _kept(store, made, incident)


def _kept(store: Store, made: Action, incident: Incident) -> Outcome:
    store.actions.save(made)
    shown = page(made, store)
    who = Said("action.who_sees", incident=incident.id, label=incident.label)
    return Outcome(
        reply=replace(shown, lines=(*shown.lines, who)),
        notices=(told(store, incident, shown),),
        shows=incident.label,
        about=incident.id,
    )


COMMANDS: tuple[type[Command], ...] = (AnnounceAction, DescribeAction, WithdrawAction)
