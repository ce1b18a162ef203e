"""App Home: my State's things first, each with the way to it, within Slack's limits."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.rehearse.drill import Drill, words
from bot.render.reader import Reader
from bot.slack.home import view
from commands.forming.home import home, offered
from coordination import ids
from coordination.incident.incident import Incident
from storage.store import Store
from tests.commands.deciding import CLOSES, done, put
from tests.commands.forming.filling import Hand
from tests.commands.incidents import opened
from tests.commands.messages import consulting, drafted, must
from tests.servers.contract import wrong

EMILY = "T0COMITY:U0CA1"
ANOUK = "T0COMITY:U0ANOUK"
READER = Reader(zone="America/Toronto", shared=False)


async def drawn(
    drill: Drill, account: str = EMILY, later: timedelta = timedelta()
) -> dict[str, Any]:
    """The page as Slack is told to show it."""

    def made(store: Store) -> dict[str, Any]:
        parts = home(store, "slack", account, drill.now + later)
        begin = offered(store, "slack", account, drill.now + later)
        return view(parts, begin, READER)

    page = await drill.runtime.database.run(made)
    assert wrong("views.publish", {"user_id": "U0CA1", "view": page}) == []
    return page


def under(page: dict[str, Any], heading: str) -> str:
    """What stands under the heading that begins so, buttons included."""
    found, there = [], False
    for block in page["blocks"]:
        if block["type"] == "header":
            there = block["text"]["text"].startswith(heading)
        elif there:
            found.append(json.dumps(block, ensure_ascii=False))
    return "\n".join(found)


def beside(page: dict[str, Any], words: str) -> dict[str, str]:
    """The buttons of the one thing that says these words: what they send, by what they say."""
    [at] = [n for n, block in enumerate(page["blocks"]) if words in str(block.get("text"))]
    thing, after = page["blocks"][at : at + 2]
    found = [thing["accessory"]] if "accessory" in thing else after["elements"]
    return {one["text"]["text"]: one["value"] for one in found}


def lines(page: dict[str, Any]) -> list[str]:
    """Every line that the page can send."""
    elements = [e for block in page["blocks"] for e in block.get("elements", ())]
    elements += [block["accessory"] for block in page["blocks"] if "accessory" in block]
    return [one["value"] for one in elements if one["type"] == "button"]


async def test_what_my_state_opened_or_reported_on_stands_there_and_the_rest_behind_a_button(
    drill: Drill,
) -> None:
    theirs = await opened(drill, "nl1")
    mine = await opened(drill, "ca1")
    told = await opened(drill, "nl1")
    await done(drill, "ca1", "draft", f"incident report {told} basis=fact now=yes A third one")
    shown = under(await drawn(drill), "Incidents · Canada")
    assert mine in shown
    assert told in shown
    assert theirs not in shown
    assert '"value": "incident list"' in shown


async def test_whoever_has_no_mandate_now_reads_that_and_no_empty_page(drill: Drill) -> None:
    page = await drawn(drill, later=timedelta(days=-40_000))  # not begun is like over
    assert "You hold no valid credential" in json.dumps(page)
    assert lines(page) == []


async def test_a_poll_says_whether_my_state_has_answered(drill: Drill) -> None:
    made = await put(drill)
    page = await drawn(drill)
    asked = beside(page, "your answer on")
    assert asked["Give our answer"].startswith(f"poll vote {made['poll']}")
    await done(drill, "ca1", "direct", f"poll vote {made['poll']} yes")
    shown = under(await drawn(drill), "Polls · Canada")
    assert "Canada has answered: yes" in shown
    assert f"poll show {made['poll']}" in shown


@pytest.mark.rule("DR-08")
async def test_under_silence_a_state_is_asked_for_its_receipt_alone(drill: Drill) -> None:
    made = await put(drill, "rule=silence", CLOSES + timedelta(days=3))
    asked = beside(await drawn(drill), "is under silence")
    assert asked["Confirm receipt"].startswith(f"poll acknowledge {made['poll']}")
    assert asked["Show"] == f"poll show {made['poll']}"
    await done(drill, "ca1", "direct", f"poll acknowledge {made['poll']} received")
    shown = json.dumps(await drawn(drill))
    assert "has not" not in shown
    assert "Confirm receipt" not in shown


async def test_the_answer_to_a_signature_stands_beside_what_is_asked(drill: Drill) -> None:
    message = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {message}")
    asked = beside(await drawn(drill), "will your State sign")
    assert asked["Sign, or not"].startswith(f"message answer {message}")
    assert asked["Show"] == f"message show {message}"


async def test_what_is_asked_or_due_stands_on_the_page_once_with_its_answer_and_its_way(
    drill: Drill,
) -> None:
    made = await put(drill)
    poll, incident = made["poll"], made["incident"]
    line = f"meeting propose {incident} 2026-03-26 invite=CA,FR band=06-24 Two of us"
    meeting = (await done(drill, "anouk", "draft", line)).made["meeting"]
    line = f"commitment offer {incident} 2026-03-12 now=yes Change the circular"
    soon = (await done(drill, "ca1", "draft", line)).made["commitment"]
    later = (await done(drill, "ca1", "draft", line.replace("03-12", "08-12"))).made["commitment"]
    page = await drawn(drill)
    for id in (poll, meeting, soon, later):
        told = [block for block in page["blocks"] if id in str(block.get("text"))]
        assert len(told) == 1, id
    assert beside(page, "your answer on") == {
        "Give our answer": f"poll vote {poll}",
        "Show": f"poll show {poll}",
    }
    assert beside(page, "When can Canada come?")["Show"] == f"meeting show {meeting}"
    assert f"commitment show {later}" in under(page, "Commitments")
    for heading in ("Polls", "Meetings"):
        assert "All of them stand above, under “Today”" in under(page, heading)
    await done(drill, "ca1", "direct", f"poll vote {poll} yes")
    assert f"poll show {poll}" in under(await drawn(drill), "Polls")


async def test_what_others_are_waited_for_or_moved_stays_in_the_lists(drill: Drill) -> None:
    told = await opened(drill, "nl1")
    await done(drill, "ca1", "draft", f"incident report {told} basis=fact now=yes A third one")
    page = await drawn(drill)
    assert told in under(page, "Today")
    assert f"incident show {told}" in under(page, "Incidents")


async def test_a_commitment_and_a_meeting_stand_there_for_those_whose_they_are(
    drill: Drill,
) -> None:
    incident = await opened(drill)
    line = f"commitment offer {incident} 2026-05-01 now=yes Pause new files"
    commitment = (await done(drill, "nl1", "draft", line)).made["commitment"]
    line = f"meeting propose {incident} 2026-03-26 invite=NL,FR band=06-24 Two of us"
    meeting = (await done(drill, "anouk", "draft", line)).made["meeting"]
    page = await drawn(drill)
    assert commitment not in under(page, "Commitments")
    assert meeting not in under(page, "Meetings")
    page = await drawn(drill, "T0COMITY:U0NL1")
    assert f"commitment show {commitment}" in under(page, "Commitments")
    assert f"meeting show {meeting}" in under(page, "Today")


async def test_a_page_that_holds_the_lists_points_to_none_of_them(drill: Drill) -> None:
    assert "mine=yes" in words(await must(drill, "ca1", "today"))
    assert "mine=yes" not in str(await drawn(drill))


async def test_an_empty_page_says_what_to_do(drill: Drill) -> None:
    page = await drawn(drill)
    for heading, word in (
        ("Incidents", "Open an incident"),
        ("Polls", "When the chair opens a poll"),
        ("Commitments", "Make our own commitment"),
        ("Meetings", "Propose a meeting"),
    ):
        assert word in under(page, heading)


async def test_everything_on_the_page_leads_somewhere(drill: Drill) -> None:
    made = await put(drill)
    await done(drill, "ca1", "draft", f"incident report {made['incident']} now=yes A third one")
    hand = Hand(drill, "ca1", "direct")
    for line in lines(await drawn(drill)):
        if await hand.opens(line) is None:
            assert (await done(drill, "ca1", "direct", line)).outcome == "done"


async def test_a_thousand_incidents_keep_to_slacks_limits(drill: Drill) -> None:
    first = await opened(drill, "ca1")

    def many(store: Store) -> None:
        kept = store.incidents.get(first)
        assert isinstance(kept, Incident)
        found = (ids.identifier("INC", n) for n in range(1_300))
        for n, id in enumerate(sorted(id for id in found if id)[:1_000]):
            at = kept.opened_at + timedelta(seconds=n + 1)
            title = f"{n} {'x' * 180}"
            store.incidents.add(replace(kept, id=id, title=title, opened_at=at))

    await drill.runtime.database.run(many)
    page = await drawn(drill)
    shown = under(page, "Incidents")
    assert len(page["blocks"]) <= 100
    assert shown.count("incident show") == 7
    assert "999 xxx" in shown
    assert '"value": "incident list mine=yes after=' in shown
    assert under(page, "Meetings")


@pytest.mark.rule("T-24")
async def test_the_next_step_of_the_chair_stands_there_with_its_line_once(drill: Drill) -> None:
    incident = await opened(drill)
    page = await drawn(drill, ANOUK)
    inform = beside(page, "not informed yet")
    assert inform == {
        "Inform the State": f"incident inform {incident}",
        "Show": f"incident show {incident}",
    }
    await done(drill, "anouk", "draft", f"incident inform {incident} state=XV now=yes See annex.")
    await done(drill, "anouk", "draft", f"incident consult {incident}")
    shown = beside(await drawn(drill, ANOUK), "nothing is before the group")
    assert shown == {"Show it": f"incident show {incident}"}
