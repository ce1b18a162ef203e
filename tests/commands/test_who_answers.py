"""Who is taken for whom: ended credentials, several hats, things of other groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.rehearse.drill import Drill, words
from commands.admit import keep
from commands.incident.see import cut_in, thing_of
from coordination.audience import Cut
from coordination.ids import symbol
from coordination.parties import Room, Sees
from coordination.tlp import Tlp
from storage.directory.tables import credential
from storage.store import Store
from tests.commands.deciding import done, put, refused, vote


async def ends(drill: Drill, person: str) -> None:
    """The person's credentials end now."""

    def end(store: Store) -> None:
        mine = update(credential).where(credential.c.person == person)
        store.connection.execute(mine.values(valid_to=drill.now))
        store.directory.changed()

    await drill.runtime.database.run(end)


@pytest.mark.rule("DR-17", "DR-18")
@pytest.mark.parametrize("line", ["poll vote {} yes", "poll object {}", "poll state {} We agree."])
async def test_a_credential_that_ended_after_the_opening_gives_no_vote(
    drill: Drill, line: str
) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], IT="no")
    await ends(drill, "it1")
    rule, said = await refused(drill, "it1", "direct", line.format(made["poll"]))
    assert rule in ("DR-17", "mandate"), said
    kept = await drill.runtime.database.run(lambda store: store.polls.votes(made["poll"]))
    assert [(one.party, one.answer.value) for one in kept] == [("IT", "no")]


@pytest.mark.rule("DR-29")
@pytest.mark.parametrize("slip", ["yes because we like it", "yess", "yes as=nobody"])
async def test_a_vote_with_a_slip_is_removed_from_a_shared_room_as_well(
    drill: Drill, slip: str
) -> None:
    made = await put(drill)
    rule, _ = await refused(drill, "it1", "draft", f"poll vote {made['poll']} {slip}")
    assert rule == "DR-29"
    assert any(shown.kind == "redact" and shown.room == "draft" for shown in drill.shown)


@pytest.mark.rule("DR-29")
async def test_an_objection_keeps_its_poll_where_an_option_stands_first(drill: Drill) -> None:
    low = Room("low", "matrix", "!low", "ica", Sees.PARTIES, Tlp.GREEN)
    made = await put(drill)
    line = f"poll object as=IT {made['poll']} amend=yes §3 is unclear"
    assert keep(line, low).text == f"poll object as=IT {made['poll']} amend=yes"


async def test_an_answer_in_the_text_is_no_hat(drill: Drill) -> None:
    line = "incident open XV both practices=IP-DOC now=yes The form says as=guardian twice"
    await done(drill, "nl1", "draft", line)


@pytest.mark.parametrize(
    "line", ["incident show {}", "incident verify {}", "incident close {} Over.", "find {}"]
)
async def test_a_thing_of_a_group_of_others_is_as_nothing(drill: Drill, line: str) -> None:
    opened = "incident open XV both practices=IP-DOC now=yes Certificates"
    there = (await done(drill, "dario", "rt-it", opened)).made["incident"]
    nowhere = "INC-00000000" + str(symbol(0))
    for person in ("nl1", "anouk", "rita"):
        rule, said = await refused(drill, person, "direct", line.format(there))
        other, nothing = await refused(drill, person, "direct", line.format(nowhere))
        assert (rule, said) == (other, nothing.replace(nowhere, there))


@pytest.mark.rule("DR-22", "DR-29")
async def test_leaving_a_hat_off_shows_a_state_concerned_no_more(drill: Drill) -> None:
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="no")

    def chairs_too(store: Store) -> None:
        [hat, *_] = store.directory.credentials("anouk", drill.now)
        row = select(credential).where(credential.c.id == hat.id)
        given = dict(store.connection.execute(row).one()._mapping)
        del given["row"]
        more = {**given, "id": "xv1-chair", "person": "xv1", "party": None}
        store.connection.execute(insert(credential).values(more))
        store.directory.changed()

    await drill.runtime.database.run(chairs_too)
    said = await drill.say("xv1", "direct", f"poll show {made['poll']} as=chair")
    assert said is not None
    assert "No answer yet" not in words(said)
    assert "Answered" not in words(said)


@pytest.mark.rule("T-30")
async def test_an_embassy_accredited_later_keeps_its_room_from_what_it_was_not_invited_to(
    drill: Drill,
) -> None:
    opened = "incident open XV both practices=IP-DOC now=yes Certificates"
    incident = (await done(drill, "nl1", "draft", opened)).made["incident"]
    drill.now += timedelta(hours=1)

    def arrives(store: Store) -> Cut:
        [hat, *_] = store.directory.credentials("emb-fr", drill.now)
        row = select(credential).where(credential.c.id == hat.id)
        given = dict(store.connection.execute(row).one()._mapping)
        del given["row"]
        more = {**given, "id": "late", "person": "xv1", "party": "XV", "valid_from": drill.now}
        store.connection.execute(insert(credential).values(more))
        store.directory.changed()
        found = store.incidents.get(incident)
        assert found is not None
        both = replace(found, invited=("CA", "FR"), informed=("XV",))
        room = store.directory.room("embassies")
        assert room is not None
        return cut_in(store, both, thing_of(store, both), room)

    assert await drill.runtime.database.run(arrives) is Cut.NOTHING
