"""Reading commitments: one, those of an incident, a party's, what is overdue; and their card."""

from __future__ import annotations

from commands.call import Call
from commands.cards import Face
from commands.commitment.change import who_sees
from commands.commitment.facts import facts
from commands.commitment.recurring import others
from commands.commitment.see import above, seen, visible
from commands.commitment.words import acts, line, title
from commands.declare import Command, command
from commands.incident import see
from commands.kinds.ids import CommitmentId, IncidentId
from commands.kinds.who import PartyCode
from commands.outcome import Button, Outcome, Page
from coordination.audience import Cut
from coordination.commitment import Commitment, Stage
from coordination.parties import Room, Sees
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

PAGE = 15
LOOKED_AT = 200
"""How many rows one answer looks at, at most, for those that the speaker may see."""


@command("commitment show", label=Tlp.GREEN)
class ShowCommitment(Command):
    """Show one commitment."""

    commitment: CommitmentId
    """The commitment, such as COM-7Q4KD3N0Y."""

    def handle(self, call: Call, store: Store) -> Outcome:
        made, incident = seen(store, call, self.commitment)
        on = Said("commitment.on", incident=incident.id, label=incident.label)
        on = on if incident.id else who_sees(incident)
        lines = (*facts(made, store), on, *others(made, store))
        page = Page(title(made, store), lines, _acts_of(made, call))
        return Outcome(page, shows=incident.label, about=incident.id)


@command("commitment list", label=Tlp.GREEN)
class ListCommitments(Command):
    """List commitments: of this thread's incident, of a party, or those overdue; by due date."""

    incident: IncidentId | None = None
    """Only those on this incident; in its thread it is understood."""

    party: PartyCode | None = None
    """Only those of this State or agency."""

    mine: bool = False
    """Only those of my own State or agency."""

    overdue: bool = False
    """Only those whose day is past."""

    after: CommitmentId | None = None
    """Where the list goes on: the last one that was shown."""

    def handle(self, call: Call, store: Store) -> Outcome:
        here = self.incident or call.thread
        if self.mine and call.party is None:  # whoever speaks for no party has none
            return Outcome(Page(Said("commitment.none")))
        found, more = self._on(here, call, store) if here else self._all(call, store)
        if not found:
            return Outcome(Page(Said("commitment.none")))
        lines = tuple(line(one, store) for one in found)
        buttons = (self._more(found[-1]),) if more else ()
        labels = (i.label for one in found if (i := above(store, one)))
        page = Page(Said("commitment.list", n=len(found)), lines, buttons)
        return Outcome(page, shows=Tlp.highest(labels), about=here)

    def _on(self, id: str, call: Call, store: Store) -> tuple[list[Commitment], bool]:
        """Those on one incident, all of them."""
        incident = see.seen(call, store, id, Cut.OUTCOME)
        all_of_it = store.commitments.of_incident(incident.id)
        fits = [one for one in all_of_it if visible(store, call, one, incident)]
        owners = self._owners(call)
        fits = [one for one in fits if owners <= {one.owner}]
        fits = [one for one in fits if not self.overdue or one.stage is Stage.OVERDUE]
        return sorted(fits, key=lambda one: one.promise.due), False

    def _all(self, call: Call, store: Store) -> tuple[list[Commitment], bool]:
        """The next ones of the group that the speaker may see, and whether there may be more."""
        after = seen(store, call, self.after)[0] if self.after else None
        owners, found = self._owners(call), list[Commitment]()
        if len(owners) > 1:
            return [], False
        for _ in range(LOOKED_AT // PAGE):
            owner = next(iter(owners), None)
            page = store.commitments.page(call.group.id, PAGE, owner, self.overdue, after)
            found += [one for one in page if _readable(store, call, one)]
            if len(page) < PAGE:
                return found, False
            after = page[-1]
            if len(found) >= PAGE:
                return found[:PAGE], True
        return found, True

    def _owners(self, call: Call) -> set[str]:
        """Whose alone are wanted; nobody's are of two."""
        own = call.party if self.mine else None
        return {str(one) for one in (self.party, own) if one}

    def _more(self, last: Commitment) -> Button:
        words = ["commitment list"]
        words += ["mine=yes"] if self.mine else []
        words += [f"party={self.party}"] if self.party else []
        words += ["overdue=yes"] if self.overdue else []
        return Button(Said("commitment.act.more"), " ".join([*words, f"after={last.id}"]))


def _readable(store: Store, call: Call, made: Commitment) -> bool:
    incident = above(store, made)
    return incident is not None and visible(store, call, made, incident)


def card(store: Store, id: str, room: Room) -> Face | None:
    """The card of a commitment in one room of those that see all of its incident."""
    made = store.commitments.get(id)
    incident = above(store, made) if made else None
    if made is None or incident is None:
        return None
    if see.cut_in(store, incident, see.thing_of(store, incident), room) is not Cut.FULL:
        return None
    label = Said("commitment.label", label=incident.label)
    page = Page(title(made, store), (*facts(made, store), label), _acts_in(made, room))
    return Face(page, incident.label)


def _acts_in(made: Commitment, room: Room) -> tuple[Button, ...]:
    """What whoever reads the card can do; its own party finds the rest in the private answer."""
    if room.party == made.owner:
        return acts(made)
    if room.sees is Sees.CONCERNED:
        return ()
    show = Button(Said("commitment.act.show"), f"commitment show {made.id}")
    return (*(one for one in acts(made) if _anybodys(one)), show)


def _acts_of(made: Commitment, call: Call) -> tuple[Button, ...]:
    """What the speaker can do: its own party all but looking at the own evidence."""
    own = any(hat.party == made.owner for hat in call.hats)
    verify = call.chairs or not own
    return tuple(one for one in acts(made) if (verify if _anybodys(one) else own))


def _anybodys(act: Button) -> bool:
    """Whether it is done by others than the party whose commitment it is."""
    return act.line.startswith("commitment verify")


COMMANDS: tuple[type[Command], ...] = (ShowCommitment, ListCommitments)
