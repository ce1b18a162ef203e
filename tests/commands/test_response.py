"""Common responses: proposed with their parts, amended, withdrawn, accepted."""

from __future__ import annotations

from datetime import date

import pytest

from bot.rehearse.drill import Drill, words
from coordination.response.parts import Assistance, Direction, Message, Suspension, Unification
from coordination.response.stage import Stage
from tests.commands.deciding import (
    SUSPEND,
    consulted,
    done,
    newest,
    proposed,
    put,
    refused,
    response_of,
    stage_of,
)


@pytest.mark.rule("T-43")
async def test_a_suspension_gets_its_lift_criterion_and_review_date(drill: Drill) -> None:
    made = await proposed(drill)
    parts = (await response_of(drill, made)).parts
    assert isinstance(parts, Suspension)
    assert parts.towards == "XV"
    assert parts.lift_criterion == "until it has addressed the illicit practice(s)"
    assert parts.review_on == date(2026, 9, 9)
    assert await stage_of(drill, made) == "response_proposed"


@pytest.mark.rule("T-41", "T-42", "T-44")
@pytest.mark.parametrize(
    ("verb", "line", "kind"),
    [
        ("message", f"{SUSPEND}, please", Message),
        ("unify", f"IP-FEE {SUSPEND}", Unification),
        ("assist", f"offered AU {SUSPEND}", Assistance),
    ],
)
async def test_each_type_has_its_own_parts(drill: Drill, verb: str, line: str, kind: type) -> None:
    made = await proposed(drill, line, verb)
    assert isinstance((await response_of(drill, made)).parts, kind)
    card = next(text for text in drill.texts("draft") if text.startswith("📄"))
    assert made["response"] in card


@pytest.mark.performs("response propose")
@pytest.mark.rule("T-24")
async def test_before_the_state_is_informed_a_proposal_is_a_draft_with_a_reason(
    drill: Drill,
) -> None:
    opened = await done(drill, "nl1", "draft", "incident open XV both Birth certificates")
    incident = opened.made["incident"]
    asked = await drill.say("au1", "draft", f"response suspend {incident} Pause new adoptions")
    assert asked is not None
    assert (asked.outcome, "Not informed yet: Valdora" in words(asked)) == ("asked", True)
    kept = await done(drill, "au1", "direct", "New files arrive every week")
    made = kept.made["response"]
    assert f"incident inform {incident} state=XV" in words(kept)
    assert not [text for text in drill.texts("draft") if made in text]
    hidden = await refused(drill, "nl1", "direct", f"response show {made}")
    nowhere = await refused(drill, "nl1", "direct", "response show RES-3JZ9J6GMB")
    assert hidden[0] == nowhere[0]
    await done(drill, "nl1", "draft", f"incident inform {incident} state=XV We saw this.")
    early, _ = await refused(drill, "au1", "draft", f"response propose {made}")
    assert early == "stage"
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    line = f"response propose {made} new=pause ongoing=continue reason=urgent"
    await done(drill, "au1", "draft", line)
    assert any(made in text for text in drill.texts("draft"))


