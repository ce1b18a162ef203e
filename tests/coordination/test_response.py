"""Common responses: their parts, what is missing, what must stand, what their text is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.incident.incident import Timing
from coordination.refused import Refused
from coordination.response.parts import (
    Assistance,
    Basis,
    Direction,
    Implementing,
    Message,
    Other,
    Parts,
    ResponseType,
    Suspension,
    Unification,
)
from coordination.response.propose import (
    Circumstances,
    missing,
    months_later,
    offered,
    prefilled,
    proposed,
)
from coordination.response.record import Adoptions, Continuation, Proceeding, Response
from coordination.response.stage import Stage
from coordination.response.standing import (
    amended,
    ended,
    in_force,
    must_stand_at_adoption,
    unified,
    withdrawn,
)
from coordination.response.text import composed, mark, texts

TODAY = date(2026, 3, 27)
CRITERION = "until it has addressed the illicit practice(s)"
BARE = Suspension(towards="XV", scope="new adoptions")
WHOLE = Suspension(
    "XV", "new adoptions", CRITERION, date(2026, 6, 1), "case by case", (Basis("NL", "Act", "CA"),)
)
MESSAGE = Message("XV", "invites that State to review its practices", "We write …")
SINGLE = Unification("IP-FEE", "one fee", "equal and reasonable", (Implementing("NL", "Decree"),))
HELP = Assistance(Direction.REQUESTED, "CO", "XV", "registers")
CALM = Circumstances(Timing.PAST, informed=True, heard=True)


def response(parts: Parts = WHOLE, *continuations: Continuation) -> Response:
    return Response(
        id="RES-00000000X",
        group="ica",
        incident="INC-00000000X",
        title="Suspend new adoptions until birth records are re-verified",
        parts=parts,
        proposed_by="FR",
        proposed_at=datetime(2026, 3, 27, 10, tzinfo=UTC),
        continuations=continuations,
    )


def rules(of: Response, around: Circumstances = CALM) -> set[tuple[str, bool]]:
    return {(warning.rule, warning.asks) for warning in missing(of, around)}


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.rule


@pytest.mark.rule("T-40", "T-41", "T-42", "T-43", "T-44")
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (SINGLE, ResponseType.UNIFICATION),
        (MESSAGE, ResponseType.MESSAGE),
        (WHOLE, ResponseType.SUSPENSION),
        (HELP, ResponseType.ASSISTANCE),
        (Other("A visit", "None of the four is a visit."), ResponseType.OTHER),
    ],
)
def test_a_response_is_one_of_four_types_or_another_with_its_reason(
    parts: Parts, expected: ResponseType
) -> None:
    assert response(parts).type is expected
    assert rules(response(parts)) <= {("T-39", False)}


@pytest.mark.rule("T-40")
def test_another_type_without_a_reason_asks_for_one() -> None:
    assert rules(response(Other("A visit", " "))) == {("T-40", True)}


@pytest.mark.rule("T-43")
def test_a_suspension_is_prefilled_and_what_a_person_wrote_is_kept() -> None:
    filled = prefilled(BARE, TODAY, CRITERION)
    assert (filled.lift_criterion, filled.review_on) == (CRITERION, TODAY)
    assert prefilled(WHOLE, TODAY, "another") == WHOLE
    assert prefilled(BARE, None, "") == BARE


@pytest.mark.rule("T-43")
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 36))
def test_a_review_falls_in_the_right_month_and_never_after_the_day(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.rule("T-43")
def test_an_incomplete_suspension_is_proposed_with_reminders_and_refused_only_at_adoption() -> None:
    bare = proposed(response(BARE))
    assert bare.stage is Stage.PROPOSED
    said = {w.said.msgid for w in missing(bare, CALM) if w.rule == "T-43" and not w.asks}
    assert said == {
        f"response.missing.{part}"
        for part in ("lift_criterion", "review_on", "in_process", "bases")
    }
    assert refusal(lambda: must_stand_at_adoption(bare)) == "T-43"


@pytest.mark.rule("T-38", "T-43")
def test_cases_in_process_are_not_asked_for_where_adoptions_in_process_are_answered() -> None:
    answered = Continuation(Adoptions.IN_PROCESS, Proceeding.CONTINUE)
    said = {w.said.msgid for w in missing(response(BARE, answered), CALM)}
    assert "response.missing.in_process" not in said
    new = Continuation(Adoptions.NEW, Proceeding.PAUSE)
    said = {w.said.msgid for w in missing(response(BARE, new), CALM)}
    assert "response.missing.in_process" in said


@pytest.mark.rule("T-43")
@pytest.mark.parametrize(
    "parts", [replace(WHOLE, lift_criterion=" "), replace(WHOLE, review_on=None)]
)
def test_neither_the_lift_criterion_nor_the_review_date_may_be_empty_at_adoption(
    parts: Suspension,
) -> None:
    assert refusal(lambda: must_stand_at_adoption(response(parts))) == "T-43"


@pytest.mark.rule("T-24", "DR-22")
@pytest.mark.parametrize("parts", [WHOLE, MESSAGE])
def test_a_measure_addressed_to_a_state_needs_it_informed(parts: Parts) -> None:
    assert response(parts).addressed_to == "XV"
    assert refusal(lambda: must_stand_at_adoption(response(parts), informed=False)) == "T-24"


@pytest.mark.rule("T-24", "DR-22")
@pytest.mark.parametrize("parts", [SINGLE, HELP])
def test_what_is_addressed_to_no_state_stands_without(parts: Parts) -> None:
    must_stand_at_adoption(response(parts), informed=False)
    assert response(parts).addressed_to is None


@pytest.mark.rule("T-37", "T-38")
@pytest.mark.parametrize("timing", [Timing.ONGOING, Timing.BOTH])
def test_while_it_goes_on_new_and_pending_adoptions_each_need_an_answer(timing: Timing) -> None:
    around = replace(CALM, timing=timing)
    assert rules(response(), around) == {("T-38", True)}
    pause = Continuation(Adoptions.NEW, Proceeding.PAUSE)
    half = replace(response(), continuations=(pause,))
    assert [w.said.msgid for w in missing(half, around)] == ["response.warn.adoptions_in_process"]
    pending = Continuation(Adoptions.IN_PROCESS, Proceeding.WITH_SAFEGUARDS, words="re-verified")
    assert rules(replace(response(), continuations=(pause, pending)), around) == set()


@pytest.mark.rule("T-39")
def test_past_practices_bring_restorative_items_and_the_question_of_the_ongoing_risk() -> None:
    assert len(offered(Timing.PAST)) == 3
    assert offered(Timing.BOTH) == ()
    assert rules(response()) == {("T-39", False)}
    assert rules(response(replace(WHOLE, ongoing_risk="files still open"))) == set()


@pytest.mark.rule("T-24", "T-27", "T-32")
def test_proposing_too_early_is_warned_of_and_goes_on_with_a_reason() -> None:
    around = Circumstances(Timing.UNKNOWN, informed=False, heard=False, lacks_means=True)
    assert rules(response(), around) == {("T-24", True), ("T-32", True), ("T-27", True)}
    assert ("T-27", True) not in rules(response(HELP), around)
    assert proposed(response()).stage is Stage.PROPOSED


@pytest.mark.rule("DR-26")
@given(st.text(), st.text())
def test_the_same_parts_give_the_same_text_and_other_parts_another(one: str, two: str) -> None:
    first, again = response(replace(WHOLE, scope=one)), response(replace(WHOLE, scope=one))
    assert composed(first) == composed(again)
    other = response(replace(WHOLE, scope=two))
    assert (composed(first) == composed(other)) == (one == two)


@pytest.mark.rule("DR-26")
@given(st.text(min_size=1))
def test_words_cannot_move_from_one_part_into_another(words: str) -> None:
    one = response(replace(WHOLE, scope=words, in_process=""))
    two = response(replace(WHOLE, scope="", in_process=words))
    assert mark(one) != mark(two)


@pytest.mark.rule("DR-26")
def test_every_authentic_language_is_part_of_what_is_decided() -> None:
    both = replace(response(), translations=(("fr", "Suspendre …"),))
    assert set(texts(both)) == {"en", "fr"}
    assert mark(both) != mark(response())


@pytest.mark.rule("DR-26")
def test_an_amendment_is_a_new_version_and_changes_something() -> None:
    old = proposed(response())
    new = amended(old, replace(old, parts=replace(WHOLE, scope="new adoptions.")))
    assert (new.version, new.stage) == (2, Stage.PROPOSED)
    assert mark(new) != mark(old)
    assert refusal(lambda: amended(old, replace(old))) == "DR-26"


@pytest.mark.rule("DR-09", "DR-26")
def test_a_text_that_was_not_adopted_returns_only_changed() -> None:
    rejected = ended(proposed(response()), adopted=False)
    assert refusal(lambda: proposed(rejected)) == "stage"
    assert amended(rejected, replace(rejected, title="Another")).stage is Stage.PROPOSED


@pytest.mark.rule("DR-30")
def test_an_adopted_text_enters_into_force_on_its_day_with_a_states_commitment() -> None:
    adopted = ended(proposed(replace(response(), effective_on=TODAY)), adopted=True)
    assert in_force(adopted, TODAY, 0) is None
    assert in_force(adopted, date(2026, 3, 26), 4) is None
    standing = in_force(adopted, TODAY, 1)
    assert standing is not None
    assert standing.stage is Stage.IN_FORCE
    assert refusal(lambda: withdrawn(standing)) == "stage"


@pytest.mark.rule("T-41")
def test_a_procedure_is_unified_only_when_every_adopting_state_has_reported() -> None:
    assert unified(["NL", "IT"], ["IT", "NL", "FR"])
    assert not unified(["NL", "IT"], ["NL"])
    assert not unified([], ["NL"])
