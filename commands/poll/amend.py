"""Amending a response: answers to the old text of an open poll are void (DR-26)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.changed import until
from commands.declare import Command, command
from commands.incident.shown import told
from commands.kinds.ids import ResponseId
from commands.kinds.simple import Note, Text
from commands.message.words import compared
from commands.outcome import Outcome, Page
from commands.poll.anew import Anew, asked_anew, put_anew
from commands.poll.words import closes
from commands.response import words
from commands.response.asked import asks
from commands.response.card import cards
from commands.response.course import (
    not_while_it_is_answered,
    sponsor_only,
    waits_for_no_capital,
    written_together,
)
from commands.response.left_open import unsaid
from commands.response.propose import day
from commands.response.proposing import PROPOSERS, circumstances, first_line, spelt
from commands.response.see import Seen, seen
from commands.response.wording import reminders
from commands.wanting import Wanting
from coordination.instants import Deadline
from coordination.message.text import difference
from coordination.response.paragraphs import paragraphs
from coordination.response.parts import (
    Assistance,
    Lifting,
    Message,
    Other,
    Parts,
    Suspension,
    Unification,
)
from coordination.response.propose import missing
from coordination.response.record import (
    Adoptions,
    Proceeding,
    Response,
    proceeding,
    safeguarded,
    unguarded,
)
from coordination.response.stage import Stage
from coordination.response.standing import amended
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

_ACT = {Stage.NOT_ADOPTED: "propose", Stage.UNDER_REVIEW: "amend"}
"""What the amendment is for the incident: put again, or changed after a review (4.1)."""


@command(
    "response amend",
    by=PROPOSERS,
    label=Tlp.AMBER_STRICT,
    anew=True,
)
class Amend(Command):
    """Change the text of a response: votes on the old text no longer count.

    A text under silence is frozen; one that was not adopted is put again by this.
    """

    text_by_rule = True  # first what was never said, then the text, and neither for nothing

    response: ResponseId
    """Which response?"""

    lift: Note = Note("")
    """Until when does a suspension last, if that changes?"""

    review: Deadline | None = None
    """On which date is it looked at again, if that changes?"""

    cases: Note = Note("")
    """How are cases in process treated, if that changes?"""

    condition: Note = Note("")
    """On which condition is the procedure one, if that changes?"""

    risk: Note = Note("")
    """Which ongoing risk does the suspension address, if that changes?"""

    starts: Deadline | None = None
    """From which date is a suspension in force at the earliest, if that changes?"""

    expires: Deadline | None = None
    """Which is its last day, if that changes?"""

    new: Proceeding | None = None
    """What happens to new adoptions until the response has been actioned, if that changes?"""

    ongoing: Proceeding | None = None
    """What happens to adoptions in process until then, if that changes?"""

    safeguards: Note = Note("")
    """Under which safeguards, where adoptions continue with them?"""

    purpose: Note = Note("")
    """What is a common message for, if that changes?"""

    text: Text = Text("")
    """What does the text say now, if that changes?"""

    def ready(self, call: Call, store: Store) -> None:
        response = seen(call, store, self.response).response
        sponsor_only(call, response, store)
        not_while_it_is_answered(call, response, store)
        waits_for_no_capital(store, response)
        written_together(store, response)

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        found = seen(call, store, self.response)
        self._says_something(found, store)
        new = replace(found.response, parts=self._parts(found.response.parts, call, store))
        if self.text.strip() and not isinstance(new.parts, Lifting):
            new = replace(new, title=first_line(self.text))
        if isinstance(new.parts, Suspension) and self.starts is not None:
            new = replace(new, effective_on=day(self.starts, call, store))
        new = proceeding(new, Adoptions.NEW, self.new)
        new = proceeding(new, Adoptions.IN_PROCESS, self.ongoing)
        new = self._under(new)
        after = amended(found.response, new)
        store.responses.save(after)
        incident = found.incident
        act = _ACT.get(found.response.stage)
        if act and not isinstance(after.parts, Lifting):
            incident = incident.moved(act)
            store.incidents.put(incident)
        now = Seen(after, incident, found.cut)
        again = put_anew(call, store, now)
        made = _told(store, found.response, now, again)
        made = replace(made, asks=asks(call, store, incident, after, "changed"))
        return asked_anew(call, store, again, made) if again else made

    def _says_something(self, found: Seen, store: Store) -> None:
        """Raises `Wanting` where a line is bare: for what was never said, else for the text."""
        notes: list[str] = [self.lift, self.cases, self.condition, self.risk]
        notes += [self.safeguards, self.purpose, self.text]
        given = (self.review, self.starts, self.expires, self.new, self.ongoing)
        if any(one is not None for one in given) or any(note.strip() for note in notes):
            return
        around = circumstances(store, found.incident)
        for field, warn in unsaid(missing(found.response, around)):
            raise Wanting(warn.rule, field, warn.said)
        raise Wanting("DR-26", "text", Said("response.ask.new_text"))

    def _under(self, new: Response) -> Response:
        """The text with its safeguards; raises `Wanting` where none were ever said (T-38)."""
        new = safeguarded(new, spelt(self.safeguards))
        if Proceeding.WITH_SAFEGUARDS in (self.new, self.ongoing) and unguarded(new):
            raise Wanting("T-38", "safeguards", Said("response.warn.safeguards"))
        return new

    def _parts(self, old: Parts, call: Call, store: Store) -> Parts:
        text = self.text.strip()
        match old:
            case Suspension():
                return replace(
                    old,
                    scope=text or old.scope,
                    lift_criterion=spelt(self.lift) or old.lift_criterion,
                    review_on=day(self.review, call, store) or old.review_on,
                    in_process=spelt(self.cases) or old.in_process,
                    ongoing_risk=spelt(self.risk) or old.ongoing_risk,
                    expires_on=day(self.expires, call, store) or old.expires_on,
                )
            case Message():
                purpose = spelt(self.purpose) or old.purpose
                return replace(old, wording=text or old.wording, purpose=purpose)
            case Unification():
                condition = spelt(self.condition) or old.condition
                return replace(old, procedure=text or old.procedure, condition=condition)
            case Assistance() | Other():
                return replace(old, subject=text or old.subject)
            case Lifting():
                return replace(old, reason=text or old.reason)


def _told(store: Store, before: Response, found: Seen, again: Anew | None) -> Outcome:
    """The new text, under it what changed, for who has read the old one, and how long it runs."""
    after = found.response
    stands = until(store, after)
    key = "response.change_put" if stands else "response.amended"
    said = Said(key, id=after.id, version=after.version)
    old, new = ([one.text for one in paragraphs(each)] for each in (before, after))
    changes = compared(difference(old, new))
    runs = (Said("poll.anew"), closes(again.item.poll, store)) if again else ()
    text = (words.title(after), *words.parts(after, store))
    page = Page(said, (*stands, *text, *changes, *runs))
    # What to look at again is for whoever words it, not for the rooms.
    own = replace(page, lines=(*page.lines, *reminders(after, store)))
    return Outcome(
        own,
        notices=(told(store, found.incident, page),),
        cards=cards(store, found.incident, after),
        shows=found.incident.label,
        about=found.incident.id,
    )