@pytest.mark.rule("T-38", "T-32")
async def test_what_a_rule_wants_first_is_asked_one_by_one_and_then_it_goes_on(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    asked = await drill.say("au1", "draft", f"response suspend {incident} Suspend new files")
    assert asked is not None
    assert (asked.outcome, "New adoptions" in words(asked)) == ("asked", True)
    again = await drill.say("au1", "direct", "3")
    assert again is not None
    assert "Adoptions in process" in words(again)
    under = await drill.say("au1", "direct", "2")
    assert under is not None
    assert "with which ones" in words(under)
    reason = await drill.say("au1", "direct", "Two officers read each file")
    assert reason is not None
    assert "lived experience" in words(reason)
    assert "in words" in (await refused(drill, "au1", "direct", "1"))[1]
    last = await done(drill, "au1", "direct", "It cannot wait.")
    shown = await done(drill, "nl1", "draft", f"response show {last.made['response']}")
    assert "New adoptions: they pause" in words(shown)
    assert "they continue with safeguards (Two officers read each file)" in words(shown)
    assert "It cannot wait." in words(shown)


@pytest.mark.rule("DR-26")
async def test_an_amendment_makes_a_new_version_and_the_same_text_is_none(drill: Drill) -> None:
    made = await proposed(drill)
    line = f"response amend {made['response']}"
    rule, _ = await refused(drill, "au1", "draft", f"{line} Suspend new adoptions")
    assert rule == "DR-26"
    await done(drill, "au1", "draft", f"{line} review=2026-06-01 Suspend new files")
    found = await response_of(drill, made)
    assert (found.version, found.title) == (2, "Suspend new files")
    assert "version 2" in newest(drill, "draft")


async def test_only_the_party_that_put_it_or_the_chair_changes_it(drill: Drill) -> None:
    made = await proposed(drill)
    for line in ("response amend {response} Other", "response withdraw {response} why"):
        rule, _ = await refused(drill, "co1", "draft", line.format(**made))
        assert rule == "mandate"


@pytest.mark.performs("response withdraw")
async def test_a_withdrawn_response_takes_the_incident_back_to_consultation(drill: Drill) -> None:
    made = await proposed(drill)
    await done(drill, "au1", "draft", f"response withdraw {made['response']} a better one comes")
    assert (await response_of(drill, made)).stage is Stage.WITHDRAWN
    assert await stage_of(drill, made) == "consultation"
    assert "a better one comes" in newest(drill, "draft")


async def test_a_second_response_keeps_the_incident_where_it_is(drill: Drill) -> None:
    made = await proposed(drill)
    await done(drill, "fr1", "draft", f"response message {made['incident']} {SUSPEND}")
    await done(drill, "au1", "draft", f"response withdraw {made['response']} one is enough")
    assert await stage_of(drill, made) == "response_proposed"


async def test_a_response_under_a_poll_is_not_withdrawn_over_it(drill: Drill) -> None:
    made = await put(drill)
    rule, said = await refused(
        drill, "au1", "draft", f"response withdraw {made['response']} changed my mind"
    )
    assert rule == "stage"
    assert made["poll"] in said


@pytest.mark.rule("DR-22")
async def test_the_state_that_receives_assistance_alone_decides_on_it(drill: Drill) -> None:
    made = await proposed(drill, f"offered AU {SUSPEND}", "assist")
    rule, _ = await refused(drill, "anouk", "draft", f"poll open {made['response']}")
    assert rule == "DR-22"
    rule, _ = await refused(drill, "co1", "draft", f"response accept {made['response']}")
    assert rule == "DR-22"
    await done(drill, "xv1", "direct", f"response accept {made['response']}")
    assert (await response_of(drill, made)).stage is Stage.ADOPTED
    assert await stage_of(drill, made) == "adopted"


@pytest.mark.rule("T-27", "DR-22")
async def test_assistance_is_asked_for_before_the_consultation_and_beside_what_is_adopted(
    drill: Drill,
) -> None:
    line = "incident open XV past practices=IP-DOC now=yes Two certificates with one number"
    incident = (await done(drill, "nl1", "draft", line)).made["incident"]
    early = await done(drill, "co1", "draft", f"response assist {incident} offered CO {SUSPEND}")
    assert f"incident inform {incident} state=XV" in words(early)
    assert not [text for text in drill.texts("draft") if early.made["response"] in text]
    await done(drill, "nl1", "draft", f"incident inform {incident} Certificates share a number")
    asked = f"response assist {incident} requested CO reason=none Help with the register"
    first = await done(drill, "xv1", "direct", asked)
    assert await stage_of(drill, {"incident": incident}) == "state_informed"
    await done(drill, "xv1", "direct", f"response accept {first.made['response']}")
    assert await stage_of(drill, {"incident": incident}) == "state_informed"
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    second = await done(drill, "xv1", "direct", asked)
    await done(drill, "xv1", "direct", f"response accept {second.made['response']}")
    assert await stage_of(drill, {"incident": incident}) == "adopted"
    line = f"response message {incident} reason=none We ask Valdora to review its practice"
    await done(drill, "au1", "draft", line)
    assert await stage_of(drill, {"incident": incident}) == "adopted"


@pytest.mark.rule("T-44", "DR-22")
async def test_assistance_is_offered_by_who_gives_it_and_asked_for_by_who_receives_it(
    drill: Drill,
) -> None:
    line = f"response assist {await consulted(drill)}"
    rest = SUSPEND
    rule, said = await refused(drill, "au1", "draft", f"{line} requested CO {rest}")
    assert (rule, f"{line} offered AU" in said) == ("T-44", True)
    assert "Only Valdora itself asks" in said
    rule, _ = await refused(drill, "au1", "draft", f"{line} offered CO {rest}")
    assert rule == "T-44"
    for who, room, way, direction in (
        ("co1", "draft", "offered", Direction.OFFERED),
        ("xv1", "direct", "requested", Direction.REQUESTED),
        ("anouk", "draft", "requested", Direction.REQUESTED),
    ):
        made = (await done(drill, who, room, f"{line} {way} CO {rest}")).made
        parts = (await response_of(drill, made)).parts
        assert isinstance(parts, Assistance)
        assert (parts.direction, parts.provider, parts.recipient) == (direction, "CO", "XV")


@pytest.mark.rule("DR-22")
async def test_a_state_does_not_propose_a_measure_towards_itself(drill: Drill) -> None:
    incident = await consulted(drill)
    rule, _ = await refused(drill, "xv1", "direct", f"response suspend {incident} {SUSPEND}")
    assert rule == "DR-22"


@pytest.mark.rule("T-10")
async def test_a_proposal_does_not_enter_a_room_below_its_label(drill: Drill) -> None:
    incident = await consulted(drill)
    rule, said = await refused(
        drill, "au1", "slack-coord", f"response suspend {incident} {SUSPEND} of Ayla"
    )
    assert rule == "T-10"
    assert "Ayla" not in said


async def test_whoever_may_not_see_it_hears_what_is_said_of_nothing(drill: Drill) -> None:
    made = await proposed(drill)
    line = f"response show {made['response']}"
    for person in ("iss1", "rita", "emb-fr", "op1"):
        rule, said = await refused(drill, person, "direct", line)
        assert (rule, said.splitlines()[0]) == (
            "not_found",
            f"There is nothing with the id {made['response']} that you can see.",
        )
        _, unknown = await refused(drill, person, "direct", "response show RES-000000000")
        assert unknown.replace("RES-000000000", made["response"]) == said


@pytest.mark.rule("T-41")
async def test_a_procedure_typed_without_its_practice_is_kept_and_asked_for_it(
    drill: Drill,
) -> None:
    incident = await consulted(drill)
    text = "Each authority compares the register before it sends a file"
    asked = await drill.say("au1", "direct", f"response unify {incident} reason=urgent {text}")
    assert asked is not None
    assert "Which practice is it against?" in words(asked)
    last = await drill.say("au1", "direct", "4")
    assert last is not None
    assert last.outcome == "done", words(last)
    assert text in words(last)
