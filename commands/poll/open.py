"""Opening a poll: who decides, by which rule, until when; frozen from here on (DR-07, DR-17)."""

from __future__ import annotations

from dataclasses import replace

from commands.call import Call
from commands.declare import Command, command
from commands.incident.see import thing_of
from commands.incident.sight import read_by_all
from commands.incident.words import parties, plainly
from commands.kinds.ids import MeetingId, ResponseId
from commands.kinds.simple import Note
from commands.line import packed
from commands.outcome import Button, Outcome, Page
from commands.poll import at_home, ballot, before, clock, placing, substance, words
from commands.poll.card import its_card as poll_card
from commands.poll.closing import closing, noting
from commands.poll.see import Item
from commands.response import asked, lifting
from commands.response.card import cards as response_cards
from commands.response.course import dates_stand, must_stand, no_open_poll
from commands.response.see import Seen, seen
from commands.response.wording import nobody_named
from commands.wanting import Confirm
from coordination.instants import Deadline, read_deadline
from coordination.parties import Role, Terms
from coordination.poll.opening import opened
from coordination.poll.period import vote_long_enough
from coordination.poll.record import Excluded, Poll
from coordination.poll.rule import TWO_THIRDS, Ratio, Rule, VoteBasis
from coordination.poll.silence import long_enough
from coordination.refused import Refused
from coordination.response.parts import Assistance
from coordination.response.stage import LIFECYCLE
from coordination.response.standing import reviewed_in_time
from coordination.response.text import mark
from coordination.said import Said
from coordination.tlp import Tlp
from storage.store import Store

CHAIR = (Role.CHAIR, Role.COORDINATOR)


@command(
    "poll open",
    by=CHAIR,
    label=Tlp.GREEN,
    text=Tlp.AMBER_STRICT,
    asks=("closes", "rule"),
    back=("poll withdraw",),
)
class Open(Command):
    """Put a proposed response to the parties: each decides once, by one rule, until one instant."""

    response: ResponseId
    """Which response?"""

    closes: Deadline = read_deadline("5wd")
    """Until when? Such as 5wd: five working days in every capital."""

    rule: Rule | None = None
    """By which rule? Else the group's usual one."""

    basis: VoteBasis = VoteBasis.PRESENT_AND_VOTING
    """Of what is a qualified majority a share?"""

    ratio: str = ""
    """Which share does a qualified majority need, such as 3/4? Else the group's own."""

    meeting: MeetingId = MeetingId("")
    """Under silence: at which meeting was that agreed?"""

    notice: bool = False
    """Under silence: is notice given first, also where the group does without?"""

    fallback: Rule | None = None
    """Under silence: by which rule, if a State cannot be reached? Else the group's usual one."""

    again: bool = False
    """If it is a tie: may it be voted on once more, a day later at the earliest?"""

    exhausted: Note = Note("")
    """For a vote on substance: how was consensus sought in vain?"""

    def handle(self, call: Call, store: Store) -> Outcome:
        about = seen(call, store, self.response)
        may_be_put(call, store, about)
        poll = self.opened(call, store, about)
        calendars = clock.calendars(poll, store)
        if poll.rule is not Rule.SILENCE:
            with plainly(poll.group, store):
                vote_long_enough(poll, calendars, call.group.terms, self._line(poll.rule))
        if self.closes.to_confirm and not call.confirmed:
            line = f"{self._line(poll.rule)} closes={self.closes} now=yes"
            raise Confirm(Said("poll.confirm_closing", at=words.closes(poll, store)), line)
        found = Item(poll, about.incident, lambda: about.response)
        moved = closing(call, self.closes, poll.opened_at, calendars)
        notes = moved.said(poll.group, store)
        notes += lifting.lapses_first(store, about.response, poll.closes_at)
        if poll.rule is Rule.SILENCE:
            made = placing.put(call, store, found, self._way(call, store, about))
        else:
            store.polls.add(poll)
            made = announced(call, store, found)
        return noting(asked.at_opening(call, store, about, poll, made), notes)

    def opened(self, call: Call, store: Store, about: Seen) -> Poll:
        """The poll as it would be, with everything frozen; not kept yet. Raises `Refused`."""
        excluded = kept_apart(call, store, about)
        rule = self._rule(call, lifting.rule_before(store, about.response))
        calendars = clock.of_group(call.group, store, {x.party for x in excluded}, call.now)
        silent, terms = rule is Rule.SILENCE, call.group.terms
        start = self._way(call, store, about).opens if silent else call.now
        closes = closing(call, self.closes, start, calendars).at
        if silent:
            with plainly(call.group.id, store):
                long_enough(start, closes, calendars, terms, self._line(rule))
        draft = Poll(
            id=before.identity(store, about.response),
            group=call.group.id,
            response=about.response.id,
            incident=about.incident.id,
            rule=rule,
            fingerprint=mark(about.response),
            eligible=(),
            quorum=0,
            opened_at=start,
            closes_at=closes,
            sponsor=about.response.proposed_by,
            basis=self.basis,
            ratio=self._share(terms, rule),
            excluded=excluded,
            fallback=placing.default_fallback(self.fallback, Rule(terms.rule)) if silent else None,
            second_vote_on_tie=self.again,
        )
        return _frozen(call, store, about, draft, self.exhausted)

    def _share(self, terms: Terms, rule: Rule) -> Ratio:
        """That of the line, or the group's own for what it calls a qualified majority."""
        if self.ratio:
            return substance.ratio(self.ratio)
        used = (rule, self.fallback or Rule(terms.rule)) if rule is Rule.SILENCE else (rule,)
        return Ratio.of(terms.ratio) if Rule.QUALIFIED in used else TWO_THIRDS

    def _rule(self, call: Call, before: Rule | None) -> Rule:
        """The rule that was named, or by which what is lifted was adopted, or the group's."""
        return self.rule or before or Rule(call.group.terms.rule)

    def _way(self, call: Call, store: Store, about: Seen) -> placing.Placing:
        apart = {one.party for one in kept_apart(call, store, about)}
        calendars = clock.of_group(call.group, store, apart, call.now)
        return placing.placing(call, store, calendars, self.meeting, notice=self.notice)

    def _line(self, rule: Rule) -> str:
        """The line without its closing, to make a ready one."""
        words = [f"poll open {self.response} rule={rule.value}"]
        words += [f"meeting={self.meeting}"] if self.meeting else []
        words += ["notice=yes"] if self.notice else []
        words += [f"fallback={self.fallback.value}"] if self.fallback else []
        words += (
            [f"basis={self.basis.value}"] if self.basis is not VoteBasis.PRESENT_AND_VOTING else []
        )
        words += [f"ratio={self.ratio}"] if self.ratio else []
        words += ["again=yes"] if self.again else []
        words += [f"exhausted={packed(self.exhausted)}"] if self.exhausted else []
        return " ".join(words)


