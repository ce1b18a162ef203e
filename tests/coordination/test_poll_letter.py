"""Positions from outside the platforms: two persons, evidence, and the party's last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coordination.parties import Credential, Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.cast import cast
from coordination.poll.count import counting
from coordination.poll.course import after_vote, amend
from coordination.poll.letter import LetterChannel, Position, confirm, enter, waiting
from coordination.poll.record import Poll
from coordination.poll.rule import Rule
from coordination.poll.stage import Stage
from coordination.poll.vote import Answer, How
from tests.coordination.polls import (
    CLOSES,
    FIRST,
    OPENED,
    SECOND,
    ballot,
    given,
    hat,
    poll,
    refusal,
)

HOUR = timedelta(hours=1)


def entered(on: Poll, party: str = "CO", evidence: str = "note 14/26", **changes: Any) -> Position:
    sent = {"at": OPENED + HOUR, "sent_at": OPENED, **changes}
    return enter(on, party, LetterChannel.NOTE, evidence, ballot(Answer.NO, 5, **sent), FIRST)


@pytest.mark.rule("DR-33")
def test_a_second_person_makes_a_letter_a_vote_and_the_record_shows_how_it_came() -> None:
    on = poll()
    vote = confirm(on, entered(on), SECOND, OPENED + 2 * HOUR)
    assert (vote.party, vote.how, vote.confirmed_by) == ("CO", How.LETTER, "kim")
    assert (vote.person, vote.evidence) == ("sam", "note 14/26")
    assert counting(on, [vote]) == {"CO": vote}


@pytest.mark.rule("DR-33")
@pytest.mark.parametrize(
    "credential",
    [FIRST, hat("CO"), hat(None, Role.OBSERVER), hat(None, Role.SECRETARIAT, group="another")],
)
def test_nobody_else_confirms_and_never_the_person_who_entered_it(credential: Credential) -> None:
    on = poll()
    assert refusal(lambda: confirm(on, entered(on), credential, OPENED + HOUR)) == "DR-33"


@pytest.mark.rule("DR-33")
def test_the_chairs_office_may_confirm() -> None:
    on = poll()
    chair = hat("NL", Role.CHAIR, person="anouk")
    assert confirm(on, entered(on), chair, OPENED + HOUR).confirmed_by == "anouk"


@pytest.mark.rule("DR-33")
def test_a_letter_needs_evidence_and_the_time_at_which_it_came() -> None:
    on = poll()
    assert refusal(lambda: entered(on, evidence=" ")) == "DR-33"
    assert refusal(lambda: entered(on, sent_at=None)) == "DR-33"
    assert refusal(lambda: entered(on, sent_at=OPENED + 2 * HOUR)) == "DR-33"


@pytest.mark.rule("DR-20", "DR-22", "DR-33")
def test_a_letter_gives_no_vote_to_a_party_that_has_none() -> None:
    assert refusal(lambda: entered(poll(), "XV")) == "DR-22"
    assert refusal(lambda: entered(poll(), "NZ")) == "DR-20"


@pytest.mark.rule("DR-16", "DR-33")
def test_what_the_party_sends_after_the_entry_prevails_over_the_letter() -> None:
    on = poll()
    position = entered(on)
    own = cast(on, ballot(Answer.YES, 6, at=OPENED + HOUR), hat("CO"))
    letter = confirm(on, position, SECOND, OPENED + 2 * HOUR)
    assert counting(on, [own, letter])["CO"] is own


@pytest.mark.rule("DR-16", "DR-33")
def test_a_letter_that_is_entered_late_does_not_undo_what_the_party_said_since_it_came() -> None:
    on = poll()
    own = cast(on, ballot(Answer.YES, 4, at=OPENED + HOUR / 2), hat("CO"))
    assert refusal(lambda: confirm(on, entered(on), SECOND, OPENED + HOUR, [own])) == "DR-33"
    assert waiting(on, [entered(on)], [own]) == ()
    came_later = entered(on, sent_at=OPENED + HOUR)
    assert counting(on, [own, confirm(on, came_later, SECOND, OPENED + HOUR, [own])])["CO"] != own


@pytest.mark.rule("DR-09", "DR-33")
def test_an_objection_that_had_come_stands_though_the_party_said_yes_before_it_was_entered() -> (
    None
):
    on = poll(Rule.CONSENSUS)
    own = cast(on, ballot(Answer.YES, 4, at=OPENED + HOUR / 2), hat("CO"))
    assert confirm(on, entered(on), SECOND, OPENED + HOUR, [own]).answer is Answer.NO


@pytest.mark.rule("DR-26", "DR-33")
def test_a_letter_on_an_older_text_is_not_confirmed() -> None:
    on = poll()
    position = entered(on)
    newer = amend(on, "1" * 64, OPENED + HOUR, {})
    old_words = amend(newer, on.fingerprint, OPENED + HOUR, {})
    assert refusal(lambda: confirm(newer, position, SECOND, OPENED + HOUR)) == "DR-26"
    assert refusal(lambda: confirm(old_words, position, SECOND, OPENED + HOUR)) == "DR-26"


@pytest.mark.rule("DR-09", "DR-11", "DR-33")
def test_an_objection_by_letter_breaks_silence_when_it_reached_the_secretariat_in_time() -> None:
    on = poll(Rule.SILENCE)
    minute = timedelta(minutes=1)
    position = entered(on, at=CLOSES + minute, sent_at=CLOSES - minute)
    vote = confirm(on, position, SECOND, CLOSES + 2 * minute)
    assert after_vote(on, vote).stage is Stage.BROKEN
    assert refusal(lambda: entered(on, at=CLOSES + minute, sent_at=CLOSES)) == "DR-09"


@pytest.mark.rule("DR-24", "DR-33")
def test_a_members_letter_counts_no_more_once_its_organisation_has_answered() -> None:
    kind, members = AnnexKind.COMPETENCE, ("CO", "FR")
    declared = Annex(poll().id, 1, kind, "", "sec1", OPENED, other="EU", items=members)
    on = replace(poll(), annexes=(declared,))
    position = entered(on)
    voice = replace(given(on, [Answer.YES])[0], party="EU", seq=9)
    assert refusal(lambda: confirm(on, position, SECOND, OPENED + 2 * HOUR, [voice])) == "DR-24"
    assert waiting(on, [position], [voice]) == ()
    assert waiting(on, [position]) == (position,)
