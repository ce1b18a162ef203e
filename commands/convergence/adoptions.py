"""Each State is asked in private what its adoptions do meanwhile; counts are shown (T-38, X8)."""

from __future__ import annotations

from commands.call import Call
from commands.convergence.live import its_card, opened
from commands.convergence.reading import read
from commands.convergence.see import among, speakers
from commands.convergence.words import counts, own_odds
from commands.declare import Command, command
from commands.incident.coordinating import others
from commands.incident.hats import CHAIR, SPEAK
from commands.incident.see import seen
from commands.incident.words import parties, party, plainly
from commands.kinds.ids import IncidentId
from commands.kinds.simple import Note
from commands.outcome import Ask, Button, Outcome, Page
from coordination.convergence.adoptions import Hold, HoldAsked, answered, asked, waiting
from coordination.incident.incident import Incident
from coordination.response.record import Adoptions, Proceeding
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store


@command("incident hold", by=CHAIR, label=Tlp.GREEN)
class AskHold(Command):
    """Ask each State what it does about new adoptions and adoptions in process meanwhile (T-38).

    Each answers in private. The others see how many gave each answer, and you who has not answered.
    """

    incident: IncidentId
    """Which incident?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = among(call, store, self.incident)
        asked(incident)
        holds = store.incidents.items(incident.id, Hold)
        missing = waiting(others(store, incident), holds)
        made = HoldAsked(incident.id, len(missing), call.person.id, call.now)
        store.incidents.record(incident, made)
        asks = [a for code in missing for a in _asks(call, store, incident, code)]
        board = read(store, incident)
        names = parties(missing, incident.group, store)
        given = (
            counts(board) if len(missing) < len(board.parties) else []
        )  # the title says the rest
        lines = [*given, *([Said("hold.waits", parties=names)] if names else [])]
        return Outcome(
            Page(
                Said("hold.asked", id=incident.id, title=incident.title, n=len(missing)),
                tuple(lines),
            ),
            cards=(its_card(store, incident),),
            asks=tuple(asks),
            shows=incident.label,
            about=incident.id,
            deadlines=opened(store, incident, call.now),
        )


def _asks(call: Call, store: Store, incident: Incident, code: str) -> tuple[Ask, ...]:
    line = f"incident adoptions {incident.id}"
    title = Said(
        "hold.ask",
        party=party(code, incident.group, store),
        id=incident.id,
        title=incident.title,
        states=parties(incident.concerned, incident.group, store),
    )
    ways = tuple(
        Said("form.numbered", n=n, name=Said(f"proceeding.{way.value}"))
        for n, way in enumerate(Proceeding, 1)
    )
    page = Page(title, (Said("hold.ask_new"), *ways, *_seen_so()))
    people = speakers(store, incident.group, code, call.now)
    return tuple(Ask(one, _key(incident, code), line, page, incident.label) for one in people)


def _seen_so() -> tuple[Said, ...]:
    """Who sees the answer, and what may be added to it."""
    return Said("hold.who_sees"), Said("hold.may_add")


def _key(incident: Incident, code: str) -> str:
    return f"hold:{incident.id}:{code}"


@command(
    "incident adoptions",
    by=SPEAK,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    private=True,
    anew=True,
)
class AnswerHold(Command):
    """Say what your State does about adoptions while this goes on; change it at any time.

    The others see how many States gave each answer, and not which.
    """

    incident: IncidentId
    """Which incident?"""

    new: Proceeding
    """What happens to new adoptions meanwhile?"""

    in_process: Proceeding
    """What happens to adoptions in process meanwhile?"""

    new_number: int | None = None
    """How many new applications is that about? A number only; leave it out where you have none."""

    in_process_number: int | None = None
    """How many adoptions are in process? A number only; leave it out where you have none."""

    safeguards: Note = Note("")
    """With which safeguards, where they continue with some; the chair alone reads it."""

    def ready(self, call: Call, store: Store) -> None:
        incident = seen(call, store, self.incident)
        with plainly(incident.group, store):
            self._answer(call, incident, Proceeding.NOT_APPLICABLE, Proceeding.NOT_APPLICABLE)

    def handle(self, call: Call, store: Store) -> Outcome:
        incident = seen(call, store, self.incident)
        with plainly(incident.group, store):
            made = self._answer(call, incident, self.new, self.in_process)
        store.incidents.record(incident, made)
        lines = tuple(_given(made, which) for which in Adoptions)
        said = Said("hold.recorded", id=incident.id, party=party(made.party, incident.group, store))
        act = Button(Said("hold.act.change"), f"incident adoptions {incident.id}")
        return Outcome(
            Page(said, (*lines, *own_odds(read(store, incident), made.party), *_seen_so()), (act,)),
            closes=(_key(incident, made.party),),
            shows=incident.label,
            about=incident.id,
            deadlines=opened(store, incident, call.now),
        )

    def _answer(self, call: Call, incident: Incident, new: Proceeding, process: Proceeding) -> Hold:
        hat = call.hat(*SPEAK)
        words = getattr(self, "safeguards", "")
        numbers = (getattr(self, "new_number", None), getattr(self, "in_process_number", None))
        return answered(incident, hat, new, process, words, call.now, numbers)


def _given(made: Hold, which: Adoptions) -> Said:
    """What the party has answered for one sort of adoptions, back to it."""
    said = {
        "adoptions": Said(f"adoptions.{which.value}"),
        "proceeding": Said(f"proceeding.{made.on(which).value}"),
    }
    number = made.number(which)
    if number is None:
        return Said("hold.given", **said)
    return Said("hold.given_number", **said, n=number)


COMMANDS: tuple[type[Command], ...] = (AskHold, AnswerHold)
