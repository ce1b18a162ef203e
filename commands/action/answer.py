"""What a State answers when it is asked whether its measure is in effect."""

from __future__ import annotations

from enum import StrEnum

from commands.action.change import kept
from commands.action.see import found
from commands.action.steps import begun, taken_back, typed
from commands.call import Call
from commands.commitment.change import PARTIES, party_hat
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident.words import plainly
from commands.kinds.ids import ActionId
from commands.kinds.simple import Note
from commands.line import packed
from commands.outcome import Outcome
from commands.wanting import Wanting
from coordination.action import Action, Consulted, own, postponed
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


class Effect(StrEnum):
    """What a State answers when it is asked about its measure."""

    IN_EFFECT = "in_effect"
    NOT_YET = "not_yet"
    WITHDRAWN = "withdrawn"


@command("action answer", by=PARTIES, label=Tlp.GREEN, text=Tlp.AMBER, sure=True)
class AnswerAction(Command):
    """Answer whether your State's measure is in effect, not yet, or taken back."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    effect: Effect
    """Is it in effect?"""

    consulted: Consulted | None = None
    """Where the others may still give their views: what is to stand on the record?"""

    day: Deadline | None = None
    """Since which day it is in effect, if not today; or on which day it will begin."""

    reason: Note = Note("")
    """Why it is taken back, where it is."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        line = f"action answer {made.id} {self.effect.value}"
        match self.effect:
            case Effect.IN_EFFECT:
                line += typed("day", self.day)
                return begun(store, call, made, incident, self.consulted, self.day, line)
            case Effect.WITHDRAWN:
                if not self.reason.strip():
                    raise Wanting("T-34", "reason", Said("action.ask.why_back"))
                sure = f"{line} reason={packed(self.reason)} now=yes"
                return taken_back(store, call, made, incident, self.reason, sure)
        return _not_yet(store, call, made, incident, self.day)


def _not_yet(
    store: Store, call: Call, made: Action, incident: Incident, given: Deadline | None
) -> Outcome:
    """It is not in effect; with a new day the others are told, and its State is asked again."""
    if given is not None:
        with plainly(made.group, store):
            starts = Dates(store, call).begins(given, made.owner)
            after = postponed(made, starts, party_hat(call), call.now)
        return kept(store, call, after, incident)
    with plainly(made.group, store):
        own(made, party_hat(call))
    closes = (f"action:{made.id}@{call.person.id}",)
    return Outcome(Said("action.not_yet", id=made.id), closes=closes, about=incident.id)


COMMANDS: tuple[type[Command], ...] = (AnswerAction,)
