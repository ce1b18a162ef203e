"""Embassies come only on the word of their own authority, attend, and do not vote (T-29, T-30)."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from commands.incident.see import cut_in, thing_of
from commands.seats import members
from config.directory import read
from coordination.audience import Cut
from storage.directory.plan import apply, difference
from storage.store import Store
from tests.commands.meetings import card, done, entries, incident, said


async def asked(drill: Drill) -> str:
    line = f"embassies convene {await incident(drill)} 2026-03-25..2026-03-26 The registry"
    return (await done(drill, "anouk", "draft", line)).made["meeting"]


@pytest.mark.performs("embassies call", "embassies convene")
@pytest.mark.rule("T-29")
async def test_each_authority_is_asked_and_its_embassy_comes_only_on_its_word(
    drill: Drill,
) -> None:
    meeting = await asked(drill)
    assert any("embassy of France in Valdora" in text for text in drill.texts("direct:fr1"))
    assert not any("embassy of" in text for text in drill.texts("direct:xv1"))
    assert (await said(drill, "emb-fr", "direct", f"meeting show {meeting}")).rule == "not_found"
    await done(drill, "fr1", "direct", "yes")
    await done(drill, "emb-fr", "direct", f"meeting show {meeting}")
    assert (await said(drill, "emb-ca", "direct", f"meeting show {meeting}")).rule == "not_found"
    forged = await said(drill, "emb-ca", "direct", f"embassies call {meeting} yes")
    assert forged.outcome == "refused"


@pytest.mark.rule("T-29")
async def test_time_and_closed_days_are_those_of_the_capital_where_they_meet(
    drill: Drill,
) -> None:
    meeting = await asked(drill)
    await done(drill, "fr1", "direct", "yes")
    shown = await card(drill, meeting)
    assert "09:00 Valdora City" in shown
    assert "Valdora, closed: Founders' Day" in shown


@pytest.mark.rule("T-30")
async def test_an_embassy_answers_attends_and_counts_at_its_own_table(drill: Drill) -> None:
    meeting = await asked(drill)
    await done(drill, "fr1", "direct", "yes")
    await done(drill, "ca1", "direct", f"embassies call {meeting} yes")
    await done(drill, "emb-fr", "direct", "A")
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    [(_, event)] = entries(drill, "emb-fr")
    assert event["DTSTART"].params["TZID"] == "Etc/GMT-3"
    assert entries(drill, "fr1") == []
    here = await done(drill, "emb-fr", "direct", f"meeting attend {meeting}")
    assert "1 of 2" in words(here)
    for line in (f"meeting convene {meeting} A", f"meeting open {meeting}"):
        assert (await said(drill, "emb-fr", "direct", line)).outcome == "refused"


async def test_an_authority_takes_its_word_back_and_the_calendar_follows(drill: Drill) -> None:
    meeting = await asked(drill)
    await done(drill, "fr1", "direct", "yes")
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    await done(drill, "fr1", "direct", f"embassies call {meeting} no")
    assert [method for method, _ in entries(drill, "emb-fr")] == ["REQUEST", "CANCEL"]
    assert (await said(drill, "emb-fr", "direct", f"meeting show {meeting}")).rule == "not_found"


async def test_an_embassy_at_a_meeting_of_authorities_does_not_make_its_quorum(
    drill: Drill,
) -> None:
    about = await incident(drill)
    line = f"meeting propose {about} 2026-03-26 band=06-24 invite=NL,IT,emb-fr The registry"
    meeting = (await done(drill, "anouk", "draft", line)).made["meeting"]
    await done(drill, "anouk", "draft", f"meeting convene {meeting} A")
    here = await done(drill, "emb-fr", "direct", f"meeting attend {meeting}")
    assert "0 of 2" in words(here)


async def accredited(drill: Drill, folder: Path, canada: str) -> None:
    """The register names where Canada's embassy is accredited."""
    demo = (Path(str(files("config"))) / "demo" / "directory.toml").read_text(encoding="utf-8")
    hat = 'party = "CA", roles = ["embassy"], '
    assert hat in demo
    file = folder / "directory.toml"
    file.write_text(demo.replace(hat, f"{hat}accredited_to = {canada}, "), "utf-8")
    entries = read(file)

    def imported(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, drill.now)

    await drill.runtime.database.run(imported)


