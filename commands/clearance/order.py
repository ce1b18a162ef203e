"""The State's own steps, and how far a thing is: for its own people alone (D5)."""

from __future__ import annotations

from commands.call import Call
from commands.clearance import words
from commands.clearance.case import case, order_of, own_hat
from commands.clearance.fields import OWN, SPEAK
from commands.declare import Command, command
from commands.in_full import in_full
from commands.kinds.ids import AnyId
from commands.kinds.who import PersonId
from commands.outcome import Audience, Button, Notice, Outcome, Page
from commands.response.proposing import spelt
from coordination.clearance.course import assigned, ordered
from coordination.clearance.record import Order
from coordination.parties import Sees
from coordination.refused import Refused
from coordination.said import Said
from coordination.text import short
from coordination.tlp import Tlp
from storage.store import Store


@command(
    "clearance steps",
    by=SPEAK,
    label=Tlp.GREEN,
    private=True,
    asks=("steps",),
    anew=True,
)
class Steps(Command):
    """Say by which steps your State clears what it is asked, or read them; no other State sees it.

    With `required=yes` an answer before all have cleared asks for a reason, and then stands.
    """

    steps: tuple[str, ...] = ()
    """Which steps, in order? Such as authority,ministry,embassy; skip it to read them."""

    required: bool | None = None
    """Does an answer before all have cleared ask for a reason?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        own = order_of(store, call.group.id, str(own_hat(call).party))
        after = own
        if self.steps:
            after = ordered(own, tuple(map(spelt, self.steps)))
        if self.required is not None:
            after = Order(after.group, after.party, after.steps, self.required)
        return _kept(store, own, after)


@command(
    "clearance assign",
    by=SPEAK,
    label=Tlp.GREEN,
    private=True,
    back=("clearance assign remove=yes",),
)
class Assign(Command):
    """Name somebody of your State for one of its steps of clearance, or no more."""

    step: int
    """Which step, by its number?"""

    person: PersonId
    """Who of your State clears it?"""

    remove: bool = False
    """Does this person clear it no more?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        hat = own_hat(call)
        own = order_of(store, call.group.id, str(hat.party))
        hats = store.directory.credentials(self.person, call.now)
        mine = [one for one in hats if one.party == hat.party and one.role in OWN]
        if not self.remove and not [one for one in mine if one.group == call.group.id]:
            raise Refused("mandate", Said("clearance.not_of_yours"))
        return _kept(store, own, assigned(own, self.step, str(self.person), remove=self.remove))


@command("clearance show", by=OWN, label=Tlp.GREEN, private=True)
class Show(Command):
    """Show how far your State has cleared what it is asked: the steps, who, when, the notes."""

    thing: AnyId
    """What is asked? The message, the poll or the commitment, by its id."""

    def handle(self, call: Call, store: Store) -> Outcome:
        try:
            made = case(call, store, self.thing)
        except Refused as no:
            return _over(call, store, self.thing, no)
        in_full(call, made.label, f"clearance show {made.id}")
        speaks = own_hat(call).role in SPEAK
        of = words.matter(made.sheet, reads=speaks)
        title = Said("clearance.page", matter=of, party=made.party.names, text=short(made.mark))
        now_at = made.standing
        about = (made.sheet.title,) if speaks else ()
        lines = (*about, *words.course(made.entries, made.mark, now_at, store))
        ready: tuple[Button, ...]
        if now_at is None:
            lines = (*lines, Said("clearance.not_begun"), *words.order(made.order, store))
            ready = (Button(Said("clearance.button.begin"), f"clearance begin {made.id}"),)
        elif now_at.cleared:
            ready = words.to_answer(made.sheet) if speaks else ()
        else:
            ready = (Button(Said("clearance.button.clear"), f"clearance answer {made.id}"),)
        more = words.buttons(made.id, reads=speaks)[1:]
        return Outcome(Page(title, lines, (*ready, *more)), shows=made.label)


def _over(call: Call, store: Store, id: str, no: Refused) -> Outcome:
    """What the State has done stays its own to read, once nothing is asked any more; else `no`."""
    hat, found = own_hat(call), store.things.find(id)
    done = store.clearances.entries(id, str(hat.party))
    party = store.directory.party(str(hat.party), call.group.id)
    if no.rule == "not_found" or not done or party is None or found is None:
        raise no
    incident = store.incidents.get(found.incident) if found.incident else None
    label = incident.label if incident else Tlp.AMBER
    in_full(call, label, f"clearance show {id}")
    mark = done[-1].fingerprint
    of = Said("clearance.matter.code", id=id)
    title = Said("clearance.page", matter=of, party=party.names, text=short(mark))
    lines = (*words.course(done, mark, None, store), Said("clearance.over"))
    return Outcome(Page(title, lines), shows=label)


def _kept(store: Store, before: Order, after: Order) -> Outcome:
    """Keep the steps, and tell the State's own room of a change."""
    lines = words.order(after, store)
    if after == before:
        return Outcome(Page(Said("clearance.steps"), lines))
    store.clearances.put(after)
    page = Page(Said("clearance.steps_kept"), lines)
    rooms = (one for one in store.directory.rooms(after.group) if one.sees is Sees.PARTY)
    mine = frozenset(one.id for one in rooms if one.party == after.party)
    own = Audience(frozenset({Sees.PARTY}), party=after.party, only=mine)
    return Outcome(page, notices=(Notice(own, Tlp.GREEN, page),) if mine else ())
