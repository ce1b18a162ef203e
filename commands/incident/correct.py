"""Correcting an incident: its title, timing, practices, scope or label; the record keeps all."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.incident.coordinating import becomes_past
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.repercussions import for_the_chair
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.sight import sure_of, with_label
from commands.incident.words import party
from commands.kinds.codes import Practice
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.line import packed, verbatim
from commands.outcome import Outcome, Page
from commands.wanting import Confirm, Wanting
from coordination.incident.incident import Incident, Scope, Timing
from coordination.incident.opening import Suspicion, corrected, rescoped
from coordination.parties import Credential
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.warned import asking
from storage.store import Store


@command("incident correct", by=(*SPEAK, *CHAIR), label=Tlp.AMBER_STRICT, anew=True)
class Correct(Command):
    """Correct an incident: say only what changes. What stood before stays on the record."""

    incident: IncidentId
    """Which incident?"""

    timing: Timing | None = None
    """Is it still happening?"""

    practices: tuple[Practice, ...] = ()
    """What seems to be happening: the whole list."""

    scope: Scope | None = None
    """One case, or a pattern."""

    label: Tlp | None = None
    """Who it is for; anybody may make it stricter, the party that opened it wider or RED."""

    reason: Note = Note("")
    """Why is it changed?"""

    title: Text = Text("")
    """The new title, if it changes."""

    def handle(self, call: Call, store: Store) -> Outcome:
        before = seen(call, store, self.incident)
        hat = call.hat(*SPEAK, *CHAIR)
        incident = with_label(store, self._scope(store, self._words(before, hat)), self.label, hat)
        if incident == before:
            return Outcome(Said("incident.unchanged", id=incident.id), about=incident.id)
        becomes_past(store, before, incident, hat, self.reason)
        self._sure(call, store, before, incident)
        store.incidents.put(incident)
        who = party(hat.party, incident.group, store)
        changes = tuple(self._changes(before, incident))
        page = Page(Said("incident.corrected_by", party=who), changes)
        became = incident.scope is Scope.PATTERN and before.scope is not incident.scope
        return Outcome(
            Page(Said("incident.corrected", id=incident.id), changes),
            notices=(
                told(store, incident, page),
                *(for_the_chair(call, store, incident, became=True) if became else ()),
            ),
            cards=its_card(store, incident),
            about=incident.id,
        )

    def _words(self, incident: Incident, hat: Credential) -> Incident:
        if not (self.title or self.timing or self.practices):
            return incident
        what = Suspicion(
            title=self.title or incident.title,
            concerned=incident.concerned,
            timing=self.timing or incident.timing,
            practices=tuple(map(str, self.practices)) or incident.practices,
        )
        return corrected(incident, what, hat)

    def _scope(self, store: Store, incident: Incident) -> Incident:
        if self.scope is None:
            return incident
        reports = sum(r.stands for r in store.incidents.reports(incident.id).values())
        after, warnings = rescoped(incident, self.scope, reports, self.reason)
        for warn in asking(warnings):
            raise Wanting(warn.rule, "reason", warn.said)
        return after

    def _sure(self, call: Call, store: Store, before: Incident, after: Incident) -> None:
        """What is shown to more people is not taken back; out of sight, they cannot act on it."""
        said = sure_of(store, before, after)
        if call.confirmed or said is None:
            return
        given = {
            "timing": self.timing.value if self.timing else "",
            "practices": ",".join(map(str, self.practices)),
            "scope": self.scope.value if self.scope else "",
            "label": after.label.value.removeprefix("TLP:"),
            "reason": packed(self.reason),
        }
        options = " ".join(f"{key}={value}" for key, value in given.items() if value)
        title = f" {verbatim(self.title)}" if self.title.strip() else ""
        raise Confirm(said, f"incident correct {after.id} {options} now=yes{title}")

    def _changes(self, old: Incident, new: Incident) -> list[Said]:
        """What changed, before and after, for the thread."""
        found = []
        if old.title != new.title:
            found.append(Said("incident.changed.title", old=old.title, new=new.title))
        if old.timing is not new.timing:
            was, now = (Said(f"incident.timing.{i.timing.value}") for i in (old, new))
            found.append(Said("incident.changed.timing", old=was, new=now))
        if old.practices != new.practices:
            found.append(Said("incident.changed.practices"))
        if old.scope is not new.scope:
            was, now = (Said(f"scope.{i.scope.value}") for i in (old, new))
            found.append(Said("incident.changed.scope", old=was, new=now))
        if old.label is not new.label:
            found.append(Said("incident.changed.label", old=old.label, new=new.label))
        if self.reason:
            found.append(Said("incident.because", reason=self.reason))
        return found
