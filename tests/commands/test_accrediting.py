"""A credential is registered by one person and confirmed by another, then it counts (DR-17)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from config.directory import read
from storage.directory.plan import apply, difference
from storage.store import Store
from tests.commands.deciding import done, newest, put, refused

DEMO = Path("config/demo/directory.toml")
LETTER = 'reference = "Letter IT 1"'
CALL = "call 2026-03-09T08:30Z Call with Dr Conti of the Central Authority"


async def registered(drill: Drill, folder: Path, by: str, old: str, new: str) -> None:
    """Import the demonstration's directory with one line changed."""
    text = DEMO.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "directory.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")

    def imported(store: Store) -> None:
        apply(difference(read(path), store.directory), store.directory, drill.now, by)

    await drill.runtime.database.run(imported)


@pytest.mark.performs("directory confirm", "directory waiting")
@pytest.mark.rule("DR-17")
async def test_a_credential_counts_once_a_second_person_has_confirmed_it(
    drill: Drill, tmp_path: Path
) -> None:
    made = await put(drill)
    vote = f"poll vote {made['poll']} yes"
    await registered(drill, tmp_path, "sec1", LETTER, 'reference = "Letter IT 2"')
    rule, said = await refused(drill, "it1", "direct", vote)
    assert rule == "DR-17"
    assert "Letter IT 2" in said
    assert "nobody has confirmed it yet through a second channel" in said
    assert "another role (secretariat, chair or National Coordinator): `directory confirm" in said
    await done(drill, "it1", "direct", f"poll show {made['poll']}")
    listed = words(await done(drill, "sec1", "direct", "directory waiting"))
    assert "wait to be confirmed" in listed
    assert "You registered these" in listed
    rule, said = await refused(drill, "sec1", "direct", f"directory confirm it1 {CALL}")
    assert rule == "DR-17"
    assert "You registered this accreditation" in said
    listed = words(await done(drill, "anouk", "direct", "directory waiting"))
    assert "registered by Sofia" in listed
    told = words(await done(drill, "anouk", "direct", f"directory confirm it1 {CALL}"))
    assert "issued by Central Authority of Italy" in told
    assert "Confirmed by Anouk by call on" in told
    assert "Italy" in newest(drill, "direct:it1")
    assert "Anouk has confirmed the accreditation" in newest(drill, "direct:sec1")
    await done(drill, "it1", "direct", vote)


@pytest.mark.rule("DR-17")
async def test_the_second_channel_is_another_one_and_spoke_already(
    drill: Drill, tmp_path: Path
) -> None:
    await registered(drill, tmp_path, "op1", LETTER, 'reference = "Letter IT 2"')
    same = "directory confirm it1 letter 2026-03-09T08:30Z letter  IT 2"
    assert (await refused(drill, "sec1", "direct", same))[0] == "DR-17"
    later = "directory confirm it1 call 2027-03-09T08:30Z Call with Dr Conti"
    rule, said = await refused(drill, "sec1", "direct", later)
    assert (rule, "is still to come" in said) == ("DR-17", True)
    rule, _ = await refused(drill, "it1", "direct", f"directory confirm it1 {CALL}")
    assert rule == "mandate"
    await done(drill, "sec1", "direct", f"directory confirm it1 {CALL}")
    rule, said = await refused(drill, "anouk", "direct", f"directory confirm it1 {CALL}")
    assert (rule, "Nothing waits" in said) == ("DR-17", True)


@pytest.mark.rule("DR-17", "DR-30")
async def test_an_account_that_was_added_is_confirmed_before_it_decides_or_commits(
    drill: Drill, tmp_path: Path
) -> None:
    """A credential is for its accounts too: whoever gets in by a new one is no voter yet (P-11)."""
    made = await put(drill)
    old, new = 'matrix = "@it1:{server}"', 'matrix = "@it-1:{server}"'
    await registered(drill, tmp_path, "op1", old, new)
    hats = await drill.runtime.database.run(
        lambda store: store.directory.credentials("it1", drill.now)
    )
    assert {hat.confirmation for hat in hats} == {None}
    told = words(await done(drill, "sec1", "direct", "directory person it1"))
    assert "Not confirmed yet: it decides, signs and commits nothing." in told
    assert "directory confirm it1" in told
    listed = words(await done(drill, "sec1", "direct", "directory waiting"))
    assert "Letter IT 1" in listed
    assert made


@pytest.mark.rule("DR-17")
async def test_everybody_reads_what_their_accreditation_rests_on(drill: Drill) -> None:
    mine = words(await done(drill, "it1", "direct", "whoami"))
    rests = "You are accredited by Letter IT 1, issued by Central Authority of Italy."
    assert mine.count(rests) == 1
    assert "Confirmed by Registry of the group by call on" in mine
    shown = words(await done(drill, "nl1", "direct", "directory person it1"))
    assert "issued by Central Authority of Italy" in shown
