"""What a State or agency owes: its commitments and duties, by what they rest on (E8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commands.call import Call
from commands.commitment.see import above, told_duties, visible
from commands.commitment.take import today
from commands.commitment.taking import still_to_do
from commands.commitment.words import line, shortened
from commands.declare import Command, command
from commands.incident.words import party as named
from commands.kinds.who import PartyCode
from commands.outcome import Button, Outcome, Page
from commands.wanting import Wanting
from coordination.agreement import Agreement, Article
from coordination.commitment import Commitment
from coordination.hats import SPEAKERS
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

LOOKED_AT = 200
SHOWN = 60
"""So many lines fit on a page that is still read."""
OFFERED = 3
"""So many articles are offered to be taken up."""


@dataclass(frozen=True)
class Duty:
    """An article in force that a party owes, with its own commitment on it, if there is one."""

    agreement: Agreement
    article: Article
    taken: Commitment | None


@command("commitment owed", label=Tlp.GREEN)
class OwedCommitments(Command):
    """List what your State or agency owes: what it has undertaken, and the articles in force."""

    party: PartyCode | None = None
    """Of which State or agency? Otherwise your own."""

    def handle(self, call: Call, store: Store) -> Outcome:
        party = self.party or call.party
        if party is None:
            raise Wanting("U-35", "party", Said("commitment.owed_by_whom"))
        made = _seen_of(call, store, still_to_do(store, call.group.id, party))
        before = _seen_of(call, store, store.commitments.done(call.group.id, party, LOOKED_AT))
        duties = duties_of(call, store, party, [*reversed(before), *made])
        lines = [*_agreed(duties, store), *_rest(made, duties, store)]
        more = (Said("commitment.owed_more", n=len(lines) - SHOWN),) if len(lines) > SHOWN else ()
        open_ = [one for one in duties if one.taken is None]
        own = any(hat.party == party and hat.role in SPEAKERS for hat in call.hats)
        if not lines and not own:  # there may be some that others see
            return Outcome(Page(Said("commitment.none")))
        shown = [*made, *(one.taken for one in duties if one.taken)]
        labels = [i.label for one in shown if (i := above(store, one))]
        key = "commitment.owed" if lines else "commitment.owed_nothing"
        said = Said(key, party=named(party, call.group.id, store), n=len(made), m=len(open_))
        page = Page(said, (*lines[:SHOWN], *more), take_up(open_) if own else ())
        return Outcome(page, shows=Tlp.highest((Tlp.GREEN, *labels)))


def _seen_of(call: Call, store: Store, found: list[Commitment]) -> list[Commitment]:
    """Those of them that the speaker may read."""
    pairs = ((one, above(store, one)) for one in found)
    return [one for one, over in pairs if over and visible(store, call, one, over)]


def duties_of(call: Call, store: Store, party: str, made: list[Commitment]) -> list[Duty]:
    """The articles in force that a party owes, with what it has undertaken, or done, on each.

    None of an agreement of which the speaker is not told what was undertaken.
    """
    sources = {(s.of, s.place): one for one in made if (s := one.promise.source)}
    here = (a for a in store.directory.agreements() if a.group == call.group.id)
    on = {a.id: a for a in here if told_duties(store, call, a)}
    day = today(call)
    return [
        Duty(on[one.agreement], one, sources.get((one.agreement, one.number)))
        for one in store.directory.articles()
        if one.agreement in on
        and on[one.agreement].in_force(day)
        and one.owed_by(party, on[one.agreement])
    ]


def take_up(open_: list[Duty]) -> tuple[Button, ...]:
    """The first articles that wait to be taken up."""
    return tuple(
        Button(
            Said("commitment.act.take", place=one.article.number, title=one.agreement.title),
            f"commitment take {one.agreement.id} {one.article.number}",
        )
        for one in open_[:OFFERED]
    )


def in_force(agreement: Agreement) -> Said:
    """From when until when it is in force."""
    key = "until" if agreement.until else "since"
    return Said(
        f"commitment.force.{key}",
        title=agreement.title,
        of=agreement.id,
        since=agreement.since,
        until=agreement.until,
    )


def _agreed(duties: list[Duty], store: Store) -> Iterator[Said]:
    """The articles, each under its agreement."""
    before = ""
    for one in duties:
        if one.agreement.id != before:
            yield in_force(one.agreement)
        before = one.agreement.id
        yield _article(one, store)


def _article(one: Duty, store: Store) -> Said:
    article = one.article
    strength = Said(f"strength.{article.strength.value}")
    if one.taken is not None:
        taken = line(one.taken, store)
        return Said("commitment.duty.taken", place=article.number, strength=strength, line=taken)
    recurs = "recurs" if article.every else "once"
    every = Said(f"every.{article.every.value}") if article.every else None
    return Said(
        f"commitment.duty.{recurs}",
        place=article.number,
        strength=strength,
        duty=article.duty,
        every=every,
    )


def _rest(made: list[Commitment], duties: list[Duty], store: Store) -> Iterator[Said]:
    """What rests on no article in force, by what it rests on."""
    shown = {one.taken.id for one in duties if one.taken}
    groups: dict[str, list[Commitment]] = {}
    for one in made:
        if one.id not in shown:
            groups.setdefault(_heading(one), []).append(one)
    for title, several in sorted(groups.items(), key=lambda group: group[0] == ""):
        yield Said("commitment.rests_on", title=title) if title else Said("commitment.by_itself")
        yield from (line(one, store) for one in several)


def _heading(made: Commitment) -> str:
    source = made.promise.source
    if source is None:
        return ""
    return shortened(source.title) or source.of


COMMANDS: tuple[type[Command], ...] = (OwedCommitments,)
