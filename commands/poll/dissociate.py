"""Keeping away from parts of a text, and abstaining without standing in the way (DR-14, DR-15)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from commands.call import Call
from commands.declare import Command, command
from commands.in_full import in_full
from commands.incident.words import party, plainly
from commands.kinds.ids import PollId
from commands.kinds.simple import Note, Text
from commands.outcome import Outcome, Page
from commands.poll import annexed
from commands.poll.annex_words import covered
from commands.poll.giving import earlier, given
from commands.poll.numbered import numbered
from commands.poll.see import Item, hat_of, seen
from commands.poll.vote import answered, has_voice, kept
from commands.wanting import Wanting
from coordination.audience import Cut
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.coverage import constructive, kept_apart, takes_the_measure
from coordination.poll.vote import Answer
from coordination.refused import Refused
from coordination.response.paragraphs import named, operative, paragraphs
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


class Apart(StrEnum):
    """How a party keeps away from paragraphs."""

    DISSOCIATION = "dissociation"
    RESERVATION = "reservation"


_KINDS = {Apart.DISSOCIATION: AnnexKind.DISSOCIATED, Apart.RESERVATION: AnnexKind.RESERVED}


@command(
    "poll dissociate",
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    asks=("paragraphs",),
    private=True,
    back=("poll dissociate paragraphs=none",),
)
class Dissociate(Command):
    """Keep your State away from paragraphs of a text: it does not object, they do not bind it.

    It is annexed to what is adopted. With paragraphs=none you take it back.
    """

    poll: PollId
    """Which poll?"""

    paragraphs: Note = Note("")
    """From which paragraphs? Their numbers, such as §2, or none."""

    kind: Apart = Apart.DISSOCIATION
    """Is it a dissociation, or a reservation?"""

    objection: bool | None = None
    """Where these paragraphs are the measure itself: is it an objection?"""

    text: Text = Text("")
    """Why, in words that are annexed as they are?"""

    def ready(self, call: Call, store: Store) -> None:
        has_voice(self.poll, call, store)

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        in_full(call, found.incident.label, f"poll dissociate {self.poll}")
        numbers = self._numbers(found)
        if takes_the_measure(numbers, operative(found.response)):
            if self.objection is None:
                said = Said("poll.apart.is_it_objection", numbers=_signs(numbers))
                raise Wanting("DR-14", "objection", said)
            if self.objection:
                return answered(call, store, found, _against(found), self.text)
        made = self._annex(call, store, found, numbers)
        after = annexed.keep(store, found, made)
        name = party(made.party, found.poll.group, store)
        key = "poll.apart.recorded" if numbers else "poll.apart.taken_back"
        said = Said(key, id=self.poll, party=name, numbers=_signs(numbers))
        # While the poll is open, who else keeps away from what is kept as a vote is (DR-29).
        others = tuple(covered(after, store)) if after.poll.stage.over else ()
        return annexed.outcome(store, after, Page(said, others))

    def _numbers(self, found: Item) -> tuple[str, ...]:
        typed = self.paragraphs.strip()
        if not typed and found.poll.question.procedural:
            raise Refused("DR-14", Said("poll.apart.procedural", poll=self.poll))
        numbers = named(typed)
        if not numbers and typed.casefold() != "none":
            known = numbered(found.response, measure=False)
            raise Wanting("DR-14", "paragraphs", Said("poll.apart.which", known=known))
        return numbers

    def _annex(self, call: Call, store: Store, found: Item, numbers: tuple[str, ...]) -> Annex:
        hat = hat_of(call)
        known = tuple(one.number for one in paragraphs(found.response))
        with plainly(found.poll.group, store):
            return kept_apart(
                found.poll,
                hat,
                call.now,
                call.seq,
                numbers,
                known,
                self.text,
                _KINDS[self.kind],
                earlier(store, found.poll, hat),
            )


@command("poll abstain", label=Tlp.GREEN, text=Tlp.AMBER_STRICT, private=True, back=("poll vote",))
class Abstain(Command):
    """Abstain constructively: your State is not bound, and undertakes not to stand in the way.

    It is an abstention with a declaration, which is annexed as it is.
    """

    poll: PollId
    """Which poll?"""

    text: Text
    """What does your State declare?"""

    def ready(self, call: Call, store: Store) -> None:
        has_voice(self.poll, call, store)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        in_full(call, found.incident.label, f"poll abstain {self.poll}")

    def handle(self, call: Call, store: Store) -> Outcome:
        self.ready(call, store)
        found = seen(call, store, self.poll, Cut.OUTCOME)
        vote = given(call, store, found, Answer.ABSTAIN)
        after = annexed.keep(store, found, constructive(found.poll, vote, self.text))
        made = kept(call, store, after, vote)
        reply = made.reply
        if isinstance(reply, Page):
            reply = replace(reply, lines=(*reply.lines, Said("poll.constructive_recorded")))
        return replace(made, reply=reply, shows=found.incident.label)


def _against(found: Item) -> Answer:
    """How a party is against a text under this rule."""
    by_objection = found.poll.rule.by_objection
    return Answer.OBJECT if by_objection else Answer.NO


def _signs(numbers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"§{number}" for number in numbers)
