"""When a silence may end at the earliest, and which capital decides that (DR-08 c)."""

from __future__ import annotations

from commands.calendars import calendars_of
from commands.call import Call
from commands.declare import Command, command
from commands.kinds.ids import ResponseId
from commands.outcome import Button, Outcome, Page
from commands.poll import expiry
from commands.poll.open import kept_apart
from commands.response.see import seen
from coordination.parties import Role
from coordination.poll.placing import notice_ends
from coordination.poll.silence import whole_minute
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("poll earliest", by=(Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT), label=Tlp.GREEN)
class Earliest(Command):
    """Show when a silence on a response could end at the earliest, and why not before."""

    response: ResponseId
    """Which response?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = seen(call, store, self.response)
        terms, group = call.group.terms, call.group.id
        apart = {one.party for one in kept_apart(call, store, about)}
        deciding = [one for one in store.directory.parties(group) if one.code not in apart]
        calendars = calendars_of(deciding, call.now)
        opens, lines = call.now, []
        if not terms.silence_agreed:
            opens = whole_minute(
                notice_ends(calendars, call.now, terms.notice_working_hours).instant
            )
            lines.append(Said("silence.earliest.notice", at=opens, n=terms.notice_working_hours))
        lines += [expiry.why(calendars, opens, terms, group, store)]
        lines += [expiry.capital(code, calendars, opens, terms, group, store) for code in calendars]
        lines += expiry.doubt(calendars, opens, terms)
        at = expiry.expiry(calendars, opens, terms)
        line = f"poll open {self.response} rule=silence closes={at:%Y-%m-%dT%H:%MZ}"
        page = Page(
            Said("silence.earliest.title", id=self.response, at=at),
            tuple(lines),
            (Button(Said("silence.act.open"), line),),
        )
        return Outcome(page, shows=about.incident.label, about=about.incident.id)
