"""What a rule that replaces a silence takes over from it (DR-34)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coordination.parties import Role
from coordination.poll.annex import Annex, AnnexKind
from coordination.poll.delegation import may_be_asked, may_deputise
from coordination.poll.falling_back import still_needed, taken_over
from coordination.poll.leaving import departed
from coordination.poll.procedure import was_challenged
from coordination.poll.record import Excluded
from coordination.poll.regional import members
from coordination.poll.rule import Rule
from coordination.poll.vote import Answer, Vote
from coordination.refused import Refused
from tests.coordination.polls import CLOSES, OPENED, TEXT, acknowledged, hat, poll


def annex(kind: AnnexKind, party: str, person: str, seq: int, **more: Any) -> Annex:
    return replace(Annex("POL-1", seq, kind, party, person, OPENED), **more)


@pytest.mark.rule("DR-34")
def test_once_every_state_is_reached_there_is_nothing_to_fall_back_from() -> None:
    silence = poll(Rule.SILENCE)
    still_needed(silence, ("PH",))
    with pytest.raises(Refused) as no:
        still_needed(silence, ())
    assert no.value.rule == "DR-34"


@pytest.mark.rule("DR-21", "DR-23", "DR-24", "DR-34")
def test_conflicts_competences_and_departures_stand_in_the_poll_that_follows() -> None:
    made = (
        annex(AnnexKind.RECUSED, "FR", "fr1", 1),
        annex(AnnexKind.RECUSED, "AU", "au1", 2, at=CLOSES),
        annex(AnnexKind.INTEREST, "CA", "ca1", 3),
        annex(AnnexKind.CHALLENGED, "NL", "nl1", 4, other="IT"),
        annex(AnnexKind.COMPETENCE, "", "sec1", 5, other="org", items=("CO", "IL")),
        annex(AnnexKind.WITHDRAWN, "PH", "sec1", 6),
        annex(AnnexKind.WITHDRAWN, "PH", "anouk", 7),
    )
    silence = acknowledged(poll(Rule.SILENCE), ("NL", "IT"))
    silence = replace(silence, annexes=(*silence.annexes, *made))
    after = taken_over(replace(poll(), id="POL-2", opened_at=CLOSES), silence)
    assert after.excluded == (Excluded("XV"), Excluded("FR", "DR-23"))
    assert {one.about for one in after.annexes} == {"POL-2"}
    assert not [one for one in after.annexes if one.kind is AnnexKind.RECEIVED]
    assert departed(after) == ("PH",)
    assert members(after, "org") == ("CO", "IL")
    was_challenged(after, "IT")
    assert [one.party for one in after.annexes if one.kind is AnnexKind.INTEREST] == ["CA"]


@pytest.mark.rule("DR-18", "DR-34")
def test_a_vote_left_to_the_alternate_stays_so_under_the_rule_that_follows() -> None:
    left = annex(AnnexKind.DELEGATED, "FR", "fr1", 1)
    brief = annex(AnnexKind.DELEGATED, "NL", "nl1", 2, until=CLOSES)
    back = (annex(AnnexKind.DELEGATED, "IT", "it1", 3), annex(AnnexKind.RECALLED, "IT", "it1", 4))
    silence = poll(Rule.SILENCE)
    silence = replace(silence, annexes=(*silence.annexes, left, brief, *back))
    after = taken_over(replace(poll(), id="POL-2", opened_at=CLOSES), silence)
    alternates = {
        one: may_be_asked(after, one, Role.ALTERNATE, CLOSES) for one in ("FR", "NL", "IT")
    }
    assert alternates == {"FR": True, "NL": False, "IT": False}
    alternate = hat("FR", Role.ALTERNATE, id="fr2:alternate")
    may_deputise(after, alternate, CLOSES, ())
    head = Vote("POL-2", 1, "FR", "fr1", "voter-FR", Answer.YES, TEXT, CLOSES, 9)
    with pytest.raises(Refused) as no:  # the head's own answer prevails there as well
        may_deputise(after, alternate, CLOSES, (head,))
    assert no.value.rule == "DR-18"


@pytest.mark.rule("DR-23")
def test_a_state_that_nobody_has_challenged_is_not_put_to_a_vote() -> None:
    challenge = annex(AnnexKind.CHALLENGED, "NL", "nl1", 1, other="IT")
    on = replace(poll(), annexes=(challenge,))
    was_challenged(on, "IT")
    with pytest.raises(Refused) as no:
        was_challenged(on, "NL")
    assert no.value.rule == "DR-23"
