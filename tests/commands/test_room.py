"""Rooms: shown to those who belong in them, frozen at once, approved when they are safe again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from bot.rooms import Security
from bot.trust import Trust
from commands.perform import Performed


async def said(drill: Drill, person: str, room: str, line: str) -> Performed:
    done = await drill.say(person, room, line)
    assert done is not None
    return done


async def test_a_room_says_what_it_may_hold_and_who_reads_it(drill: Drill) -> None:
    shown = words(await said(drill, "nl1", "draft", "room show here"))
    assert "this group's authorities only (TLP:AMBER+STRICT)" in shown
    assert "Nobody in it speaks for Valdora." in shown
    assert "Noor" in shown
    assert "Mira" not in shown
    assert "It is trusted" in shown


@pytest.mark.rule("DR-22")
async def test_a_room_is_nothing_to_those_who_do_not_belong_in_it(drill: Drill) -> None:
    hidden = await said(drill, "xv1", "direct", "room show draft")
    unknown = await said(drill, "xv1", "direct", "room show dravt")
    assert (hidden.outcome, hidden.rule) == ("refused", "form")
    assert words(hidden) == words(unknown).replace("dravt", "draft")
    assert "other States" not in words(hidden)


@pytest.mark.performs("room show")
@pytest.mark.rule("T-11")
async def test_a_frozen_room_is_told_so_and_takes_nothing_sensitive(drill: Drill) -> None:
    frozen = await said(drill, "anouk", "direct", "room freeze draft")
    assert frozen.outcome == "done"
    [told] = drill.texts("draft")
    assert "Anouk has frozen this room" in told
    line = "incident open XV both practices=IP-DOC Birth certificates"
    kept_out = await said(drill, "nl1", "draft", line)
    assert (kept_out.outcome, kept_out.rule) == ("refused", "T-10")
    assert "Frozen since" in words(await said(drill, "nl1", "direct", "room show draft"))
    again = await said(drill, "sec1", "direct", "room freeze draft")
    assert (again.outcome, again.rule) == ("refused", "T-11")


@pytest.mark.rule("T-11")
async def test_only_chair_coordinator_and_secretariat_freeze_and_approve(drill: Drill) -> None:
    for person in ("nl1", "xv1", "emb-fr", "iss1", "op1"):
        for verb in ("freeze", "approve"):
            done = await said(drill, person, "direct", f"room {verb} draft")
            assert done.outcome == "refused"
            assert done.rule != "T-11"
    assert (await said(drill, "bianca", "direct", "room freeze rt-it")).outcome == "done"


@pytest.mark.rule("T-11")
async def test_a_room_is_approved_only_once_its_platform_says_that_it_is_safe(drill: Drill) -> None:
    database = drill.runtime.database
    trust = Trust(database, drill.runtime.deployment, lambda: drill.now, {})
    reasons = ("room.public", "room.not_encrypted")
    await trust.look("matrix", "draft", Security(safe=False, reasons=reasons))
    refused = await said(drill, "sec1", "direct", "room approve draft")
    assert (refused.outcome, refused.rule) == ("refused", "T-11")
    assert "anyone can join it" in words(refused)
    assert "not encrypted" in words(refused)
    await trust.look("matrix", "draft", Security(safe=True))
    shown = words(await said(drill, "sec1", "direct", "room show draft"))
    assert "safe now" in shown
    assert "room approve draft" in shown
    assert (await said(drill, "sec1", "direct", "room approve draft")).outcome == "done"
    room = await database.run(lambda store: store.directory.room("draft"))
    assert room is not None
    assert room.trusted
    again = await said(drill, "sec1", "direct", "room approve draft")
    assert (again.outcome, again.rule) == ("refused", "T-11")


@pytest.mark.rule("T-11")
async def test_a_room_of_which_the_platform_said_nothing_stays_frozen(drill: Drill) -> None:
    database = drill.runtime.database

    async def frozen(room: str) -> None:
        await database.run(
            lambda store: store.directory.set_trusted(
                room, trusted=False, reason="room.stranger", at=drill.now
            )
        )

    await frozen("direct:nl1")
    shown = words(await said(drill, "anouk", "direct", "room show direct:nl1"))
    assert "not said yet" in shown
    refused = await said(drill, "anouk", "direct", "room approve direct:nl1")
    assert (refused.outcome, refused.rule) == ("refused", "T-11")


@pytest.mark.rule("T-11")
async def test_a_room_that_loses_its_trust_says_why_in_it_and_calls_who_can_approve_it(
    drill: Drill,
) -> None:
    line = "incident open IT both practices=IP-DOC Birth certificates"
    incident = (await said(drill, "dario", "rt-it", line)).made["incident"]
    trust = Trust(drill.runtime.database, drill.runtime.deployment, lambda: drill.now, {})
    for _ in range(2):  # told again, it is said once
        await trust.look("matrix", "rt-it", Security(safe=False, reasons=("room.public",)))
    await drill.until(drill.now + timedelta(seconds=10))
    [told] = [one for one in drill.shown if "This room has lost its trust" in one.text]
    assert told.room == "rt-it"
    assert "anyone can join it" in told.text
    assert "`!room approve rt-it`" in told.text
    assert set(told.mention) == {"@bianca:localhost"}
    [card] = [text for text in drill.texts("rt-it") if incident in text]
    assert "not shown while this room has lost its trust" in card


@pytest.mark.rule("T-11")
async def test_a_private_room_that_loses_its_trust_says_to_its_person_what_to_do(
    drill: Drill,
) -> None:
    trust = Trust(drill.runtime.database, drill.runtime.deployment, lambda: drill.now, {})
    await trust.look("matrix", "direct:it1", Security(safe=False, reasons=("room.public",)))
    await drill.until(drill.now)
    [told] = drill.texts("direct:it1")
    assert "anyone can join it" in told
    assert "Please write to me in an encrypted room with nobody else in it." in told
