"""A group's terms of reference: told in words, and held to by polls and meetings."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from config.directory import read
from coordination.poll.rule import Ratio
from coordination.poll.stage import Stage
from storage.directory.plan import apply, difference
from storage.store import Store
from tests.commands import meetings
from tests.commands.accrediting import REGISTRAR
from tests.commands.deciding import CLOSES, done, poll_of, proposed, put, receive, refused, vote
from tests.commands.test_silence_unheard import ANNOUNCED, DEMO, SILENCE


async def agreed(drill: Drill, folder: Path, *lines: str) -> None:
    """The group's file says this from now on, and is imported."""
    text = DEMO.read_text(encoding="utf-8")
    for line in lines:
        key = line.partition(" = ")[0]
        text, times = re.subn(rf"(?m)^{key} = \S+", line, text, count=1)
        assert times == 1, key
    path = folder / "directory.toml"
    path.write_text(text, encoding="utf-8")
    entries = read(path)

    def imported(store: Store) -> None:
        apply(difference(entries, store.directory), store.directory, drill.now, REGISTRAR)

    await drill.runtime.database.run(imported)


@pytest.mark.performs("directory terms")
@pytest.mark.rule("DR-08", "DR-12", "DR-13", "DR-18", "DR-25")
async def test_the_terms_of_reference_are_told_in_words(drill: Drill, tmp_path: Path) -> None:
    said = words(await done(drill, "nl1", "direct", "directory terms"))
    assert "at least 72 hours and 3 full working days in every capital" in said
    assert "more than 1/2 of the parties that decide: 5 of 9" in said
    assert "at least 1/3 of the parties: 3 of 9" in said
    assert "A vote leaves" not in said
    assert "waits at least 2 minutes" in said
    await agreed(
        drill, tmp_path, 'quorum = ">=2/3"', "vote_working_days = 5", 'votes = "exhausted"'
    )
    said = words(await done(drill, "iss1", "direct", "directory terms"))
    assert "at least 2/3 of the parties that decide: 6 of 9" in said
    assert "5 full working days" in said
    assert "consensus was sought in vain" in said


@pytest.mark.rule("DR-12")
async def test_a_group_that_asks_for_two_thirds_decides_nothing_with_fewer(
    drill: Drill, tmp_path: Path
) -> None:
    """Eight States decide, and five are more than half; six are two thirds of them."""
    await agreed(drill, tmp_path, 'quorum = ">=2/3"')
    made = await put(drill)
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="yes", AU="yes")
    await drill.until(CLOSES + timedelta(hours=1))
    assert (await poll_of(drill, made)).stage is Stage.LAPSED_NO_QUORUM
    shown = words(await done(drill, "nl1", "draft", f"poll show {made['poll']}"))
    assert "6 are needed" in shown


@pytest.mark.rule("DR-12")
async def test_terms_that_change_later_change_no_poll_that_is_open(
    drill: Drill, tmp_path: Path
) -> None:
    made = await put(drill)
    await agreed(drill, tmp_path, 'quorum = ">=1/1"')
    await vote(drill, made["poll"], NL="yes", IT="yes", FR="yes", CA="yes", AU="yes")
    await drill.until(CLOSES + timedelta(hours=1))
    assert (await poll_of(drill, made)).stage is Stage.ADOPTED


@pytest.mark.rule("DR-12")
async def test_a_meeting_opens_with_as_many_as_the_group_asks_for(
    drill: Drill, tmp_path: Path
) -> None:
    await agreed(drill, tmp_path, 'debate_quorum = ">1/2"')
    meeting = await meetings.convened(drill)
    line = f"meeting attend {meeting} present=NL,IT,FR,CA"
    await done(drill, "anouk", "draft", line)
    rule, said = await refused(drill, "anouk", "draft", f"meeting open {meeting}")
    assert rule == "DR-12"
    assert "5 are needed" in said
    await done(drill, "anouk", "draft", f"meeting attend {meeting} present=AU")
    await done(drill, "anouk", "draft", f"meeting open {meeting}")


@pytest.mark.rule("DR-31")
async def test_a_vote_leaves_the_working_days_that_the_terms_give(
    drill: Drill, tmp_path: Path
) -> None:
    await agreed(drill, tmp_path, "vote_working_days = 5")
    made = await proposed(drill)
    line = f"poll open {made['response']} rule=consensus_of_others"
    rule, said = await refused(drill, "anouk", "draft", f"{line} closes={CLOSES:%Y-%m-%dT%H:%MZ}")
    assert rule == "DR-31"
    assert "without the 5 full working days" in said
    ready = next(word for word in said.split("`") if word.startswith(line))
    poll = (await done(drill, "anouk", "draft", ready)).made["poll"]
    assert (await poll_of(drill, {"poll": poll})).stage is Stage.OPEN


