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
from commands.line import verbatim
from commands.outcome import Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.action import (
    Consulted,
    described,
    early,
    ended,
    entered,
    own,
    remarked,
    withdrawn,
)
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.warned import asking
from storage.store import Store


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
        return kept(store, call, made, incident)


@command("action comment", by=PARTIES, label=Tlp.AMBER)
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


@command("action start", by=PARTIES, label=Tlp.GREEN)
class StartAction(Command):
    """Report that your State's measure is in effect now. Nobody reports it for you."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    consulted: Consulted | None = None
    """Where the others may still give their views: what is to stand on the record?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        with plainly(made.group, store):
            after = entered(made, party_hat(call), call.now, self.consulted)
        for warn in asking(early(made, call.now)):
            if self.consulted in (None, Consulted.FIRST):
                raise Wanting(warn.rule, "consulted", warn.said)
        if not call.confirmed:  # the others are told, and it never becomes announced again
            more = f" consulted={self.consulted.value}" if self.consulted else ""
            line = f"action start {after.id}{more} now=yes"
            raise Confirm(Said("action.start_sure", id=after.id), line)
        return kept(store, call, after, incident)


@command("action end", by=PARTIES, label=Tlp.AMBER)
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
        return kept(store, call, made, incident)


class Effect(StrEnum):
    """What a State answers when it is asked about its measure."""

    IN_EFFECT = "in_effect"
    NOT_YET = "not_yet"
    WITHDRAWN = "withdrawn"


@command("action answer", by=PARTIES, label=Tlp.GREEN, text=Tlp.AMBER)
class AnswerAction(Command):
    """Answer whether your State's measure is in effect, not yet, or taken back."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    effect: Effect
    """Is it in effect?"""

    reason: Note = Note("")
    """Why it is taken back, where it is."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        hat = party_hat(call)
        with plainly(made.group, store):
            match self.effect:
                case Effect.IN_EFFECT:
                    return kept(store, call, entered(made, hat, call.now), incident)
                case Effect.WITHDRAWN:
                    if not self.reason.strip():
                        raise Wanting("T-34", "reason", Said("action.ask.why_back"))
                    after = withdrawn(made, self.reason, hat, call.now)
                    return kept(store, call, after, incident)
            own(made, hat)
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
