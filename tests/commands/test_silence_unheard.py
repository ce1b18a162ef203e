"""A State that has nobody to speak for it, or no receipt, is never taken for one that agrees."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from config.directory import read
from coordination.poll.stage import Stage
from coordination.response.stage import Stage as ResponseStage
from storage.directory.plan import apply, difference
from storage.store import Store
from tests.commands.accrediting import REGISTRAR, confirmed
from tests.commands.deciding import (
    CLOSES,
    done,
    newest,
    poll_of,
    put,
    receive,
    refused,
    response_of,
    stage_of,
    vote,
)

ANNOUNCED = CLOSES + timedelta(minutes=5)
SILENCE = "rule=silence fallback=simple_majority"
HAT = '{ group = "ica", party = "PH", roles = ["voter", "ca_officer"]'
VOTER = f'{HAT}, can_commit = true, reference = "Letter PH 1"'
DEMO = Path("config/demo/directory.toml")


async def changed(drill: Drill, folder: Path, old: str, new: str) -> None:
    """Import the demonstration's directory with one line changed."""
    text = DEMO.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "directory.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    entries = read(path)

    def imported(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, drill.now, REGISTRAR)

    await drill.runtime.database.run(imported)


@pytest.mark.rule("DR-08", "DR-17", "DR-34")
async def test_a_silence_does_not_end_while_a_state_has_no_voter(
    drill: Drill, tmp_path: Path
) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"])
    await drill.until(CLOSES - timedelta(hours=4))
    until = f"{CLOSES - timedelta(hours=3):%Y-%m-%dT%H:%MZ}"
    await changed(drill, tmp_path, VOTER, f'{VOTER}, valid_to = "{until}"')
    await drill.until(ANNOUNCED)
    poll = await poll_of(drill, made)
    assert (poll.stage, poll.number) == (Stage.OPEN, None)
    assert poll.closes_at > CLOSES
    assert "1 of 8 parties could not be reached" in newest(drill, "draft")
    assert "Nobody accredited can speak now for the Philippines" in newest(drill, "direct:anouk")
    # A new voter is accredited, and may speak though the poll had opened without.
    fresh = VOTER.replace("Letter PH 1", "Letter PH 2")
    await changed(drill, tmp_path, VOTER, fresh)
    unconfirmed = f"poll acknowledge {made['poll']} received"
    rule, _ = await refused(drill, "ph1", "direct", unconfirmed)
    assert rule == "DR-17"
    await confirmed(drill, "ph1")
    await done(drill, "ph1", "direct", f"poll acknowledge {made['poll']} received")
    await drill.until(poll.announced_at)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-12", "DR-34")
async def test_without_every_receipt_it_lapses_in_the_end_and_may_be_put_again(
    drill: Drill,
) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"], "CO", "PH")
    line = f"poll fall_back {made['poll']}"
    rule, _ = await refused(drill, "anouk", "draft", line)
    assert rule == "DR-34"
    await drill.until(ANNOUNCED)
    held = await poll_of(drill, made)
    assert (held.stage, held.extended) == (Stage.OPEN, False)
    told = newest(drill, "direct:anouk")
    assert "Colombia and the Philippines could not be reached" in told
    assert line in told
    await drill.until(held.announced_at)
    assert (await poll_of(drill, made)).stage is Stage.LAPSED_NO_QUORUM
    said = newest(drill, "draft")
    assert "That is no rejection" in said
    assert "Not reached: Colombia and the Philippines" in said
    assert "Colombia" not in newest(drill, "xv")
    assert (await response_of(drill, made)).stage is ResponseStage.PROPOSED
    assert await stage_of(drill, made) == "response_proposed"
    await done(drill, "anouk", "draft", f"poll open {made['response']} rule=silence closes=20d")


