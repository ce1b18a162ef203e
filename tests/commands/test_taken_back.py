"""What was done to a commitment or a plan by mistake: taken back, or looked at twice before."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from commands.commitment.reading import card as commitment_card
from storage.store import Store
from tests.commands.deciding import consulted, done, newest, proposed, put, refused
from tests.commands.incidents import everything, opened
from tests.commands.test_commitment import card, offer
from tests.commands.test_plan_sight import planned

UNICEF = "organisation=UNICEF due=2026-09-01T15:00Z Train the registrars"


async def test_whoever_looked_at_the_evidence_takes_that_back_and_the_chair_is_asked_again(
    drill: Drill,
) -> None:
    id = await offer(drill)
    await done(drill, "it1", "draft", f"commitment done {id} Circular 7")
    said = await done(drill, "fr1", "draft", f"commitment verify {id}")
    back = f"commitment verify {id} remove=yes"
    assert f"`{back}`" in words(said)
    assert "Verified: France" in await card(drill, id)
    for other in ("nl1", "anouk"):
        assert (await refused(drill, other, "draft", back))[0] == "mandate"
    await done(drill, "fr1", "draft", back)
    assert "nobody else has looked at the evidence" in await card(drill, id)
    assert "France has not looked at the evidence of" in everything(drill, "draft")
    assert f"commitment verify {id}" in words(await done(drill, "anouk", "direct", "today"))
    assert (await refused(drill, "fr1", "draft", back))[0] == "stage"
    moved = words(await done(drill, "nl1", "direct", "today"))
    assert "France took back" in moved
    await done(drill, "it1", "draft", f"commitment resume {id}")


async def test_a_shared_card_offers_what_its_readers_can_do_and_the_answer_the_rest(
    drill: Drill,
) -> None:
    id = await offer(drill)
    shared = await buttons(drill, id)
    assert shared == [f"commitment show {id}"]
    mine = words(await done(drill, "it1", "draft", f"commitment show {id}"))
    assert f"`commitment withdraw {id}`" in mine
    theirs = words(await done(drill, "fr1", "draft", f"commitment show {id}"))
    assert "`commitment " not in theirs
    await done(drill, "it1", "draft", f"commitment done {id} Circular 7")
    assert await buttons(drill, id) == [f"commitment verify {id}", f"commitment show {id}"]
    for person, verify, resume in (("it1", False, True), ("fr1", True, False)):
        shown = words(await done(drill, person, "draft", f"commitment show {id}"))
        assert (f"`commitment verify {id}`" in shown, f"`commitment resume {id}`" in shown) == (
            verify,
            resume,
        )


async def buttons(drill: Drill, id: str) -> list[str]:
    """The lines that the card in the room of the parties offers."""

    def read(store: Store) -> list[str]:
        [room] = [one for one in store.directory.rooms("ica") if one.id == "draft"]
        face = commitment_card(store, id, room)
        assert face is not None
        return [one.line for one in face.page.buttons]

    return await drill.runtime.database.run(read)


@pytest.mark.performs("commitment milestone", "commitment reached", "commitment drop")
async def test_a_step_set_or_reported_reached_by_mistake_is_taken_back(drill: Drill) -> None:
    id = await offer(drill)
    first = await done(drill, "it1", "draft", f"commitment milestone {id} 2026-04-20T15:00Z Half")
    assert f"`commitment drop {id} 1`" in words(first)
    early = await done(drill, "it1", "draft", f"commitment milestone {id} 2026-04-10T15:00Z List")
    assert f"`commitment drop {id} 1`" in words(early)
    said = await done(drill, "it1", "draft", f"commitment reached {id} 2")
    back = f"commitment reached {id} 2 remove=yes"
    assert f"`{back}`" in words(said)
    rule, text = await refused(drill, "it1", "draft", f"commitment drop {id} 2 A slip")
    assert rule == "stage"
    assert back in text
    assert (await refused(drill, "fr1", "draft", back))[0] == "DR-30"
    await done(drill, "it1", "draft", back)
    shown = await card(drill, id)
    assert "2. Half · until" in shown
    assert (await refused(drill, "it1", "draft", back))[0] == "stage"
    assert (await refused(drill, "fr1", "draft", f"commitment drop {id} 2 Late"))[0] == "DR-30"
    await done(drill, "it1", "draft", f"commitment drop {id} 2 The wrong month")
    assert "Half" not in await card(drill, id)
    told = next(text for text in reversed(drill.texts("draft")) if "The wrong month" in text)
    assert "“Half”" in told


@pytest.mark.performs("plan link")
async def test_plans_linked_by_mistake_are_parted_on_both_sides(drill: Drill) -> None:
    incident = await consulted(drill)
    first, second = await planned(drill, incident), await planned(drill, incident, "it1")
    said = await done(drill, "it1", "draft", f"plan link {second} {first}")
    back = f"plan link {second} {first} remove=yes"
    assert f"`{back}`" in words(said)
    linked = f"Linked with {second}"
    assert linked in words(await done(drill, "nl1", "draft", f"plan show {first}"))
    await done(drill, "it1", "draft", back)
    assert linked not in words(await done(drill, "nl1", "draft", f"plan show {first}"))
    assert (await refused(drill, "it1", "draft", back))[0] == "form"


@pytest.mark.performs("plan end", "plan done", "plan accept")
async def test_what_nothing_takes_back_of_a_plan_is_looked_at_twice(drill: Drill) -> None:
    incident = await consulted(drill)
    plan = await planned(drill, incident, more="organisations=UNICEF")
    await done(drill, "nl1", "draft", f"plan add {plan} {UNICEF}")
    for act, shown, after in (
        ("accept {} 1", "UNICEF", "recorded as accepted"),
        ("done {} 1 Report of 9 March", "Report of 9 March", "recorded as done"),
        ("end {} Registry checked", "nothing opens it again", "is ended"),
    ):
        assert after in await twice(drill, "anouk", f"plan {act.format(plan)}", shown)


async def twice(drill: Drill, person: str, line: str, shown: str) -> str:
    """Say a line that is looked at before it counts, and then send the line that is offered."""
    noun, verb, id, *rest = line.split(" ", 3)
    before = newest(drill, "draft")
    asked = await drill.say(person, "direct", " ".join((noun, verb, id, "preview=yes", *rest)))
    assert asked is not None
    assert asked.outcome == "asked", words(asked)
    assert shown in words(asked)
    assert newest(drill, "draft") == before
    assert asked.page is not None
    return words(await done(drill, person, "direct", asked.page.buttons[0].line))


@pytest.mark.performs("incident waive", "incident reopen", "incident caucus")
async def test_what_everybody_is_told_of_an_incident_is_looked_at_twice(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident waive {id} reason=A␣risk␣to␣a␣child"
    assert "A risk to a child" in await twice(drill, "anouk", line, "without informing Valdora")
    rule, _ = await refused(drill, "anouk", "draft", f"incident caucus {id} remove=yes It is over")
    assert rule == "form"
    said = await done(drill, "anouk", "draft", f"incident caucus {id} The vote alone")
    assert f"`incident caucus {id} remove=yes`" in words(said)
    await done(drill, "anouk", "draft", f"incident caucus {id} remove=yes Together again")
    assert "apart from the State concerned any more. Reason: Together" in newest(drill, "draft")
    other = await opened(drill)
    await done(drill, "nl1", "draft", f"incident dismiss {other} reason=A␣mistake")
    await done(drill, "anouk", "draft", f"incident dismiss {other}")
    await done(drill, "anouk", "draft", f"incident close {other}")
    line = f"incident reopen {other} New certificates, as a=b says"
    assert "is open again" in await twice(drill, "it1", line, "It is a suspicion from then on")
    assert "New certificates, as a=b says" in everything(drill, "draft")


async def test_a_wider_label_is_looked_at_twice_and_a_stricter_one_is_not(drill: Drill) -> None:
    id = await opened(drill)
    line = f"incident correct {id} timing=past label=AMBER New certificates"
    assert "TLP:AMBER" in await twice(drill, "nl1", line, "Let more people read")
    shown = words(await done(drill, "nl1", "draft", f"incident show {id}"))
    assert "New certificates" in shown
    await done(drill, "nl1", "draft", f"incident correct {id} preview=yes label=AMBER+STRICT")


@pytest.mark.performs("action start", "action end")
async def test_what_a_measure_does_now_is_looked_at_twice(drill: Drill) -> None:
    id = await opened(drill)
    line = f"action announce {id} checks consulted=no starts=2026-03-20 Twice"
    measure = (await done(drill, "it1", "draft", line)).made["action"]
    await twice(drill, "it1", f"action start {measure}", "The other parties are told")
    assert "In effect since" in newest(drill, "draft")
    await twice(drill, "it1", f"action end {measure} The law has changed", "announced anew")
    assert "The law has changed" in newest(drill, "draft")


async def test_a_later_day_is_shown_before_it_counts(drill: Drill) -> None:
    id = await offer(drill)
    line = f"commitment extend {id} 2026-06-04 The law passes in May"
    assert "Thu 4 Jun" in await twice(drill, "it1", line, "can be given more time, never less")
    assert "Thu 4 Jun" in await card(drill, id)


@pytest.mark.performs("response accept", "poll interest")
async def test_the_word_of_a_state_that_is_given_once_is_looked_at_twice(drill: Drill) -> None:
    made = await proposed(
        drill, "offered AU new=continue ongoing=continue reason=first Laws", "assist"
    )
    line = f"response accept {made['response']} agree=no"
    assert "does not take up" in await twice(drill, "xv1", line, "it can be offered anew")
    poll = (await put(drill))["poll"]
    line = f"poll interest {poll} party Our agency signed the contract"
    await twice(drill, "it1", line, "It stands aside then")
    assert "Our agency signed the contract" in everything(drill, "draft")


@pytest.mark.performs("action answer", "action withdraw")
@pytest.mark.rule("T-34")
async def test_an_answer_about_a_measure_is_looked_at_as_the_command_is(drill: Drill) -> None:
    id = await opened(drill)
    for effect, shown, told in (
        ("in_effect", "The other parties are told", "In effect since"),
        ("withdrawn reason=Two␣cases", "announced anew", "Two cases"),
    ):
        line = f"action announce {id} checks consulted=no starts=2026-03-20 Twice"
        measure = (await done(drill, "it1", "draft", line)).made["action"]
        await twice(drill, "it1", f"action answer {measure} {effect}", shown)
        assert told in newest(drill, "draft")
    line = f"action announce {id} checks consulted=no starts=2026-03-20 Twice"
    measure = (await done(drill, "it1", "draft", line)).made["action"]
    await twice(drill, "it1", f"action withdraw {measure} The wrong State", "announced anew")
    assert "The wrong State" in newest(drill, "draft")


@pytest.mark.rule("T-34")
async def test_a_measure_begun_by_an_answer_before_its_window_closed_says_so(drill: Drill) -> None:
    """The record never says that the others were consulted who could still give their views."""
    id = await opened(drill)
    times = "closes=2026-03-11T09:00Z starts=2026-03-12T09:00Z scope=new_files"
    line = f"action announce {id} suspension consulted=first {times} No new files"
    measure = (await done(drill, "it1", "draft", line)).made["action"]
    line = f"action answer {measure} in_effect"
    early = await drill.say("it1", "draft", line)
    assert early is not None
    assert early.outcome == "asked"
    assert "your State decides" in words(early)
    assert "In effect since" not in everything(drill, "draft")
    await done(drill, "it1", "draft", f"{line} consulted=urgent")
    kept = await drill.runtime.database.run(lambda store: store.actions.get(measure))
    assert kept is not None
    assert kept.consulted.value == "urgent"


@pytest.mark.performs("commitment withdraw", "response withdraw")
async def test_what_everybody_was_told_of_is_looked_at_before_it_is_taken_back(
    drill: Drill,
) -> None:
    id = await offer(drill)
    line = f"commitment withdraw {id} As a=b says"
    assert "withdrawn" in await twice(drill, "it1", line, "can offer a new one")
    assert "As a=b says" in newest(drill, "draft")
    other = await offer(drill)
    line = f"commitment answer {other} withdrawn words=The␣law␣changed"
    assert "withdrawn" in await twice(drill, "it1", line, "can offer a new one")
    made = await proposed(drill)
    line = f"response withdraw {made['response']} A better one comes"
    await twice(drill, "au1", line, "a new one can be proposed")
    assert "A better one comes" in everything(drill, "draft")
