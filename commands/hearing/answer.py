"""What organisations and associations say, in their own name, and what is answered (T-31, T-33)."""

from __future__ import annotations

from commands.call import Call
from commands.declare import Command, command
from commands.hearing.see import GUESTS, asked, bodies, keep, key, own, people
from commands.hearing.words import named
from commands.incident.hats import CHAIR
from commands.incident.see import fits_here, seen
from commands.incident.shown import told
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note, Text
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.wanting import Wanting
from coordination.audience import Nature
from coordination.incident.hearing import Heard, Hearing, answered, declined, viewed
from coordination.incident.incident import Incident
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident view", by=GUESTS, label=Tlp.GREEN, text=Tlp.CLEAR, anew=True)
class GiveTheView(Command):
    """Give the view of your organisation on what you were asked; the last one counts."""

    incident: IncidentId
    """On what you were asked about, such as INC-7Q4KD3N0Y."""

    text: Text
    """What does your organisation say? Names of persons are not needed."""

    def ready(self, call: Call, store: Store) -> None:
        own(call, store, self.incident)

    def handle(self, call: Call, store: Store) -> Outcome:
        incident, before = own(call, store, self.incident)
        fits_here(call, before.label)
        after = viewed(before, self.text, call.person.id, call.now)
        return _given(store, incident, before, after)


@command("incident decline", by=GUESTS, label=Tlp.GREEN, text=Tlp.CLEAR, back=("incident view",))
class Decline(Command):
    """Say that your organisation prefers to give no view; nobody needs a reason."""

    incident: IncidentId
    """On what you were asked about."""

    reason: Note = Note("")
    """Why, if you want it to stand on the record."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident, before = own(call, store, self.incident)
        fits_here(call, before.label)
        after = declined(before, self.reason, call.person.id, call.now)
        return _declined(store, incident, before, after, Said("hearing.declined", id=incident.id))


@command(
    "incident enter_view",
    by=(*CHAIR, Role.SECRETARIAT),
    label=Tlp.AMBER,
    anew=True,
)
class EnterView(Command):
    """Enter what an organisation answered outside the platforms: its view, or that it gives none.

    The evidence stands with it.
    """

    incident: IncidentId
    """About which incident?"""

    who: str
    """Which organisation, by code."""

    evidence: Note
    """How it came: the letter, e-mail or meeting, and its date."""

    declined: bool = False
    """Did it answer that it gives no view?"""

    text: Text = Text("")
    """What it says, in its own words."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        [code] = bodies((self.who,), store)
        before = asked(store, incident, code)
        evidence = self.evidence.replace("_", " ")
        if self.declined:
            after = declined(before, self.text, call.person.id, call.now, evidence)
            said = Said("hearing.declined_kept", body=named(code, store))
            return _declined(store, incident, before, after, said)
        if not self.text.strip():
            raise Wanting("T-31", "text", Said("hearing.ask.text", body=named(code, store)))
        after = viewed(before, self.text, call.person.id, call.now, evidence)
        return _given(store, incident, before, after)


def _declined(
    store: Store, incident: Incident, before: Hearing, after: Hearing, said: Said
) -> Outcome:
    """It gives no view, as it says itself or as a letter shows; it may give one later."""
    keep(store, incident, before, after)
    body = named(after.organisation, store)
    because = (Said("hearing.because", reason=after.reason),) if after.reason else ()
    by_letter = (Said("hearing.came_by", evidence=after.evidence),) if after.evidence else ()
    page = Page(Said("hearing.declines", body=body), (*because, *by_letter))
    return Outcome(
        said,
        notices=(told(store, incident, page, Nature.POSITIONS),),
        closes=(key(after.incident, after.organisation),),
        shows=after.label,
        about=incident.id,
    )


def _given(store: Store, incident: Incident, before: Hearing, after: Hearing) -> Outcome:
    if before.heard is Heard.ASKED:
        keep(store, incident, before, after)
    else:  # what it said first, and what was answered to that, stay on the record
        store.incidents.record(incident, after)
    body = named(after.organisation, store)
    by_letter = (Said("hearing.came_by", evidence=after.evidence),) if after.evidence else ()
    line = f"incident respond {incident.id} {after.organisation}"
    page = Page(
        Said("hearing.view_of", body=body),
        (Said("hearing.text", text=after.view), *by_letter),
        (Button(Said("hearing.act.respond"), line),),
    )
    return Outcome(
        Said("hearing.view_kept", body=body),
        notices=(told(store, incident, page, Nature.POSITIONS),),
        closes=(key(after.incident, after.organisation),),
        shows=after.label,
        about=incident.id,
    )


@command("incident respond", by=CHAIR, label=Tlp.GREEN, text=Tlp.CLEAR, anew=True)
class Respond(Command):
    """Give the group's answer to a view; it goes back to the organisation and on the record."""

    incident: IncidentId
    """About which incident?"""

    who: str
    """Which organisation, by code."""

    text: Text
    """What is answered? The organisation reads it."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        [code] = bodies((self.who,), store)
        before = asked(store, incident, code)
        fits_here(call, before.label)
        after = answered(before, self.text, call.hat(*CHAIR), call.now)
        keep(store, incident, before, after)
        body = named(code, store)
        words = Said("hearing.text", text=after.answer)
        inside = Page(Said("hearing.answered_to", body=body), (words,))
        outside = Page(Said("hearing.answer_to_you", id=incident.id), (words,))
        persons = people(store, incident.group, code, call)
        theirs = (Notice(Audience.persons(*persons), after.label, outside),) if persons else ()
        return Outcome(
            Said("hearing.answer_kept", body=body),
            notices=(told(store, incident, inside, Nature.POSITIONS), *theirs),
            shows=incident.label,
            about=incident.id,
        )


COMMANDS: tuple[type[Command], ...] = (GiveTheView, Decline, EnterView, Respond)
