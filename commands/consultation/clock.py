"""What the clock does in a consultation: a State is reminded, and the time for views ends."""

from __future__ import annotations

from commands.call import Call
from commands.consultation.see import asks, responses, running
from commands.convergence.see import chair_of, told
from commands.declare import Command, command
from commands.incident.coordinating import others
from commands.incident.views_over import asked_key
from commands.incident.words import parties, party
from commands.kinds.ids import IncidentId
from commands.kinds.who import PartyCode
from commands.late import past
from commands.outcome import Audience, Notice, Outcome, Page
from coordination.parties import Role
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident prompt", by=Role.CLOCK, label=Tlp.GREEN)
class Prompt(Command):
    """Remind a State that gave no view in the consultation yet."""

    incident: IncidentId
    """Which incident."""

    party: PartyCode
    """Which State."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident, asked, missing = running(store, self.incident)
        if asked is None or self.party not in missing or past(call, asked.closes):
            return Outcome(Said("consultation.nothing_due"), about=incident.id)
        again = asks(call, store, incident, asked, self.party, how="ask_again")
        said = Said("consultation.reminded", party=party(self.party, incident.group, store))
        return Outcome(said, asks=again, about=incident.id)


@command("incident heard", by=Role.CLOCK, label=Tlp.GREEN)
class Heard(Command):
    """The time for views is over: the group reads how many were heard, the chair who was not."""

    incident: IncidentId
    """Which incident."""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident, asked, missing = running(store, self.incident)
        if asked is None or call.now < asked.closes:
            return Outcome(Said("consultation.nothing_due"), about=incident.id)
        all_asked = others(store, incident)
        said = Said("consultation.over", id=incident.id)
        n, of = len(all_asked) - len(missing), len(all_asked)
        lines = (Said("consultation.count", n=n, of=of), Said("consultation.still_possible"))
        names = parties(missing, incident.group, store)
        left = (Said("consultation.missing", parties=names),) if names else ()
        page = Page(said, (lines[0], *left), responses(incident))
        chair = chair_of(store, incident, call.now)
        private = Notice(Audience.persons(chair), incident.label, page) if chair else None
        return Outcome(
            said,
            notices=(
                told(store, incident, Page(said, lines)),
                *((private,) if private else ()),
            ),
            closes=tuple(asked_key(incident, code) for code in call.group.parties),
            about=incident.id,
        )


COMMANDS: tuple[type[Command], ...] = (Prompt, Heard)
