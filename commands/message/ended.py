"""Who tries to sign after the last mandate ended is refused; the State is told (DR-18)."""

from __future__ import annotations

from commands.after_mandate import others, thing
from commands.incident.words import party
from commands.message.card import read_it
from commands.outcome import Audience, Notice, Page
from commands.wanting import Overheard
from coordination.message.record import Message
from coordination.parties import Person, Role
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.receipt import Receipt
from storage.store import Store

_ANSWERS = frozenset({"answer", "sign", "unsign", "decline"})
_NO_MANDATE = frozenset(
    {"form.no_hat", "form.unknown_hat", "message.not_a_voter", "message.credential_ended"}
)


def told(store: Store, person: Person, receipt: Receipt, no: Refused) -> Refused:
    """The same refusal, with what the State must hear of it (DR-18)."""
    if no.said.msgid not in _NO_MANDATE or isinstance(no, Overheard):
        return no
    message = store.messages.get(thing(store, person, receipt, "message", _ANSWERS))
    code = _spoke_for(store, message, person, receipt) if message else None
    if message is None or code is None:
        return no
    people = others(store, person, receipt, code, message.group)
    named = party(code, message.group, store)
    said = Said("message.tried_without_mandate", person=person.name, party=named, id=message.id)
    page = Page(said, (), (read_it(message),))
    notice = Notice(Audience.persons(*people), Tlp.GREEN, page)
    return Overheard(no, notice) if people else no


def _spoke_for(store: Store, message: Message, person: Person, receipt: Receipt) -> str | None:
    """For which State this person could sign when the text was frozen, and cannot any more."""
    if message.frozen is None or not message.stage.signing:
        return None
    for hat in store.directory.credentials(person.id, message.frozen.at):
        signs = hat.role in (Role.VOTER, Role.ALTERNATE) and hat.group == message.group
        if signs and hat.party in message.frozen.asked and not hat.valid(receipt.received_at):
            return hat.party
    return None
