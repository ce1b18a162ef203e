"""Whatever happens in a poll, its certificate tells enough to count the same again (C20)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from commands.certificate.made import plain
from coordination.parties import Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.certificate import Recorded, parts
from coordination.poll.count import tally
from coordination.poll.course import after_vote, amend, close
from coordination.poll.decide import decide
from coordination.poll.interest import aside
from coordination.poll.leaving import left
from coordination.poll.letter import LetterChannel, confirm, enter
from coordination.poll.receipt import attested, entered, received
from coordination.poll.record import Accredited, Poll
from coordination.poll.recount import agrees, recount
from coordination.poll.referendum import confirmed, due, ended
from coordination.poll.reread import reread
from coordination.poll.rule import TWO_THIRDS, Ratio, Rule, VoteBasis
from coordination.poll.second import lapsed
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, Vote
from coordination.refused import Refused
from coordination.text import fingerprint
from tests.coordination.polls import CLOSES, FIRST, OPENED, OTHERS, SECOND, ballot, hat, poll

ANNOUNCED = CLOSES + timedelta(minutes=5)
LATER = CLOSES + timedelta(days=14)
MEMBERS = ("FR", "IT", "NL")
EU = hat(None, Role.OBSERVER, organisation="EU", person="eu1", id="observer-EU")
ACTS = (
    *("vote", "vote", "vote", "provisional", "object", "organisation", "letter", "lapsed_letter"),
    *("receipt", "note", "aside", "withdrawn", "suspended"),
)
CHOICE = st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING])
MOSTLY = st.sampled_from([Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.ABSTAIN])
ACT = st.tuples(st.sampled_from(ACTS), st.sampled_from(OTHERS), CHOICE)


@dataclass
class Course:
    """A poll with everything that is done in it, by the rules: what they refuse is not done."""

    poll: Poll
    votes: list[Vote] = field(default_factory=list)
    seq: int = 10

    def act(self, kind: str, party: str, answer: Answer) -> None:
        if self.poll.stage is not Stage.OPEN:
            return
        self.seq += 2
        at = OPENED + timedelta(minutes=self.seq)
        acts: dict[str, Callable[[], None]] = {
            "vote": lambda: self.vote(party, answer, at),
            "provisional": lambda: self.vote(party, answer, at, provisional=True),
            "object": lambda: self.vote(party, Answer.OBJECT, at),
            "organisation": lambda: self.vote("EU", answer, at),
            "letter": lambda: self.letter(party, answer, at),
            "lapsed_letter": lambda: self.letter(party, answer, at, lapses=True),
            "receipt": lambda: self.annex(received(self.poll, hat(party), at, self.seq, "matrix")),
            "note": lambda: self.note(party, at),
            "aside": lambda: self.annex(aside(self.poll, hat(party), at, self.seq, "Ours")),
            "withdrawn": lambda: self.leave(party, AnnexKind.WITHDRAWN, at),
            "suspended": lambda: self.leave(party, AnnexKind.SUSPENDED, at),
            "amend": lambda: self.amend(at),
        }
        with suppress(Refused):
            acts[kind]()

    def vote(self, party: str, answer: Answer, at: datetime, *, provisional: bool = False) -> None:
        said = ballot(answer, self.seq, at, fingerprint=self.poll.fingerprint)
        said = replace(said, ad_referendum=provisional)
        who = EU if party == "EU" else hat(party)
        self.keep(cast(self.poll, said, who, (), self.votes))

    def letter(self, party: str, answer: Answer, at: datetime, *, lapses: bool = False) -> None:
        said = ballot(answer, self.seq, at, fingerprint=self.poll.fingerprint)
        said = replace(said, sent_at=at - timedelta(minutes=1))
        came = enter(self.poll, party, LetterChannel.NOTE, "Note 1", said, FIRST)
        if lapses:
            self.annex(lapsed(self.poll, came, at, self.seq + 1))
        else:
            self.keep(confirm(self.poll, came, SECOND, at, self.votes))

    def note(self, party: str, at: datetime) -> None:
        since = at - timedelta(minutes=1)
        self.annex(
            entered(self.poll, party, LetterChannel.NOTE, since, "Note 2", FIRST, at, self.seq)
        )
        waits = self.poll.annexes[-1]
        self.annex(attested(self.poll, waits, SECOND, at, self.seq + 1, agree=True))

    def leave(self, party: str, kind: AnnexKind, at: datetime) -> None:
        for n, who in enumerate(("sam", "kim")):
            self.annex(left(self.poll, party, kind, who, at, self.seq + n, "Note 3"))

    def amend(self, at: datetime) -> None:
        self.poll = amend(self.poll, fingerprint({"en": f"Text {self.seq}"}), at, {})

    def annex(self, made: Annex) -> None:
        self.poll = replace(self.poll, annexes=(*self.poll.annexes, made))

    def keep(self, vote: Vote) -> None:
        self.votes.append(vote)
        self.poll = after_vote(self.poll, vote)

    def end(self, capitals: dict[str, bool]) -> None:
        """It closes, and where it waits for capitals these are heard before it is over."""
        if self.poll.stage is not Stage.OPEN:
            return
        self.poll, _ = close(self.poll, self.votes, ANNOUNCED, 7)
        if self.poll.stage is not Stage.ADOPTED_AD_REFERENDUM:
            return
        self.poll = replace(self.poll, confirm_by=LATER)
        at = ANNOUNCED + timedelta(days=1)
        for n, (party, agrees_) in enumerate(capitals.items()):
            who = EU if party == "EU" else hat(party)
            with suppress(Refused):
                said = confirmed(self.poll, self.votes, who, at, 900 + n, agrees=agrees_)
                self.annex(said)
        final = due(self.poll, self.votes, LATER)
        assert final is not None
        self.poll = ended(self.poll, final, LATER, 7)


@st.composite
def polls(draw: st.DrawFn) -> Poll:
    """A poll by any rule, with any options."""
    rule = draw(st.sampled_from(Rule))
    on = poll(
        rule,
        basis=draw(st.sampled_from(VoteBasis)),
        ratio=Ratio(3, 5) if rule is Rule.QUALIFIED else TWO_THIRDS,
        second_vote_on_tie=draw(st.booleans()),
        then=draw(st.sampled_from([(), ("RES-2",), ("RES-2", "RES-3")])),
    )
    if draw(st.booleans()):
        kind = AnnexKind.COMPETENCE
        able = Annex(on.id, 1, kind, "", "sam", OPENED, other="EU", items=MEMBERS)
        stands = (*on.accredited, Accredited("EU", EU.id, EU.role))
        on = replace(on, annexes=(able,), accredited=stands)
    if rule.by_objection and rule is not Rule.SILENCE and draw(st.booleans()):
        live = Annex(on.id, 2, AnnexKind.ASKED, "", "anouk", OPENED, items=OTHERS)
        on = replace(on, annexes=(*on.annexes, live))
    return on


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Such a poll, and whatever is done in it until it is over."""
    made = Course(draw(polls()))
    if made.poll.rule is Rule.SILENCE and draw(st.booleans()):
        for party in OTHERS:
            made.act("receipt", party, Answer.YES)
    if draw(st.booleans()):
        made.act(*draw(ACT))
    ways = st.sampled_from(["vote", "vote", "provisional", "letter", "receipt"])
    for party in OTHERS:
        made.act(draw(ways), party, draw(MOSTLY))
    for act in draw(st.lists(ACT, max_size=6)):
        made.act(*act)
    if draw(st.integers(0, 9)) == 0:
        made.act("amend", "NL", Answer.YES)
        for party in OTHERS:
            made.act("vote", party, draw(MOSTLY))
    made.end(draw(st.dictionaries(st.sampled_from((*OTHERS, "EU")), st.booleans())))
    return made


