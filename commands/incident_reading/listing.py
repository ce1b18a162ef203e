"""Incidents as a list: newest first, by State, practice or stage, and by words of their titles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import cut_for
from commands.incident.see import seen as incident_seen
from commands.incident.words import concerned
from commands.kinds.codes import Practice
from commands.kinds.ids import IncidentId, nobody_sees
from commands.kinds.kind import Choice, picked
from commands.kinds.simple import Text
from commands.kinds.who import StateCode, StateKind
from commands.offered import look
from commands.outcome import Button, Outcome, Page
from config.taxonomy import practice, practices
from coordination import ids
from coordination.audience import Cut, Sight
from coordination.incident.incident import Incident
from coordination.incident.stage import Stage
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from storage.incident import Place
from storage.search import words_of
from storage.store import Store

PAGE = 15
ROWS = PAGE + 1
"""Read at once: a page, and whether there is more."""
LOOKED_AT = 150
"""How many rows one answer looks at before it ends a page that is not full."""
MOST = 1000
"""How many it looks at where it has found nothing that the speaker may see."""


@dataclass
class Gathered:
    """Incidents that the speaker may see, one more than a page; `last` was looked at last."""

    call: Call
    store: Store
    last: Incident | None = None
    found: list[Incident] = field(default_factory=list)
    looked: int = 0
    over: bool = False

    def take(self, some: Iterable[Incident]) -> None:
        """Keep those that may be seen, until the page is full."""
        for incident in some:
            if len(self.found) > PAGE:
                return
            self.looked += 1
            self.last = incident
            cut = cut_for(self.call, self.store, incident)
            if cut.value >= Cut.OUTCOME.value:
                self.found.append(incident)

    @property
    def full(self) -> bool:
        enough = self.looked >= (LOOKED_AT if self.found else MOST)
        return len(self.found) > PAGE or enough or self.over

    def page(self, title: str, nothing: Said, again: str) -> Outcome:
        """The list with a line each, and the way on."""
        if not self.found:
            return Outcome(nothing)
        shown = self.found[:PAGE]
        goes_on = len(self.found) > PAGE or not self.over
        more = (self._more(again, shown[-1]),) if goes_on else ()
        lines = tuple(_line(one, self.store) for one in shown)
        shows = Tlp.highest(one.label for one in shown)
        return Outcome(Page(Said(title, n=len(shown)), lines, more), shows=shows)

    def _more(self, again: str, last: Incident) -> Button:
        verb, _, rest = again.partition("|")
        return Button(Said("reading.act.more"), f"{verb} after={last.id} {rest}".strip())


def _line(incident: Incident, store: Store) -> Said:
    return Said(
        "reading.line_kept" if incident.kept else "reading.line",
        id=incident.id,
        title=incident.title,
        states=concerned(incident, store),
        stage=Said(f"stage.incident.{incident.stage.value}"),
        at=incident.opened_at,
    )


@command("incident list", label=Tlp.GREEN)
class List(Command):
    """List the incidents that you may see, newest first."""

    state: StateCode | None = None
    """Only those that concern this State."""

    practice: Practice | None = None
    """Only those with this illicit practice, such as IP-DOC."""

    stage: str = ""
    """Only those at this stage, such as suspected or consultation."""

    mine: bool = False
    """Only those that my own State or agency opened, reported on or is concerned by."""

    after: IncidentId | None = None
    """Where the list goes on: the last one that was shown."""

    def handle(self, call: Call, store: Store) -> Outcome:
        stage = _stage(self.stage)
        here = Gathered(call, store, _behind(call, store, self.after))
        sight = sight_of(call, store)
        while not here.full:
            behind = Place.of(here.last) if here.last else None
            some = store.incidents.page(
                call.group.id,
                call.party,
                stage=stage,
                code=self.state or self.practice,
                practice=self.practice,
                sight=sight,
                behind=behind,
                limit=ROWS,
                mine=self.mine,
            )
            here.over = len(some) < ROWS
            here.take(some)
        return here.page("reading.list", Said("reading.none"), self._again(stage))

    def _again(self, stage: Stage | None) -> str:
        given = {"state": self.state, "practice": self.practice, "stage": stage and stage.value}
        options = [f"{key}={value}" for key, value in given.items() if value]
        options += ["mine=yes"] if self.mine else []
        return " ".join(["incident list", *options])


def _behind(call: Call, store: Store, after: str | None) -> Incident | None:
    return incident_seen(call, store, after, Cut.OUTCOME) if after else None


def _stage(text: str) -> Stage | None:
    if not text:
        return None
    known = tuple(Choice(s.value, Said(f"stage.incident.{s.value}")) for s in Stage)
    return Stage(picked(text, known))


@command("find", label=Tlp.AMBER)
class Find(Command):
    """Find incidents by an id, by words of their titles, by a State or by an illicit practice.

    Whole words count, in any order, without accents; you find only what you may see.
    """

    after: IncidentId | None = None
    """Where the list goes on: the last one that was shown."""

    text: Text
    """The words, an id, a State's name or code, or the code of a practice."""

    def handle(self, call: Call, store: Store) -> Outcome:
        identifier = ids.read(self.text)
        if identifier is not None:
            return _by_id(call, store, identifier)
        here = Gathered(call, store, _behind(call, store, self.after))
        code = _code(self.text, call, store)
        words = words_of(self.text)
        if code is None and not words:
            raise Refused("form", Said("reading.too_short"), ("find Valdora",))
        if code is None:
            here.over = not _worded(here, words)
        sight = sight_of(call, store)
        while code and not here.full:
            some = _coded(here, code, sight)
            here.over = len(some) < ROWS
            here.take(some)
        nothing = Said("reading.not_found", text=self.text[:80])
        return here.page("reading.found", nothing, f"find|{self.text}")