@pytest.mark.rule("DR-04", "DR-25")
async def test_a_group_s_own_share_is_its_qualified_majority_and_no_poll_asks_for_less(
    drill: Drill, tmp_path: Path
) -> None:
    await agreed(drill, tmp_path, 'rule = "qualified"', 'ratio = "3/4"')
    said = words(await done(drill, "nl1", "direct", "directory terms"))
    assert "3/4 of the votes cast" in said
    made = await proposed(drill)
    line = f"poll open {made['response']} closes={CLOSES:%Y-%m-%dT%H:%MZ}"
    rule, said = await refused(drill, "anouk", "draft", f"{line} ratio=2/3")
    assert rule == "DR-25"
    poll = (await done(drill, "anouk", "draft", line)).made["poll"]
    assert (await poll_of(drill, {"poll": poll})).ratio == Ratio(3, 4)
    await vote(drill, poll, NL="yes", IT="yes", FR="yes", CA="yes", AU="yes", IL="no", PH="no")
    await drill.until(CLOSES + timedelta(hours=1))
    assert (await poll_of(drill, {"poll": poll})).stage is Stage.NOT_ADOPTED


@pytest.mark.rule("DR-25")
async def test_what_needs_no_votes_is_no_weaker_whatever_its_share(
    drill: Drill, tmp_path: Path
) -> None:
    await agreed(drill, tmp_path, 'rule = "qualified"', 'ratio = "3/4"')
    made = await proposed(drill)
    line = f"poll open {made['response']} rule=consensus_of_others"
    await done(drill, "anouk", "draft", f"{line} closes={CLOSES:%Y-%m-%dT%H:%MZ}")


@pytest.mark.rule("DR-31", "DR-34")
async def test_a_fallback_leaves_the_days_of_a_vote_as_well(drill: Drill, tmp_path: Path) -> None:
    await agreed(drill, tmp_path, "vote_working_days = 6")
    made = await put(drill, SILENCE)
    await receive(drill, made["poll"], "PH")
    await drill.until(ANNOUNCED)
    line = f"poll fall_back {made['poll']}"
    rule, said = await refused(drill, "anouk", "draft", f"{line} closes=5wd")
    assert rule == "DR-31"
    ready = next(word for word in said.split("`") if word.startswith(line))
    await done(drill, "anouk", "draft", ready)


@pytest.mark.rule("DR-04", "DR-31")
async def test_what_is_confirmed_or_offered_is_the_poll_that_was_typed_and_no_weaker_one(
    drill: Drill, tmp_path: Path
) -> None:
    made = await proposed(drill)
    typed = f"poll open {made['response']} rule=qualified ratio=3/4 basis=eligible again=yes"
    asked = await drill.say("anouk", "draft", f"{typed} closes=2026-03-16 preview=yes")
    assert asked is not None
    assert asked.page is not None
    confirmed = asked.page.buttons[0].line
    assert all(word in confirmed for word in ("ratio=3/4", "basis=eligible", "again=yes"))
    await agreed(drill, tmp_path, "vote_working_days = 5")
    rule, said = await refused(drill, "anouk", "draft", f"{typed} closes={CLOSES:%Y-%m-%dT%H:%MZ}")
    assert rule == "DR-31"
    ready = next(word for word in said.split("`") if word.startswith("poll open"))
    found = await poll_of(
        drill, {"poll": (await done(drill, "anouk", "draft", ready)).made["poll"]}
    )
    assert (found.ratio, found.basis.value) == (Ratio(3, 4), "eligible")
    assert found.second_vote_on_tie


@pytest.mark.rule("DR-27", "DR-31")
async def test_options_that_close_too_early_are_offered_in_their_order(
    drill: Drill, tmp_path: Path
) -> None:
    await agreed(drill, tmp_path, "vote_working_days = 5")
    first = await proposed(drill)
    line = f"response message {first['incident']} to=XV reason=None We ask for records"
    second = (await done(drill, "nl1", "draft", line)).made["response"]
    line = f"poll options {first['response']},{second} yes"
    rule, said = await refused(drill, "anouk", "draft", f"{line} closes=2wd")
    assert rule == "DR-31"
    ready = next(word for word in said.split("`") if word.startswith(line))
    poll = (await done(drill, "anouk", "draft", ready)).made["poll"]
    assert (await poll_of(drill, {"poll": poll})).then == (second,)
