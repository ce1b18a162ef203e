"""The lifecycles of an incident and a poll against the tables of the design (4.1, 4.2)."""

from __future__ import annotations

import pytest

from coordination.incident.stage import LIFECYCLE as INCIDENT
from coordination.incident.stage import Stage as Incident
from coordination.poll.stage import ENDS, FINAL, OVER
from coordination.poll.stage import LIFECYCLE as POLL
from coordination.poll.stage import Stage as Poll
from coordination.refused import Refused

C, P = Incident, Poll
_FACTS = {C.CONSULTATION: C.CONSULTATION, C.RESPONSE_PROPOSED: C.RESPONSE_PROPOSED}
OF_INCIDENTS: dict[str, dict[Incident, Incident]] = {
    "verify": {C.SUSPECTED: C.SUBSTANTIATED, **_FACTS},
    "dismiss": {C.SUSPECTED: C.UNFOUNDED},
    "inform": {C.SUSPECTED: C.STATE_INFORMED, C.SUBSTANTIATED: C.STATE_INFORMED, **_FACTS},
    "waive": {C.SUSPECTED: C.INFORM_WAIVED, C.SUBSTANTIATED: C.INFORM_WAIVED, **_FACTS},
    "stance": {C.STATE_INFORMED: C.STATE_INFORMED, **_FACTS},
    "consult": dict.fromkeys(
        (C.SUSPECTED, C.SUBSTANTIATED, C.STATE_INFORMED, C.INFORM_WAIVED), C.CONSULTATION
    ),
    "propose": {C.CONSULTATION: C.RESPONSE_PROPOSED},
    "adopt": {C.RESPONSE_PROPOSED: C.ADOPTED},
    "not_adopt": {C.RESPONSE_PROPOSED: C.CONSULTATION},
    "withdraw": {C.RESPONSE_PROPOSED: C.CONSULTATION},
    "enter_force": {C.ADOPTED: C.IN_FORCE},
    "review": {C.IN_FORCE: C.UNDER_REVIEW},
    "continue": {C.UNDER_REVIEW: C.IN_FORCE},
    "amend": {C.UNDER_REVIEW: C.RESPONSE_PROPOSED},
    "restore": {C.RESPONSE_PROPOSED: C.UNDER_REVIEW},
    "lift": {C.UNDER_REVIEW: C.LIFTED},
    "close": dict.fromkeys((C.LIFTED, C.STATE_INFORMED, C.ADOPTED, C.IN_FORCE), C.CLOSED),
    "reopen": {C.CLOSED: C.SUSPECTED},
    "announce": {stage: stage for stage in C},
}
ONLY_SO = ("dismiss", "consult", "enter_force", "review", "continue", "lift", "reopen")
"""Acts that the design lists whole; to the others later readings have added stages."""
NEVER = (
    ("verify", C.UNFOUNDED),
    ("propose", C.SUSPECTED),
    ("propose", C.STATE_INFORMED),
    ("adopt", C.CONSULTATION),
    ("adopt", C.CLOSED),
    ("close", C.SUSPECTED),
    ("close", C.RESPONSE_PROPOSED),
    ("close", C.UNDER_REVIEW),
    ("amend", C.ADOPTED),
)
_EXTENDED = ("vote", "object", "acknowledge", "reserve", "extend", "amend")
_ENDED = OVER - {P.ANNULLED}
OF_POLLS: dict[str, dict[Poll, Poll]] = {
    "freeze": {P.DRAFT: P.FROZEN},
    "announce": {P.FROZEN: P.ANNOUNCED},
    "open": {P.ANNOUNCED: P.OPEN},
    **{act: {P.OPEN: P.OPEN} for act in _EXTENDED},
    # An announced silence that a State contests is taken off before it opens (DR-08 a).
    "withdraw": dict.fromkeys((P.DRAFT, P.FROZEN, P.ANNOUNCED, P.OPEN), P.WITHDRAWN),
    "fall_back": {P.OPEN: P.WITHDRAWN},
    "adopt": {P.OPEN: P.ADOPTED},
    "reject": {P.OPEN: P.NOT_ADOPTED},
    "tie": dict.fromkeys((P.OPEN, P.ADOPTED_AD_REFERENDUM), P.TIE_NOT_ADOPTED),
    "lapse": dict.fromkeys((P.OPEN, P.ADOPTED_AD_REFERENDUM), P.LAPSED_NO_QUORUM),
    "adopt_ad_referendum": {P.OPEN: P.ADOPTED_AD_REFERENDUM},
    "break": {P.OPEN: P.BROKEN},
    "confirm": {P.ADOPTED_AD_REFERENDUM: P.ADOPTED},
    "leave_unconfirmed": {P.ADOPTED_AD_REFERENDUM: P.NOT_ADOPTED},
    "annul": dict.fromkeys(_ENDED, P.ANNULLED),
}


@pytest.mark.rule("DR-22", "T-24", "T-34")
@pytest.mark.parametrize("act", OF_INCIDENTS)
def test_an_incident_goes_where_the_design_says(act: str) -> None:
    for before, after in OF_INCIDENTS[act].items():
        assert INCIDENT.after(act, before) is after
    if act in ONLY_SO:
        for stage in set(C) - set(OF_INCIDENTS[act]):
            with pytest.raises(Refused):
                INCIDENT.after(act, stage)


@pytest.mark.parametrize(("act", "stage"), NEVER)
def test_an_incident_never_leaves_out_what_must_come_before(act: str, stage: Incident) -> None:
    with pytest.raises(Refused) as no:
        INCIDENT.after(act, stage)
    assert no.value.rule == "stage"


@pytest.mark.rule("DR-08", "DR-09", "DR-10", "DR-12", "DR-13", "DR-34")
@pytest.mark.parametrize("stage", Poll)
def test_a_poll_goes_where_the_design_says_and_nowhere_else(stage: Poll) -> None:
    assert set(POLL.acts) == set(OF_POLLS)
    for act, table in OF_POLLS.items():
        if stage in table:
            assert POLL.after(act, stage) is table[stage]
        else:
            with pytest.raises(Refused):
                POLL.after(act, stage)


@pytest.mark.rule("DR-13")
def test_every_outcome_has_its_act_from_the_closing_and_after_the_capitals() -> None:
    for outcome, act in ENDS.items():
        assert POLL.after(act, P.OPEN) is outcome
    for outcome in (P.ADOPTED, P.NOT_ADOPTED, P.TIE_NOT_ADOPTED, P.LAPSED_NO_QUORUM):
        assert POLL.after(FINAL[outcome], P.ADOPTED_AD_REFERENDUM) is outcome


@pytest.mark.parametrize("stage", Incident)
@pytest.mark.parametrize("act", OF_INCIDENTS)
def test_what_leads_to_an_act_ends_where_it_is_listed(act: str, stage: Incident) -> None:
    among, steps = set(INCIDENT.acts) - {"lapse"}, 0
    while act not in INCIDENT.possible(stage):
        ways = INCIDENT.towards(act, stage, among)
        assert ways, (act, stage)
        stage, steps = INCIDENT.after(ways[-1], stage), steps + 1
        assert steps <= len(C)


def test_nothing_leads_on_by_an_act_that_is_left_out() -> None:
    assert INCIDENT.towards("reopen", C.UNDER_REVIEW, {"lift", "close"}) == ("lift",)
    assert INCIDENT.towards("reopen", C.UNDER_REVIEW, {"lift"}) == ()
    assert INCIDENT.towards("close", C.SUSPECTED, {"dismiss", "inform"}) == ("dismiss", "inform")