@pytest.mark.rule("DR-08", "DR-18", "DR-34", "DR-28")
async def test_the_chair_falls_back_to_the_rule_that_was_chosen_beforehand(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"], "PH")
    await done(drill, "fr1", "direct", f"poll delegate {made['poll']}")
    await drill.until(ANNOUNCED)
    said = await done(drill, "anouk", "draft", f"poll fall_back {made['poll']}")
    old, new = await poll_of(drill, made), await poll_of(drill, said.made)
    assert (old.stage, old.successor) == (Stage.WITHDRAWN, new.id)
    assert (new.previous, new.rule.value, new.stage) == (old.id, "simple_majority", Stage.OPEN)
    assert new.fingerprint == old.fingerprint
    await done(drill, "nl1", "direct", f"poll vote {new.id} yes")
    await done(drill, "fr2", "direct", f"poll vote {new.id} yes")  # what was left to Hugo stays so
    shown = words(await done(drill, "nl1", "direct", f"poll show {old.id}"))
    assert f"Its text is put by another rule in {new.id}" in shown
    assert await drill.until(old.announced_at) == []


@pytest.mark.performs("poll interest")
@pytest.mark.rule("DR-23", "DR-34")
async def test_falling_back_keeps_who_stood_aside_and_needs_a_state_that_is_not_reached(
    drill: Drill,
) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"], "PH", "CO")
    await done(drill, "fr1", "direct", f"poll interest {made['poll']} party Our ministry is named")
    await drill.until(ANNOUNCED)
    await done(drill, "ph1", "direct", f"poll acknowledge {made['poll']} received")
    said = await done(drill, "anouk", "draft", f"poll fall_back {made['poll']}")
    after = await poll_of(drill, said.made)
    assert (after.aside, "FR" in after.eligible) == (("FR",), False)


@pytest.mark.rule("DR-34")
async def test_once_every_state_is_reached_a_held_silence_goes_on(drill: Drill) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"], "PH")
    await drill.until(ANNOUNCED)
    await done(drill, "ph1", "direct", f"poll acknowledge {made['poll']} received")
    rule, said = await refused(drill, "anouk", "draft", f"poll fall_back {made['poll']}")
    assert (rule, "is reached now" in said) == ("DR-34", True)
    await drill.until((await poll_of(drill, made)).announced_at)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-10")
async def test_who_asked_for_time_and_got_none_learns_that_only_an_objection_helps(
    drill: Drill,
) -> None:
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"], "CO")
    await done(drill, "co1", "direct", f"poll acknowledge {made['poll']} time")
    assert "Colombia asked for time" in newest(drill, "draft")
    assert f"poll extend {made['poll']}" in newest(drill, "direct:anouk")
    await drill.until(CLOSES - timedelta(hours=1))
    last = newest(drill, "direct:co1")
    assert f"({made['poll']}), and it was not extended" in last
    assert "you asked for time on “" in last  # by its words; a code alone says nothing on a phone
    assert f"poll object {made['poll']}" in last
    await drill.until(ANNOUNCED)
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-09", "DR-17", "DR-18")
async def test_whoever_no_longer_speaks_for_a_state_is_not_told_what_its_people_tried(
    drill: Drill, tmp_path: Path
) -> None:
    made = await put(drill, SILENCE)
    rule, _ = await refused(drill, "fr2", "direct", f"poll object {made['poll']} Not this")
    assert rule == "DR-18"
    assert "has written an objection for France" in newest(drill, "direct:fr1")
    hat = '{ group = "ica", party = "FR", roles = ["voter", "ca_officer"]'
    until = f"{drill.now + timedelta(hours=1):%Y-%m-%dT%H:%MZ}"
    await changed(drill, tmp_path, hat, hat.replace("party", f'valid_to = "{until}", party', 1))
    await drill.until(drill.now + timedelta(hours=2))
    before = drill.texts("direct:fr1")
    await refused(drill, "fr2", "direct", f"poll object {made['poll']} Not this either")
    await drill.react("fr2", "draft", made["poll"])
    assert drill.texts("direct:fr1") == before


@pytest.mark.rule("DR-18")
async def test_who_tries_to_answer_after_the_last_mandate_ended_is_refused_and_the_state_is_told(
    drill: Drill, tmp_path: Path
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], FR="yes")
    hat = '{ group = "ica", party = "FR", roles = ["voter", "ca_officer"]'
    until = f"{drill.now + timedelta(hours=1):%Y-%m-%dT%H:%MZ}"
    await changed(drill, tmp_path, hat, hat.replace("party", f'valid_to = "{until}", party', 1))
    await drill.until(drill.now + timedelta(hours=2))
    rule, _ = await refused(drill, "fr1", "direct", f"poll vote {made['poll']} no")
    assert rule == "mandate"
    note = newest(drill, "direct:fr2")
    assert "Camille tried to answer" in note
    assert "stand unless France withdraws them" in note
    votes = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert [(one.party, one.answer.value) for one in votes] == [("FR", "yes")]
    before = drill.texts("direct:fr2")
    await refused(drill, "fr1", "direct", "poll show POL-0000000AX")
    assert drill.texts("direct:fr2") == before
