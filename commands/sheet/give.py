"""Giving an instruction sheet to whoever speaks for a party, or to the office that passes it on."""

from __future__ import annotations

from commands.call import Call
from commands.commitment.see import seen as commitment_seen
from commands.declare import Command, command
from commands.joint import seen as message_seen
from commands.kinds.ids import AnyId, nobody_sees
from commands.kinds.who import PartyCode
from commands.outcome import Button, Outcome, Page
from commands.poll.see import seen as poll_seen
from commands.sheet.of_commitment import of_commitment
from commands.sheet.of_message import of_message
from commands.sheet.of_poll import of_poll
from commands.sheet.page import Sheet, papers
from coordination.hats import SPEAKERS
from coordination.parties import Party, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store

READY = 4
"""So many lines are ready to send; the others are written likewise."""
_OFFICE = (Role.CHAIR, Role.COORDINATOR, Role.SECRETARIAT)
_OF_PARTIES = (Role.VOTER, Role.ALTERNATE, Role.CA_OFFICER, Role.AGENCY_OFFICER)


@command("sheet", by=(*_OF_PARTIES, *_OFFICE), label=Tlp.GREEN)
class SheetOf(Command):
    """Give a sheet for clearance in your own ministry: what your State is asked, on one page.

    It says what is asked, the text, the deadline in your own time, what each answer does, and how
    to answer. Print it, or pass it on within what its label permits.
    """

    thing: AnyId
    """What is asked? The poll, the message or the commitment, by its id."""

    party: PartyCode | None = None
    """For whom, where the chair's office passes it on; else your own State or agency."""

    def handle(self, call: Call, store: Store) -> Outcome:
        asked = self._party(call, store)
        made = asked_of(call, store, self.thing, asked)
        files = papers(made, asked, call.group.names, call.now)
        thing = store.things.find(self.thing)
        own = any(hat.party == asked.code and hat.role in SPEAKERS for hat in call.hats)
        lines = (Said("sheet.given"), *_recorded(made, own=own))
        lines += (Said("response.label", label=made.label),)
        line = f"clearance show {self.thing}"
        ready = (Button(Said("sheet.clearance.recorded"), line),) if own else ()
        return Outcome(
            Page(Said("sheet.page", id=self.thing, party=asked.names), lines, ready),
            files=files,
            shows=made.label,
            about=thing.incident if thing else None,
        )

    def _party(self, call: Call, store: Store) -> Party:
        """Whose sheet it is: the own party's; another's only for the chair's office."""
        office = any(hat.role in _OFFICE for hat in call.hats)
        own = next((h.party for h in call.hats if h.party and h.role in SPEAKERS), None)
        code = self.party or own
        if code is None:
            ready = tuple(f"sheet {self.thing} party={one}" for one in call.group.parties[:READY])
            raise Refused("form", Said("sheet.for_whom"), ready)
        if code != own and not office:
            raise Refused("mandate", Said("sheet.own_only"), (f"sheet {self.thing}",))
        found = store.directory.party(code, call.group.id)
        if found is None:
            raise nobody_sees(self.thing)
        return found


def _recorded(made: Sheet, *, own: bool) -> tuple[Said, ...]:
    """How it is recorded at home which text was cleared: by the beginning of its fingerprint."""
    line = f"clearance answer {made.id} clear"
    said = Said("sheet.clearance.record", text=short(made.fingerprint), line=line)
    return (said,) if own else ()


def asked_of(call: Call, store: Store, id: str, asked: Party) -> Sheet:
    """What a party is asked; raises `Refused` where nothing is, or the speaker may not see it."""
    match id[:3]:
        case "POL":
            return of_poll(store, poll_seen(call, store, id, held=False), asked, call.now)
        case "MSG":
            return of_message(store, message_seen(call, store, id).message, asked)
        case "COM":
            return of_commitment(store, *commitment_seen(store, call, id), asked)
    raise Refused("form", Said("sheet.asks_nothing", id=id))
