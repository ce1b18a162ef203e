"""The course of a State's own measure, as its State reports it; others give their views."""

from __future__ import annotations

from commands.action.change import kept
from commands.action.see import found
from commands.action.steps import begun, instant, taken_back, typed
from commands.action.words import day, headline
from commands.call import Call
from commands.commitment.change import PARTIES, party_hat
from commands.convergence.see import told
from commands.declare import Command, command
from commands.incident.words import party, plainly
from commands.kinds.ids import ActionId
from commands.kinds.simple import Text
from commands.line import verbatim
from commands.outcome import Outcome, Page
from commands.wanting import Confirm
from coordination.action import (
    Consulted,
    described,
    ended,
    remarked,
)
from coordination.instants import Deadline
from coordination.said import Said
from coordination.tlp import Tlp
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
    """Report that your State's measure is in effect. Nobody reports it for you."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    since: Deadline | None = None
    """On which day did it begin, if not on the day that was announced or today?"""

    consulted: Consulted | None = None
    """Where the others may still give their views: what is to stand on the record?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        line = f"action start {made.id}{typed('since', self.since)}"
        return begun(store, call, made, incident, self.consulted, self.since, line)


@command("action end", by=PARTIES, label=Tlp.AMBER, sure=True)
class EndAction(Command):
    """Report that your State's measure is no longer in effect; it stays on the record."""

    action: ActionId
    """The measure, such as ACT-7Q4KD3N0Y."""

    since: Deadline | None = None
    """On which day did it end, if not today?"""

    reason: Text
    """Why, in a few words; the other parties read it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = found(call, store, self.action)
        since = instant(store, call, self.since, made)
        with plainly(made.group, store):
            made = ended(made, self.reason, party_hat(call), call.now, since)
        if not call.confirmed:
            given = typed("since", self.since)
            line = f"action end {made.id}{given} now=yes {verbatim(self.reason)}"
            at = day(made, made.ended_at or call.now, store)
            raise Confirm(Said("action.end_sure", id=made.id, at=at), line)
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
        return taken_back(store, call, made, incident, self.reason, line)


COMMANDS: tuple[type[Command], ...] = (
    DescribeAction,
    CommentAction,
    StartAction,
    EndAction,
    WithdrawAction,
)
