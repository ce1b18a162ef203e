"""What may have been meant by a slip stands there as a whole line, and is sent by its number."""

from __future__ import annotations

import pytest

from bot.console import Console, Screen
from bot.rehearse.drill import Drill, words
from commands.perform import Performed
from config.taxonomy import practices
from coordination.incident.thread import Pin
from tests.commands.incidents import everything, said

RIGHT = "incident open XV practices=IP-DOC both now=yes Birth certificates"


async def picked(drill: Drill, typed: str, line: str, room: str = "direct") -> Performed:
    """Noor mistypes a line, the right one is offered under a number, and she sends that."""
    no = await said(drill, "nl1", room, typed)
    assert no.outcome == "refused"
    assert no.page is not None
    lines = [button.line for button in no.page.buttons]
    assert line in lines, lines
    number = str(lines.index(line) + 1)
    assert f"→ {number}  `{line}`" in words(no)
    return await said(drill, "nl1", "direct", number)


VALUES = (
    "incident open Valdorra practices=IP-DOC both now=yes Birth certificates",
    "incident open XV practices=IP-DOC bohth now=yes Birth certificates",
    "incident open XV practices=IP-DCO both now=yes Birth certificates",
    "incident open Valdorra practices=IP-DCO bohth now=yes Birth certificates",
    "incident open XV practice=IP-DOC both now=yes Birth certificates",
)
NAMES = (
    "incidnt open XV practices=IP-DOC both now=yes Birth certificates",
    "incident opne XV practices=IP-DOC both now=yes Birth certificates",
    "incidnt open Valdorra practices=IP-DOC both now=yes Birth certificates",
)
"""Of a line that names no command a shared room keeps two words (T-10)."""


@pytest.mark.parametrize(
    ("typed", "room"),
    [(one, room) for one in VALUES for room in ("direct", "draft")]
    + [(one, "direct") for one in NAMES],
)
async def test_a_slip_in_a_whole_line_is_put_right_by_one_number(
    asking: Drill, typed: str, room: str
) -> None:
    done = await picked(asking, typed, RIGHT, room)
    assert done.outcome == "done"
    assert "incident" in done.made


async def test_a_mistyped_id_is_put_right_among_those_that_its_reader_may_see(
    asking: Drill,
) -> None:
    id = (await said(asking, "nl1", "draft", RIGHT)).made["incident"]
    wrong = id[:-1] + ("A" if id[-1] != "A" else "B")
    done = await picked(asking, f"incident show {wrong}", f"incident show {id}")
    assert done.outcome == "done"
    hidden = await said(asking, "xv1", "direct", f"incident show {wrong}")
    assert id not in words(hidden)


@pytest.mark.rule("P-01", "T-10")
async def test_words_that_are_picked_in_private_come_from_the_room_they_stand_in(
    asking: Drill,
) -> None:
    id = (await said(asking, "nl1", "draft", RIGHT)).made["incident"]
    wrong = f"incident relay {id[:-1]}{'A' if id[-1] != 'A' else 'B'} label=green now=yes"
    line = f"incident relay {id} label=green now=yes We read it on Monday"
    before = everything(asking, "draft")
    done = await picked(asking, f"{wrong} We read it on Monday", line, "draft")
    assert done.outcome == "done", words(done)
    assert "carried here from ICA Coordination" in everything(asking, "slack-coord")
    assert "Monday" not in everything(asking, "draft").removeprefix(before)


async def test_a_line_that_is_picked_is_about_the_message_it_replied_to(drill: Drill) -> None:
    id = (await said(drill, "nl1", "draft", RIGHT)).made["incident"]
    wrong = f"incident pin {id[:-1]}{'A' if id[-1] != 'A' else 'B'}"
    # By itself the line that is offered would name no message; its number does.
    assert await Drill.say(drill, "nl1", "draft", wrong, answers="$kept") is not None
    done = await said(drill, "nl1", "direct", "1")
    assert done.outcome == "done", words(done)
    pins = await drill.runtime.database.run(lambda store: store.incidents.items(id, Pin))
    assert [(one.event, one.room) for one in pins] == [("$kept", "draft")]