def _frozen(call: Call, store: Store, about: Seen, draft: Poll, efforts: str) -> Poll:
    """The poll, open, with what the terms of reference say, and what was declared before.

    What lifts a measure is put by the rule of that measure, whatever the terms say since.
    """
    lifting.same_rule_as_before(store, about.response, draft)
    if lifting.rule_before(store, about.response) is None:
        draft = substance.allowed(call, store, draft, efforts)
    dates_stand(call, about.response, draft.closes_at)
    hats = store.directory.credentials_of(call.group.id, call.now)
    draft = replace(draft, previous=_previous(store, about))
    by_terms = before.by_terms(draft, call.group.terms)
    return opened(before.carried(store, by_terms), call.group, hats)


def may_be_put(call: Call, store: Store, about: Seen) -> None:
    """Raises `Refused` when the response cannot be decided by a poll now."""
    response, incident = about.response, about.incident
    if isinstance(response.parts, Assistance):
        (recipient,) = parties((response.parts.recipient,), incident.group, store)
        said = Said("poll.recipient_decides", party=recipient)
        raise Refused("DR-22", said, (f"response show {response.id}",))
    LIFECYCLE.after("adopt", response.stage)
    read_by_all(incident)
    must_stand(response, incident)
    nobody_named(response, store)
    reviewed_in_time(response)
    no_open_poll(store, response)
    before.put_now(call, store, response)


def kept_apart(call: Call, store: Store, about: Seen) -> tuple[Excluded, ...]:
    """States concerned do not decide on a measure addressed to one of them (DR-22).

    Nor does one that does not take part, because it is not informed or seen to neglect it, nor
    one that stands aside (DR-23).
    """
    incident = about.incident
    partners = thing_of(store, incident).partners
    here = [code for code in incident.concerned if code in call.group.parties]
    addressed = about.response.addressed_to
    if addressed is not None:
        apart = {*here, addressed} & set(call.group.parties)
    else:
        apart = {code for code in here if code not in partners}
    found = tuple(Excluded(code) for code in sorted(apart))
    return before.excluded(store, about.response, call.group, found)


def _previous(store: Store, about: Seen) -> str | None:
    """The last poll on the same response, where an earlier text was put."""
    earlier = store.polls.on(about.response.id)
    return earlier[-1].id if earlier else None


def announced(call: Call, store: Store, found: Item) -> Outcome:
    """A poll by votes is open: every voter is asked in private."""
    poll, incident = found.poll, found.incident
    return Outcome(
        _reply(found, store),
        asks=ballot.asks(found, store, call.now),
        cards=(*response_cards(store, incident, found.response), poll_card(store, found)),
        made={"poll": poll.id},
        deadlines=(
            *clock.deadlines(poll, call.group, store),
            *at_home.asked(poll, store, call.now),
        ),
        shows=incident.label,
        about=incident.id,
    )


def _reply(found: Item, store: Store) -> Page:
    poll, lines = found.poll, [words.ruled(found, store), words.closes(found.poll, store)]
    if poll.concerned:
        lines.append(Said("poll.apart", parties=parties(poll.concerned, poll.group, store)))
    if poll.unrepresented:
        absent = Said("poll.unrepresented", parties=parties(poll.unrepresented, poll.group, store))
        lines.append(absent)
    title = Said("poll.opened", id=poll.id, n=len(poll.eligible))
    return Page(title, tuple(lines), (Button(Said("poll.act.show"), f"poll show {poll.id}"),))
