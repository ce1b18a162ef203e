"""A duty in an agreement's article becomes a party's own commitment, in one step (E8, DR-30)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from commands.call import Call, fresh
from commands.commitment.change import PARTIES
from commands.commitment.recurring import last_day, series
from commands.commitment.taking import able, home, once, second_look, taken
from commands.dates import Dates
from commands.declare import Command, command
from commands.incident.words import parties
from commands.kinds.agreements import AgreementId
from commands.kinds.ids import nobody_sees
from commands.kinds.simple import Note
from commands.outcome import Outcome
from commands.wanting import Wanting
from coordination.agreement import Agreement, Article
from coordination.calendar import SHUTS
from coordination.commitment import Every, Promise, Series, Source
from coordination.instants import Deadline
from coordination.parties import Party
from coordination.refused import Refused
from coordination.said import Said
from coordination.tlp import Tlp
from coordination.zones import at_utc
from storage.store import Store


@command("commitment take", by=PARTIES, label=Tlp.AMBER, back=("commitment withdraw",))
class TakeDuty(Command):
    """Take up a duty from an agreement in force, as a commitment of your own State or agency."""

    agreement: AgreementId
    """Which agreement, by its id in the register?"""

    article: str
    """Which article, by its number?"""

    due: Deadline | None = None
    """By when, where the agreement names no day or you take another?"""

    every: Every | None = None
    """How often it recurs, where the agreement does not say?"""

    subject: bool = False
    """Whether it is subject to confirmation by your capital."""

    words: Note = Note("")
    """In your own words, if not in those of the article?"""

    def ready(self, call: Call, store: Store) -> None:
        able(call, store)

    def handle(self, call: Call, store: Store) -> Outcome:
        party = home(call, store)
        agreement, article = self._article(call, store)
        _owed(call, store, agreement, article, party)
        source = Source(agreement.title.in_language("en"), agreement.id, article.number)
        once(call, store, source)
        id = fresh("COM")
        due, recurs = self._when(call, store, agreement, article, id)
        promise = Promise(
            what=self.words.replace("_", " ").strip() or article.duty.in_language(party.language),
            authority=party.authority.in_language("en"),
            due=due,
            strength=article.strength,
            confirm_by=due if self.subject else None,
            series=recurs,
            source=source,
        )
        second_look(call, self.due, due, self._line(due))
        return taken(call, store, id, promise)

    def _article(self, call: Call, store: Store) -> tuple[Agreement, Article]:
        agreement = store.directory.agreement(self.agreement, call.group.id)
        if agreement is None:
            raise nobody_sees(self.agreement)
        article = store.directory.article(agreement.id, self.article)
        if article is None:
            all_ = store.directory.articles()
            numbers = tuple(one.number for one in all_ if one.agreement == agreement.id)
            said = Said("commitment.no_such_article", title=agreement.title, numbers=numbers)
            raise Refused("form", said, ("commitment owed",))
        return agreement, article

    def _when(
        self, call: Call, store: Store, agreement: Agreement, article: Article, id: str
    ) -> tuple[datetime, Series | None]:
        """The day that was given, else the article's next one; and how it recurs from there."""
        party = home(call, store)
        every = self.every or article.every
        first = _first(article, party)
        if self.due is not None:
            first = Dates(store, call).at(self.due)
        elif first is None or (every is None and first <= call.now):
            raise Wanting("U-35", "due", Said("commitment.which_day"))
        if every is None:
            return first, None
        last = Deadline(day=agreement.until) if agreement.until else None
        until = last_day(last, call.now, party) if last else None
        found = series(id, first, party, every, None, until, article.grace if article.every else 0)
        found = found.from_now(call.now) if found else None
        return (found.due(found.number), found) if found else (first, None)

    def _line(self, due: datetime) -> str:
        every = f"every={self.every.value} " if self.every else ""
        subject = "subject=yes " if self.subject else ""
        first = f"commitment take {self.agreement} {self.article} due={at_utc(due)}"
        words = f"words={self.words.replace(' ', '_')} " if self.words else ""
        return f"{first} {every}{subject}{words}now=yes"


def today(call: Call) -> date:
    """The day on the clock of the group, on which an agreement is in force or not."""
    return call.now.astimezone(ZoneInfo(call.group.terms.anchor_zone)).date()


def _owed(call: Call, store: Store, agreement: Agreement, article: Article, party: Party) -> None:
    """Raises `Refused` for what is not in force, or is others' to do (DR-30)."""
    if not agreement.in_force(today(call)):
        raise Refused("form", Said("commitment.not_in_force", title=agreement.title))
    if not article.owed_by(party.code, agreement):
        who = parties(article.by or agreement.parties, call.group.id, store)
        said = Said("commitment.not_owed", title=agreement.title, place=article.number, parties=who)
        raise Refused("DR-30", said, ("commitment owed",))


def _first(article: Article, party: Party) -> datetime | None:
    """The end of the working day that the article names first, on the party's own clock."""
    if article.due is None:
        return None
    return datetime.combine(article.due, SHUTS, ZoneInfo(party.zone)).astimezone(UTC)


COMMANDS: tuple[type[Command], ...] = (TakeDuty,)