async def test_what_a_rule_of_dates_would_accept_is_sent_by_its_number(asking: Drill) -> None:
    id = (await said(asking, "nl1", "draft", RIGHT)).made["incident"]
    typed = f"commitment offer {id} 2026-05-04T15:00 Pause new files"
    no = await said(asking, "nl1", "direct", typed)
    assert no.rule == "DR-31"
    assert "→ 1  `commitment offer" in words(no)
    done = await said(asking, "nl1", "direct", "1")
    assert done.outcome == "done"


async def test_one_of_several_people_of_a_name_is_picked(asking: Drill) -> None:
    no = await said(asking, "sec1", "direct", "directory person a")
    assert no.page is not None
    assert "Several people" in words(no)
    [first, *_] = [button.line for button in no.page.buttons]
    assert f"→ 1  `{first}`" in words(no)
    assert (await said(asking, "sec1", "direct", "1")).line == first


async def test_a_slip_of_an_answer_that_takes_several_keeps_the_others(asking: Drill) -> None:
    typed = "incident open XV practices=IP-FEE,IP-DCO both now=yes Birth certificates"
    done = await picked(asking, typed, typed.replace("IP-DCO", "IP-DOC"))
    assert done.outcome == "done"


async def test_a_number_counts_for_what_was_offered_last_alone(asking: Drill) -> None:
    await said(asking, "nl1", "direct", RIGHT.replace("XV", "Valdorra"))
    await said(asking, "nl1", "direct", "whoami")
    no = await said(asking, "nl1", "direct", "1")
    assert no.outcome == "refused"
    assert "Nothing that I asked is open" in words(no)


async def test_a_number_that_was_not_offered_leaves_the_others_there(asking: Drill) -> None:
    await said(asking, "nl1", "direct", RIGHT.replace("XV", "Valdorra"))
    assert (await said(asking, "nl1", "direct", "9")).outcome == "refused"
    assert (await said(asking, "nl1", "direct", "1")).outcome == "done"


async def test_words_after_an_offer_are_read_as_ever(asking: Drill) -> None:
    await said(asking, "nl1", "direct", RIGHT.replace("XV", "Valdorra"))
    no = await said(asking, "nl1", "direct", "hello there")
    assert "hello there" in words(no)
    assert "Valdora" not in words(no)
    assert (await said(asking, "nl1", "direct", "1")).outcome == "refused"


@pytest.mark.rule("DR-29")
async def test_a_vote_is_never_picked_by_a_number_of_its_own(asking: Drill) -> None:
    no = await said(asking, "nl1", "direct", "poll vtoe POL-7Q4KD3N0Y no")
    assert "→ 1" not in words(no)


async def test_an_open_interview_keeps_its_numbers(asking: Drill) -> None:
    await said(asking, "nl1", "direct", "incident open")
    no = await said(asking, "nl1", "direct", "timezon Europe/Paris")
    assert "→ 1" not in words(no)
    asked = await said(asking, "nl1", "direct", "9")
    assert asked.outcome == "asked"
    assert "(2 of 4, incident open)" in words(asked)


async def test_at_a_prompt_in_a_room_a_number_picks_too(asking: Drill) -> None:
    console = Console(asking.runtime, "nl1", "draft", Screen(list[str]().append))
    no = await console._say(RIGHT.replace("XV", "Valdorra"))
    assert no is not None
    assert no.outcome == "refused"
    done = await console._say("1")
    assert done is not None
    assert done.outcome == "done", words(done)


async def test_on_slack_the_corrected_line_is_a_button(asking: Drill) -> None:
    no = await said(asking, "ca1", "direct", "timezone Europe/Amsterdan")
    assert no.page is not None
    assert "timezone Europe/Amsterdam" in [button.line for button in no.page.buttons]


@pytest.mark.parametrize("word", ["documents", "document", "Falsified", "Corruption", "falsifiés"])
async def test_a_practice_is_found_by_a_word_of_its_name_and_never_guessed(
    drill: Drill, word: str
) -> None:
    line = f"incident open XV both practices={word} Two births"
    said_ = await said(drill, "nl1", "draft", line)
    assert said_.outcome in ("asked", "refused")
    assert "IP-" in words(said_) + "\n".join(drill.texts("direct:nl1"))
    assert not drill.texts("draft")


async def test_whoever_picks_nothing_known_reads_everything_that_may_be_picked(
    drill: Drill,
) -> None:
    line = "incident open XV both practices=zzzz Two births"
    told = words(await said(drill, "nl1", "draft", line))
    for code in (one.code for one in practices()):
        assert code in told
