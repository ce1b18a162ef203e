"""A commitment in words: its line in lists, its first line, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from commands.incident.words import party
from commands.outcome import Button
from coordination.commitment import Commitment, Stage
from coordination.parties import Party
from coordination.said import Capitals, Param, Said
from coordination.text import fingerprint
from storage.store import Store

LONG = 160
_HEAD = {
    Stage.OFFERED: "commitment.line.offered",
    Stage.ACCEPTED: "commitment.line.accepted",
    Stage.ACTIVE: "commitment.line.active",
    Stage.OVERDUE: "commitment.line.overdue",
    Stage.SUSPENDED: "commitment.line.suspended",
    Stage.DONE: "commitment.line.done",
    Stage.WITHDRAWN: "commitment.line.withdrawn",
    Stage.SUPERSEDED: "commitment.line.superseded",
    Stage.LAPSED: "commitment.line.lapsed",
}


def line(made: Commitment, store: Store) -> Said:
    """One line of a list: whose, what, when, and how it stands."""
    return Said(
        _HEAD[made.stage],
        party=owner(made, store),
        what=named(made),
        due=when(made, store),
        id=made.id,
    )


def owner(made: Commitment, store: Store) -> Said:
    """The party as words; an agency by its name in its group."""
    return party(made.owner, made.group, store)


def party_of(made: Commitment, store: Store) -> Party | None:
    return store.directory.party(made.owner, made.group)


def when(made: Commitment, store: Store) -> Capitals:
    """The due instant on the owner's own clock, by the name of its capital."""
    return there(made, made.promise.due, store)


def there(made: Commitment, at: datetime, store: Store) -> Capitals:
    """An instant on the owner's own clock, by the name of its capital."""
    home = party_of(made, store)
    return Capitals(at, ((home.capital, home.zone),) if home else ())


def shortened(text: str) -> str:
    """The first line of a text, at most 160 characters of it."""
    first, _, rest = text.strip().partition("\n")
    return first if len(first) <= LONG and not rest else f"{first[: LONG - 1].rstrip()}…"


def named(made: Commitment) -> Param:
    """What it promises, shortened; of what recurs also how often, and which period it is."""
    what, series = shortened(made.promise.what), made.promise.series
    if series is None:
        return what
    every = Said(f"every.{series.every.value}")
    return Said("commitment.what_recurs", what=what, every=every, n=series.number)


def title(made: Commitment, store: Store) -> Said:
    """The first line of a card: what, and whose; a tick would say of any other that it is done."""
    key = "commitment.card_done" if made.stage is Stage.DONE else "commitment.card"
    return told_of(key, made, store)


def told_of(key: str, made: Commitment, store: Store, **more: Param) -> Said:
    """A sentence on a commitment, named by its party and what it promises; the id stands last."""
    return Said(key, id=made.id, party=owner(made, store), what=named(made), **more)


def acts(made: Commitment) -> tuple[Button, ...]:
    """What can be done with it now: each line begins where something is still to be asked."""
    verbs = {
        Stage.OFFERED: ("accept", "extend", "withdraw"),
        Stage.ACCEPTED: ("start", "extend", "withdraw"),
        Stage.ACTIVE: ("done", "extend", "withdraw", "suspend"),
        Stage.OVERDUE: ("done", "extend", "withdraw", "suspend"),
        Stage.SUSPENDED: ("resume", "extend", "withdraw"),
        Stage.DONE: () if made.verified_at else ("verify", "resume"),
    }.get(made.stage, ())
    made_now = tuple(
        Button(Said(f"commitment.act.{verb}"), f"commitment {verb} {made.id}") for verb in verbs
    )
    sheet = Button(Said("sheet.act"), f"sheet {made.id}")
    return (*made_now, sheet) if made.stage is Stage.OFFERED else made_now


def mark(made: Commitment, store: Store) -> str:
    """The fingerprint of what its party clears at home: the words, by whom, by when (D5)."""
    promise, home = made.promise, party_of(made, store)
    language = home.language if home else "en"
    more = {"authority": promise.authority, "due": promise.due.isoformat()}
    return fingerprint({language: promise.what, **more})