def sight_of(call: Call, store: Store) -> Sight:
    """What the speaker's hats let in, so that the database passes over all else."""
    hats = (*store.directory.credentials(call.person.id, call.now), *call.hats)
    return Sight.of(call.person.id, hats, call.group.id)


def _coded(here: Gathered, code: str, sight: Sight) -> list[Incident]:
    call, behind = here.call, Place.of(here.last) if here.last else None
    return here.store.incidents.page(
        call.group.id, call.party, code=code, sight=sight, behind=behind, limit=ROWS
    )


def _worded(here: Gathered, words: tuple[str, ...]) -> bool:
    """Gather those with these words; whether there may be more behind them."""
    call, behind = here.call, Place.of(here.last) if here.last else None
    sight = sight_of(call, here.store)
    some, more = here.store.incidents.worded(call.group.id, words, sight, behind, ROWS)
    here.take(some)
    return more


def _code(text: str, call: Call, store: Store) -> str | None:
    """The State or practice that the text names exactly, if it names one."""
    word = text.strip()
    if practice(word.upper()):
        return word.upper()
    for one in practices():
        if word.casefold() in {name.casefold() for _, name in one.names.by_language}:
            return one.code
    try:
        return StateKind().read(word, call, store) if not word.isdigit() else None
    except Refused:
        return None


def _by_id(call: Call, store: Store, identifier: str) -> Outcome:
    """The thing with this id; what the speaker may not see is looked for no further."""
    item, noun = look(identifier, call, store), _NOUNS.get(identifier[:3], "incident")
    thing = store.things.find(identifier) if item else None
    incident = store.incidents.get(thing.incident or thing.id) if thing else None
    shown = identifier if incident is None or noun != "incident" else incident.id
    button = Button(Said("reading.act.show", id=shown), f"{noun} show {shown}")
    if item and thing and thing.incident is None and noun != "incident":  # it answers none
        return Outcome(Page(item.shown, (), (button,)), shows=item.label)
    if incident is None or cut_for(call, store, incident).value < Cut.OUTCOME.value:
        raise nobody_sees(identifier)
    return Outcome(
        Page(Said("reading.found", n=1), (_line(incident, store),), (button,)),
        shows=incident.label,
    )


_NOUNS = {
    "RES": "response",
    "POL": "poll",
    "COM": "commitment",
    "PLA": "plan",
    "MTG": "meeting",
    "MSG": "message",
}

COMMANDS: tuple[type[Command], ...] = (List, Find)
