"""Everything done by mistake has a way back, or is looked at before it is done (decision 13).

That a second look holds what it promises: `test_second_looks.py`.
"""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.line import Line, address
from commands.table import FORMS
from tests.commands.deciding import consulted, done, proposed, put, refused
from tests.commands.test_plan_sight import planned
from tests.commands.test_review_and_lift import PAUSE, in_force

SPOKEN = {words for words, form in FORMS.items() if not form.clockwork}
READS = {
    *("action compare", "action list", "answer", "board divergence", "board show"),
    *("clearance show", "commitment list", "commitment owed", "commitment show"),
    *("directory authority", "directory contact", "directory person", "directory show"),
    *("directory state", "directory terms", "directory waiting", "find", "help", "incident brief"),
    *(
        "incident checklist",
        "incident hearings",
        "incident list",
        "incident show",
        "incident signs",
    ),
    *(
        "meeting list",
        "meeting show",
        "menu",
        "message compare",
        "message list",
        "message show",
        "plan list",
    ),
    *("plan show", "poll certificate", "poll earliest", "poll list", "poll show", "poll verify"),
    *("response show", "room show", "sheet", "today", "whoami", "why"),
}
"""What changes nothing."""
NEITHER = {
    "incident consult": "the next act on nearly every incident; what was left out is still told",
    "incident dismiss": "chair and author agree: each is the other's second look",
    "incident entries": "asks what nobody must answer",
    "incident hold": "asks what nobody must answer",
    "incident release": "it is the second look at another's text",
    "poll object": "a second look could let a silence expire over an objection (DR-09)",
    "message object": "a second look could let a correction be sent over an objection",
    "poll close": "only once everybody has answered, and the answers stay",
    "poll begin": "its notice has run, or a meeting agreed that is named in the line",
    "poll acknowledge": "it says that a text has come, and binds to nothing",
    "poll reserve": "it breaks nothing, and is over with the silence",
    "poll leave": "a second person says the same before it counts",
    "poll attest": "it is the second person's look",
    "commitment countersign": "it is the second person's look",
    "directory confirm": "it is the second person's look; the register's file ends it",
}
"""What has neither, each with its reason (docs/decisions/0013)."""


def test_every_act_has_a_way_back_or_is_looked_at_before_or_a_reason_why_not() -> None:
    for name in sorted(SPOKEN):
        form = FORMS[name]
        ways = bool(form.back or form.anew or form.sure or form.preview)
        told = ways + (name in READS) + (name in NEITHER)
        assert told == 1, f"{name}: back, anew or sure in its declaration; or READS; or NEITHER"
    assert set(NEITHER) | READS <= SPOKEN


@pytest.mark.parametrize("name", sorted(name for name in SPOKEN if FORMS[name].back))
def test_what_takes_back_is_a_command_that_there_is_with_its_options(name: str) -> None:
    for text in FORMS[name].back:
        line = Line(text)
        form = address(line, FORMS)
        assert form is not None, text
        while option := line.option():
            assert form.field(option[0]), text
            line.take()
        assert not line.rest(), text


async def test_help_says_how_a_slip_is_mended(drill: Drill) -> None:
    pinned = words(await done(drill, "nl1", "direct", "help incident pin"))
    assert "`incident pin remove=yes` takes it back or mends it" in pinned
    ended = words(await done(drill, "nl1", "direct", "help action end"))
    assert "shown once more before it is done" in ended
    answered = words(await done(drill, "nl1", "direct", "help poll vote"))
    assert "mended by saying it once more" in answered


@pytest.mark.rule("DR-23")
async def test_asking_another_state_to_stand_aside_is_looked_at_before_it_is_told(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    line = f"poll challenge {poll} IT preview=yes Its agency is named"
    asked = await drill.say("fr1", "direct", line)
    assert asked is not None
    assert "Italy and the chair are told at once" in words(asked)
    assert not any("stand aside" in text for text in drill.texts("direct:it1"))
    assert asked.page is not None
    await done(drill, "fr1", "direct", asked.page.buttons[0].line)
    assert any("Its agency is named" in text for text in drill.texts("direct:it1"))


@pytest.mark.rule("DR-28")
async def test_a_sponsor_s_consent_is_looked_at_before_the_poll_ends(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "anouk", "draft", f"poll withdraw {made['poll']} for the roundtable")
    asked = await drill.say("au1", "direct", f"poll consent {made['poll']} yes preview=yes")
    assert asked is not None
    assert "count for nothing then" in words(asked)
    assert asked.page is not None
    assert (await done(drill, "au1", "direct", asked.page.buttons[0].line)).outcome == "done"
    assert (await refused(drill, "nl1", "direct", f"poll vote {made['poll']} yes"))[0] == "stage"


async def test_what_is_refused_is_named_by_its_own_act(drill: Drill) -> None:
    made = await proposed(drill, f"review=2026-06-01 {PAUSE}")
    line = f"response grounds {made['response']} Ministry Act 11"
    rule, said = await refused(drill, "nl1", "draft", line)
    assert (rule, "naming law and decider is not possible" in said) == ("stage", True)


async def test_what_is_said_anew_mends_what_was_said(drill: Drill) -> None:
    """The acts of which no other test says the same thing twice."""
    incident = await consulted(drill)
    for text in ("How are records kept?", "How are the records kept?"):
        await done(drill, "fr1", "draft", f"incident hear {incident} voices {text}")
    made = await in_force(drill)
    for law in ("Act 11", "Act 12"):
        await done(drill, "nl1", "draft", f"response grounds {made['response']} Ministry {law}")
    shown = words(await done(drill, "nl1", "draft", f"response show {made['response']}"))
    assert "Act 12" in shown
    assert "Act 11" not in shown
    plan = await planned(drill, incident)
    line = f"plan add {plan} by=IT due=2026-09-01T15:00Z Train the registrars"
    await done(drill, "nl1", "draft", line)
    await done(drill, "it1", "draft", f"plan decline {plan} 1 Not now")
    await done(drill, "it1", "draft", f"plan accept {plan} 1")


@pytest.mark.rule("U-35")
async def test_nobody_declines_or_has_done_what_names_nobody(drill: Drill) -> None:
    plan = await planned(drill, await consulted(drill))
    await done(drill, "nl1", "draft", f"plan add {plan} Train the registrars")
    for person, act in (("it1", "decline"), ("anouk", "decline"), ("anouk", "done")):
        rule, said = await refused(drill, person, "draft", f"plan {act} {plan} 1 Not now")
        assert rule == "U-35"
        assert "by which party or organisation" in said