@pytest.mark.rule("DR-02", "DR-04", "DR-06", "DR-09", "DR-13", "DR-16", "DR-21", "DR-24", "DR-33")
@settings(max_examples=150, deadline=None)
@over(courses(), st.randoms(use_true_random=False))
def test_what_a_certificate_tells_gives_the_same_outcome_under_every_rule(
    made: Course, mixed: object
) -> None:
    told = plain(parts(Recorded(made.poll, "", {}, tuple(made.votes), (), (), {}), LATER))
    on, votes = reread(told)
    shuffled = list(votes)
    mixed.shuffle(shuffled)  # type: ignore[attr-defined]
    for several in (votes, shuffled):
        assert agrees(on, several)
        again = recount(on, several)
        assert again is not None
        assert again.stage is made.poll.stage
        assert (on.number is not None) is (again.stage is Stage.ADOPTED)
        assert (
            plain(parts(Recorded(on, "", {}, tuple(several), (), (), {}), LATER))["sum"]
            == (told["sum"])
        )


@pytest.mark.rule("DR-16", "DR-20", "DR-21")
@settings(deadline=None)
@over(courses(), st.sampled_from(ACTS), st.sampled_from(OTHERS), CHOICE)
def test_nothing_that_is_done_when_it_is_over_changes_what_was_decided(
    made: Course, kind: str, party: str, answer: Answer
) -> None:
    before = recount(made.poll, made.votes)
    after = Course(replace(made.poll, stage=Stage.OPEN), list(made.votes), 20_000)
    after.act(kind, party, answer)
    if made.poll.stage is not Stage.BROKEN:
        over_ = replace(after.poll, stage=made.poll.stage, closed_at=made.poll.closed_at)
        if over_.version == made.poll.version:
            assert recount(over_, after.votes) == before
            assert tally(over_, after.votes) == tally(made.poll, made.votes)
            assert decide(over_, after.votes).stage is decide(made.poll, made.votes).stage
