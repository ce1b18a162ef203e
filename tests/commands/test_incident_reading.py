"""Lists, finding and the brief, each cut to its reader."""

from __future__ import annotations

import re

import pytest

from bot.rehearse.drill import Drill, words
from commands.incident_reading.listing import _NOUNS, PAGE
from commands.table import FORMS
from coordination.ids import identifier
from tests.commands.deciding import consulted, done, refused
from tests.commands.test_commitment import DUE, opened, said


@pytest.mark.rule("DR-22", "T-33")
async def test_whoever_may_not_see_an_incident_finds_nothing(drill: Drill) -> None:
    id = await opened(drill)
    for who, room in (("xv1", "direct"), ("emb-ca", "embassies"), ("iss1", "direct")):
        for line in ("incident list", "find birth certificates", "find Valdora"):
            shown = words(await said(drill, who, room, line))
            assert id not in shown
            assert "More" not in shown
        for line in (f"incident show {id}", f"incident brief {id}", f"find {id}"):
            done = await said(drill, who, room, line)
            assert (done.outcome, done.rule) == ("refused", "not_found")


async def test_words_states_and_practices_find_an_incident(drill: Drill) -> None:
    id = await opened(drill)
    for text in ("certificates BIRTH", "Valdora", "xv", "ip-doc", id.lower()):
        assert id in words(await said(drill, "nl1", "draft", f"find {text}")), text
    for text in ("certificat", "birth fees", "Italy", "IP-FEE"):
        assert id not in words(await said(drill, "nl1", "draft", f"find {text}")), text


@pytest.mark.performs("find", "incident correct")
async def test_a_corrected_title_is_found_by_its_new_words_alone(drill: Drill) -> None:
    id = await opened(drill)
    done = await said(drill, "nl1", "draft", f"incident correct {id} Fees for copies")
    assert done.outcome == "done", words(done)
    assert id in words(await said(drill, "nl1", "draft", "find copies"))
    assert id not in words(await said(drill, "nl1", "draft", "find certificates"))


async def test_a_long_list_goes_on_where_it_ended(drill: Drill) -> None:
    made = [await opened(drill) for _ in range(PAGE + 1)]
    first = await said(drill, "nl1", "draft", "incident list state=XV")
    assert first.page is not None
    [more] = first.page.buttons
    rest = words(await said(drill, "nl1", "draft", more.line))
    shown = words(first) + rest
    assert all(id in shown for id in made)
    assert [id in rest for id in made].count(True) == 1
    assert "More" not in rest


async def test_a_list_looks_past_what_lacks_one_of_its_marks(drill: Drill) -> None:
    wanted = await opened(drill)
    await said(drill, "nl1", "draft", f"incident correct {wanted} practices=IP-FEE Fees")
    for _ in range(PAGE + 1):
        await opened(drill)
    shown = words(await said(drill, "nl1", "draft", "incident list state=XV practice=IP-FEE"))
    assert wanted in shown
    assert "More" not in shown


@pytest.mark.performs("incident list")
async def test_the_list_is_narrowed_by_stage_and_practice(drill: Drill) -> None:
    id = await opened(drill)
    listed = "incident list stage=suspected practice=IP-DOC"
    assert id in words(await said(drill, "nl1", "draft", listed))
    assert id not in words(await said(drill, "nl1", "draft", "incident list stage=closed"))
    wrong = await said(drill, "nl1", "draft", "incident list stage=suspectd")
    assert (wrong.outcome, wrong.rule) == ("refused", "form")
    assert "suspected" in words(wrong)


@pytest.mark.performs("incident brief")
async def test_the_brief_says_what_happened_and_who_does_what(drill: Drill) -> None:
    id = await opened(drill)
    report = (await said(drill, "ca1", "draft", f"incident report {id} Two alike")).made["report"]
    await said(drill, "it1", "draft", f"commitment offer {id} {DUE} Pause new files")
    shown = words(await said(drill, "fr1", "draft", f"incident brief {id}"))
    first, *_, last = [line for line in shown.splitlines() if not line.startswith("→")]
    assert first.endswith(f": where it stands · {id}")
    assert last.startswith("This group's authorities only")
    for part in ("Valdora", "suspected", "2 reports", report, "1 commitment", "Pause new files"):
        assert part in shown
    assert "Two alike" not in shown


async def test_the_checklist_follows_the_practices(drill: Drill) -> None:
    id = await opened(drill)
    shown = words(await said(drill, "nl1", "draft", f"incident checklist {id}"))
    assert "Forged or falsified documents" in shown
    assert shown.count("•") >= 3


@pytest.mark.rule("DR-22", "T-33")
async def test_nothing_is_found_by_its_id_that_is_not_shown(drill: Drill) -> None:
    incident = await consulted(drill)
    await done(drill, "xv1", "direct", f"incident stance {incident} disputes It is not so.")
    lines = {
        "action": f"action announce {incident} continues now=yes",
        "plan": f"plan open {incident} 2026-12-31T15:00Z Registry",
        "commitment": f"commitment offer {incident} 2026-06-01 We check files",
        "meeting": f"meeting propose {incident} 2026-03-25..2026-03-27 invite=NL,FR,CA Caucus",
        "report": f"incident report {incident} Two with the same number.",
    }
    for noun, line in lines.items():
        made = await done(drill, "anouk" if noun == "meeting" else "nl1", "draft", line)
        id = made.made[noun]
        find, show = f"find {id}", f"{noun} show {id}"
        assert (await refused(drill, "xv1", "direct", find))[0] == "not_found", noun
        if noun not in ("action", "report"):
            assert (await refused(drill, "xv1", "direct", show))[0] == "not_found", noun
        await done(drill, "it1" if noun != "meeting" else "ca1", "direct", find)
    shown = words(await done(drill, "it1", "direct", f"find {incident}"))
    assert incident in shown


@pytest.mark.rule("DR-22", "T-33")
async def test_what_may_not_be_seen_is_looked_for_as_what_is_not_there(drill: Drill) -> None:
    async def told(line: str) -> str:
        """The answer to Valdora, with the id taken out."""
        return re.sub(r"[A-Z]{3}-[0-9A-Z]{9}", "…", words(await said(drill, "xv1", "direct", line)))

    kinds = ("INC", "RES")
    nothing = [await told(f"find {_never(kind)}") for kind in kinds]
    lists = ("incident list", "incident list mine=yes", "poll list", "find XV", "find IP-DOC")
    empty = [await told(line) for line in lists]
    incident = await opened(drill)
    ready = "now=yes reason=urgent new=pause ongoing=pause Pause"
    await done(drill, "anouk", "draft", f"incident consult {incident} caucus=risk")
    response = (await done(drill, "au1", "draft", f"response suspend {incident} {ready}")).made
    made = (incident, response["response"])
    assert [await told(f"find {id}") for id in made] == nothing
    assert [await told(line) for line in lists] == empty


def _never(kind: str) -> str:
    """A well-written id that names nothing."""
    return next(id for n in range(40) if (id := identifier(kind, n)))


def test_what_is_found_by_its_id_can_be_shown() -> None:
    assert {f"{noun} show" for noun in _NOUNS.values()} <= FORMS.keys()