async def called_on(drill: Drill, person: str) -> bool:
    """Whether somebody is asked to call on the own embassy; at night there, in the morning."""
    asks = await drill.runtime.database.run(lambda store: store.asks.of(person))
    return any(one.line.startswith("embassies call") for one in asks)


@pytest.mark.rule("T-29")
async def test_only_embassies_accredited_to_a_state_concerned_are_called_on(
    drill: Drill, tmp_path: Path
) -> None:
    await accredited(drill, tmp_path, '["CO", "PH"]')
    meeting = await asked(drill)
    assert not await called_on(drill, "ca1")
    assert await called_on(drill, "fr1")
    none = await said(drill, "ca1", "direct", f"embassies call {meeting} yes")
    assert none.rule == "T-29", words(none)
    about = await incident(drill)
    away = await said(drill, "anouk", "draft", f"incident invite {about} CA")
    assert away.rule == "T-29", words(away)
    alone = f"embassies convene {about} 2026-03-25..2026-03-26 states=CA The registry"
    assert (await said(drill, "anouk", "draft", alone)).rule == "T-29"
    await accredited(drill, tmp_path, '["CO", "XV"]')
    await done(drill, "ca1", "direct", f"embassies call {meeting} yes")
    await done(drill, "anouk", "draft", f"incident invite {about} CA")
    for line in (f"meeting show {meeting}", f"incident show {about}"):
        await done(drill, "emb-ca", "direct", line)
    await accredited(drill, tmp_path, '["CO"]')
    shut = await said(drill, "emb-ca", "direct", f"incident show {about}")
    assert shut.rule == "not_found", words(shut)


@pytest.mark.rule("T-29")
async def test_with_two_states_concerned_the_chair_names_the_place(
    drill: Drill, tmp_path: Path
) -> None:
    await accredited(drill, tmp_path, '["CO"]')
    about = await incident(drill)

    def second(store: Store) -> None:
        found = store.incidents.get(about)
        assert found is not None
        store.incidents.put(replace(found, concerned=(*found.concerned, "CO")))

    await drill.runtime.database.run(second)
    line = f"embassies convene {about} 2026-03-25..2026-03-26 place=CO The registry"
    there = await done(drill, "anouk", "draft", line)
    assert "Bogotá" in words(there)
    assert await called_on(drill, "ca1")
    assert any("embassy of France in Colombia" in text for text in drill.texts("direct:fr1"))
    line = f"embassies convene {about} 2026-03-25..2026-03-26 place=PH The registry"
    assert (await said(drill, "anouk", "draft", line)).rule == "T-29"


@pytest.mark.rule("T-29", "T-30")
async def test_an_embassy_elsewhere_neither_sits_in_the_room_nor_reads_what_concerns_another_state(
    drill: Drill, tmp_path: Path
) -> None:
    about = await incident(drill)
    await accredited(drill, tmp_path, '["CO"]')

    def sits(store: Store) -> tuple[tuple[str, ...], tuple[Cut, ...]]:
        found, room = store.incidents.get(about), store.directory.room("embassies")
        assert found is not None
        assert room is not None
        one, both = (replace(found, invited=codes) for codes in (("FR",), ("CA", "FR")))
        nowhere, bogota = replace(room, party=None), replace(room, party="CO")
        pairs = ((one, room), (both, nowhere), (both, bogota))
        cuts = tuple(cut_in(store, given, thing_of(store, given), seat) for given, seat in pairs)
        return members(store, room, drill.now), cuts

    people, (there, unnamed, elsewhere) = await drill.runtime.database.run(sits)
    assert "emb-fr" in people
    assert "emb-ca" not in people
    assert there is Cut.FULL
    assert (unnamed, elsewhere) == (Cut.NOTHING, Cut.NOTHING)


@pytest.mark.rule("T-29")
async def test_only_the_embassies_in_a_state_concerned_are_told_what_they_may_read(
    drill: Drill,
) -> None:
    about = await incident(drill)
    await done(drill, "anouk", "draft", f"incident invite {about} FR")
    assert any("embassy of France" in text for text in drill.texts("embassies"))
    shown = words(await done(drill, "anouk", "embassies", "room show embassies"))
    assert "embassies in Valdora" in shown
