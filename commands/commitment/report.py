"""How a commitment stands: done with evidence, needs longer, taken back; looked at by the chair."""

from __future__ import annotations

from enum import StrEnum

from commands.call import Call
from commands.commitment.change import PARTIES, changed, own, party_hat, to_be_seen
from commands.commitment.recurring import ends_with
from commands.commitment.see import seen
from commands.commitment.words import told_of, when
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident.shown import told
from commands.incident.words import plainly
from commands.kinds.ids import CommitmentId
from commands.kinds.simple import Note, Text
from commands.line import verbatim
from commands.outcome import Button, Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.commitment import LIFECYCLE, Commitment, Stage, done, extended
from coordination.commitment import withdrawn as taken_back
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store


@command("commitment done", by=PARTIES, label=Tlp.AMBER, back=("commitment resume",))
class DoneCommitment(Command):
    """Report that it is done, with the evidence."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    evidence: Text
    """Where it can be seen: a document, a link or a report. Names of persons are not needed."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "done")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        with plainly(made.group, store):
            return reported(store, call, made, incident, self.evidence)


@command("commitment extend", by=PARTIES, label=Tlp.AMBER, sure=True)
class ExtendCommitment(Command):
    """Say that it needs longer: a later date, and why."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    due: Deadline
    """The new date: later than the one it has."""

    reason: Text
    """Why it takes longer, in a few words."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "extend")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        with plainly(made.group, store):
            return prolonged(store, call, made, incident, self.due, self.reason)


@command("commitment withdraw", by=PARTIES, label=Tlp.AMBER, sure=True)
class WithdrawCommitment(Command):
    """Take a commitment back; it stays on the record with its reason."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    reason: Text
    """Why, in a few words; the other parties read it."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "withdraw")

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        with plainly(made.group, store):
            return given_up(store, call, made, incident, self.reason)


class Progress(StrEnum):
    """How it stands, when the bot asks."""

    ON_TRACK = "on_track"
    DONE = "done"
    LONGER = "longer"
    WITHDRAWN = "withdrawn"


@command("commitment answer", by=PARTIES, label=Tlp.GREEN, text=Tlp.AMBER, sure=True)
class AnswerCommitment(Command):
    """Answer how a commitment stands: on track, done, needs longer, or taken back."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    progress: Progress
    """How does it stand?"""

    until: Deadline | None = None
    """The new date, where it needs longer."""

    words: Note = Note("")
    """The evidence where it is done, or else the reason: one is asked for on its own."""

    def ready(self, call: Call, store: Store) -> None:
        own(store, call, self.commitment, "done")

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        made, incident = seen(store, call, self.commitment)
        match self.progress:
            case Progress.DONE:
                LIFECYCLE.after("done", made.stage)
                words = self._words("commitment.ask.evidence")
                return reported(store, call, made, incident, words)
            case Progress.LONGER:
                if self.until is None:
                    raise Wanting("U-35", "until", Said("commitment.ask.until"))
                words = self._words("commitment.ask.reason")
                return prolonged(store, call, made, incident, self.until, words)
            case Progress.WITHDRAWN:
                words = self._words("commitment.ask.reason")
                return given_up(store, call, made, incident, words)
        said = Said("commitment.on_track", id=made.id)
        key = f"commitment:{made.id}@{call.person.id}"
        return Outcome(said, closes=(key,), shows=Tlp.GREEN, about=incident.id)

    def _words(self, why: str) -> str:
        if not self.words.strip():
            raise Wanting("U-35", "words", Said(why))
        return self.words


def reported(
    store: Store, call: Call, made: Commitment, incident: Incident, evidence: str
) -> Outcome:
    """It is done; the chair is asked to look at the evidence."""
    made = done(made, evidence, party_hat(call), call.now)
    asks = to_be_seen(store, call, made, incident)
    said = told_of("commitment.done", made, store)
    mistaken = Button(Said("commitment.act.resume"), f"commitment resume {made.id}")
    return changed(store, call, made, incident, said, buttons=(mistaken,), asks=asks)


def prolonged(
    store: Store, call: Call, made: Commitment, incident: Incident, until: Deadline, reason: str
) -> Outcome:
    """It has a later date, with a reason."""
    due = Dates(store, call).at(until)
    made = extended(made, due, reason, party_hat(call), call.now)
    rests = made.stage is Stage.SUSPENDED
    if not call.confirmed:  # a due date never becomes earlier again
        line = f"commitment extend {made.id} {at_utc(due)} now=yes {verbatim(reason)}"
        key = f"commitment.extend_sure{'_rests' if rests else ''}"
        raise Confirm(Said(key, id=made.id, due=when(made, store)), line)
    said = told_of("commitment.extended", made, store, due=made.promise.due)
    if not rests:
        return changed(store, call, made, incident, said)
    up = Button(Said("commitment.act.resume"), f"commitment resume {made.id}")
    still = Said("commitment.still_rests")
    return changed(store, call, made, incident, said, lines=(still,), buttons=(up,))


def given_up(
    store: Store, call: Call, made: Commitment, incident: Incident, reason: str
) -> Outcome:
    """It is taken back; the parties are told, and it stays on the record (DR-30)."""
    last = ends_with(made, store)
    made = taken_back(made, reason, party_hat(call), call.now)
    if not call.confirmed:  # the others are told, and it never becomes active again
        line = f"commitment withdraw {made.id} now=yes {verbatim(reason)}"
        raise Confirm(Said("commitment.withdraw_sure", id=made.id), line)
    why = Said("commitment.reason", reason=made.reason)
    page = Page(told_of("commitment.withdrawn_by", made, store), (why, *last))
    notice = told(store, incident, page)
    said = told_of("commitment.withdrawn", made, store)
    return changed(store, call, made, incident, said, lines=last, notices=(notice,))


COMMANDS: tuple[type[Command], ...] = (
    DoneCommitment,
    AnswerCommitment,
    ExtendCommitment,
    WithdrawCommitment,
)
