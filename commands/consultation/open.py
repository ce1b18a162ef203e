"""Opening the consultation: from then on, where the chair says so, each State is asked (4.1)."""

from __future__ import annotations

from commands.call import Call
from commands.consultation.see import asks, desks, responses, until
from commands.declare import Command, command
from commands.incident import idle
from commands.incident.coordinating import others
from commands.incident.hats import CHAIR
from commands.incident.repercussions import outside
from commands.incident.see import seen
from commands.incident.shown import its_card, told
from commands.incident.words import spoken
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note
from commands.line import packed
from commands.outcome import Ask, Button, Due, Outcome, Page
from commands.wanting import Confirm
from coordination.incident.consultation import Window, newest, window
from coordination.incident.consulting import caucused, consulted
from coordination.incident.incident import Incident
from coordination.instants import Deadline
from coordination.meeting.kinds import MeetingKind
from coordination.parties import Kind
from coordination.reminding import remind_at
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident consult", by=CHAIR, label=Tlp.AMBER_STRICT)
class Consult(Command):
    """Open the consultation of the group, whether or not the State concerned is informed yet."""

    incident: IncidentId
    """Which incident?"""

    closes: Deadline | None = None
    """Until when is each State asked for its view? Such as 5wd: working days in every capital."""

    caucus: Note = Note("")
    """Why the others work without the State concerned for a part of it, where they do."""

    def handle(self, call: Call, store: Store) -> Outcome:
        hat = call.hat(*CHAIR)
        before = seen(call, store, self.incident)
        incident, reminders = consulted(before, hat, outside(store, before))
        if self.caucus:
            incident = caucused(incident, hat, self.caucus)
        asked = self._window(call, store, incident)
        store.incidents.put(incident)
        earlier = store.incidents.items(incident.id, Window)
        if asked is not None or newest(earlier) is not None:
            none = window(incident, call.now, hat, call.now)
            store.incidents.record(incident, asked or none)
        title = Said("incident.consulting", id=incident.id, title=incident.title)
        lines = (
            *((until(store, incident, asked),) if asked else ()),
            *((Said("incident.caucus_because", reason=self.caucus),) if self.caucus else ()),
            *(spoken(warn.said, before.group, store) for warn in reminders),
        )
        return Outcome(
            Page(title, lines, _onward(call, store, incident, asked)),
            notices=(told(store, incident, Page(title, lines)),),
            cards=its_card(store, incident),
            asks=_asked(call, store, incident, asked),
            about=incident.id,
            deadlines=(*idle.due(store, call, incident), *dues(call, store, incident, asked)),
        )

    def _window(self, call: Call, store: Store, incident: Incident) -> Window | None:
        """The time for views, if one was given; a bare date is shown as an instant (DR-31)."""
        if self.closes is None:
            return None
        calendars = desks(store, incident, call.now)
        closes = self.closes.after(call.now, calendars, call.group.terms.anchor_zone)
        made = window(incident, closes, call.hat(*CHAIR), call.now)
        if self.closes.to_confirm and not call.confirmed:
            more = f" caucus={packed(self.caucus)}" if self.caucus else ""
            line = f"incident consult {incident.id} closes={self.closes}{more} now=yes"
            raise Confirm(until(store, incident, made), line)
        return made


def dues(call: Call, store: Store, incident: Incident, asked: Window | None) -> tuple[Due, ...]:
    """The end of the time for views, and before it a reminder in each one's working hours."""
    if asked is None:
        return ()
    end = f"incident heard {incident.id}"
    made = [Due(end, asked.closes, end, call.group.terms.anchor_zone)]
    for code, desk in desks(store, incident, call.now).items():
        at = remind_at(call.now, asked.closes, desk)
        if at is not None:
            line = f"incident prompt {incident.id} {code}"
            made.append(Due(line, at, line, desk.zone))
    return tuple(made)


def _asked(call: Call, store: Store, incident: Incident, asked: Window | None) -> tuple[Ask, ...]:
    """Every State is asked in private for its view."""
    if asked is None:
        return ()
    codes = others(store, incident)
    return tuple(ask for code in codes for ask in asks(call, store, incident, asked, code))


def _roundtable(call: Call, incident: Incident) -> Button:
    """A meeting of all authorities concerned; who is not invited is named there (T-28)."""
    if call.group.kind is Kind.NATIONAL:
        return Button(Said("incident.act.roundtable"), f"meeting propose {incident.id}")
    kind = MeetingKind.CENTRAL_AUTHORITIES_CONCERNED
    return Button(Said("incident.act.meet"), f"meeting propose {incident.id} kind={kind.value}")


def _onward(
    call: Call, store: Store, incident: Incident, asked: Window | None
) -> tuple[Button, ...]:
    return (
        _roundtable(call, incident),
        *responses(incident),
        *_hearing(store, incident),
        *_meanwhile(incident),
        *_longer(incident, asked),
    )


def _hearing(store: Store, incident: Incident) -> tuple[Button, ...]:
    """Organisations and associations can be heard, where the directory names any (T-31)."""
    act = Button(Said("hearing.act.ask"), f"incident hear {incident.id}")
    return (act,) if store.directory.organisations() else ()


def _longer(incident: Incident, asked: Window | None) -> tuple[Button, ...]:
    """A time for views that is too short becomes longer, before it is over."""
    act = Button(Said("consultation.act.extend"), f"incident extend {incident.id}")
    return (act,) if asked else ()


def _meanwhile(incident: Incident) -> tuple[Button, ...]:
    """While it goes on, each State can be asked what its adoptions do meanwhile (T-38)."""
    act = Button(Said("hold.act.ask"), f"incident hold {incident.id}")
    return (act,) if incident.timing.goes_on else ()


COMMANDS: tuple[type[Command], ...] = (Consult,)
