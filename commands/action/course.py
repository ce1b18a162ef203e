"""The course of a State's own measure, as its State reports it; others give their views."""

from __future__ import annotations

from enum import StrEnum

from commands.action.change import kept
from commands.action.see import found
from commands.action.words import headline
from commands.call import Call
from commands.commitment.change import PARTIES, party_hat
from commands.convergence.see import told
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.kinds.ids import ActionId
from commands.kinds.simple import Note, Text
from commands.line import packed, verbatim
from commands.outcome import Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.action import (
    Action,
    Consulted,
    described,
    early,
    ended,
    entered,
    own,
    remarked,
    withdrawn,
)
from coordination.incident.incident import Incident
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.warned import asking
from storage.store import Store


@command("action describe", by=PARTIES, label=Tlp.AMBER, anew=True)
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
        return kept(store, call, made, incident)


@command("action comment", by=PARTIES, label=Tlp.AMBER, anew=True)
class CommentAction(Command):
    """Give your State's view of a measure that another one has announced. It decides nothing."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    text: Text
    """What does your State or agency say to it?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        remark = remarked(made, self.text, party_hat(call), call.now)
        store.incidents.record(incident, remark)
        who = party(remark.party, incident.group, store)
        said = Said("action.view_by", party=who, what=headline(made, store))
        page = Page(said, (Said("action.text", text=remark.text),))
        return Outcome(
            Said("action.view_kept", id=made.id),
            notices=(told(store, incident, page),),
            shows=incident.label,
            about=incident.id,
        )


@command("action start", by=PARTIES, label=Tlp.GREEN, sure=True)
class StartAction(Command):
    """Report that your State's measure is in effect now. Nobody reports it for you."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    consulted: Consulted | None = None
    """Where the others may still give their views: what is to stand on the record?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        line = f"action start {made.id}"
        return _begun(store, call, made, incident, self.consulted, line)


@command("action end", by=PARTIES, label=Tlp.AMBER, sure=True)
class EndAction(Command):
    """Report that your State's measure is no longer in effect; it stays on the record."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    reason: Text
    """Why, in a few words; the other parties read it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        with plainly(made.group, store):
            made = ended(made, self.reason, party_hat(call), call.now)
        if not call.confirmed:
            line = f"action end {made.id} now=yes {verbatim(self.reason)}"
            raise Confirm(Said("action.end_sure", id=made.id), line)
        return kept(store, call, made, incident)


@command("action withdraw", by=PARTIES, label=Tlp.AMBER, sure=True)
class WithdrawAction(Command):
    """Take an announcement back; it stays on the record with its reason."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    reason: Text
    """Why, in a few words; the other parties read it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        line = f"action withdraw {made.id} now=yes {verbatim(self.reason)}"
        return _taken_back(store, call, made, incident, self.reason, line)


def _begun(
    store: Store,
    call: Call,
    made: Action,
    incident: Incident,
    consulted: Consulted | None,
    line: str,
) -> Outcome:
    """It is in effect from now on; shown once more first, for it never becomes announced again."""
    with plainly(made.group, store):
        after = entered(made, party_hat(call), call.now, consulted)
    for warn in asking(early(made, call.now)):
        if consulted in (None, Consulted.FIRST):
            raise Wanting(warn.rule, "consulted", warn.said)
    if not call.confirmed:
        more = f" consulted={consulted.value}" if consulted else ""
        raise Confirm(Said("action.start_sure", id=after.id), f"{line}{more} now=yes")
    return kept(store, call, after, incident)


def _taken_back(
    store: Store, call: Call, made: Action, incident: Incident, reason: str, line: str
) -> Outcome:
    """It is withdrawn; shown once more first, for the others are told."""
    with plainly(made.group, store):
        after = withdrawn(made, reason, party_hat(call), call.now)
    if not call.confirmed:
        raise Confirm(Said("action.withdraw_sure", id=after.id), line)
    return kept(store, call, after, incident)


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

    reason: Note = Note("")
    """Why it is taken back, where it is."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        line = f"action answer {made.id} {self.effect.value}"
        match self.effect:
            case Effect.IN_EFFECT:
                return _begun(store, call, made, incident, self.consulted, line)
            case Effect.WITHDRAWN:
                if not self.reason.strip():
                    raise Wanting("T-34", "reason", Said("action.ask.why_back"))
                sure = f"{line} reason={packed(self.reason)} now=yes"
                return _taken_back(store, call, made, incident, self.reason, sure)
        with plainly(made.group, store):
            own(made, party_hat(call))
        closes = (f"action:{made.id}@{call.person.id}",)
        return Outcome(Said("action.not_yet", id=made.id), closes=closes, about=incident.id)


COMMANDS: tuple[type[Command], ...] = (
    DescribeAction,
    CommentAction,
    StartAction,
    AnswerAction,
    EndAction,
    WithdrawAction,
)
