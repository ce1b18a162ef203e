"""Where two letters of one State wait, a second person confirms the one that is shown (DR-33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from coordination.message.entry import Looked
from storage.store import Store
from tests.commands.deciding import done, newest, put, refused
from tests.commands.messages import must
from tests.commands.test_message_letter import entering, frozen

HOUR = timedelta(hours=1)


def letter(drill: Drill, poll: str, answer: str, number: int) -> str:
    return f"poll enter {poll} PH {answer} {drill.now:%Y-%m-%dT%H:%MZ} Note verbale {number}/2026"


def shown(drill: Drill) -> str:
    """What the second person was asked last."""
    asked = [text for text in drill.texts("direct:anouk") if "2  no" in text]
    return asked[-1]


async def two(drill: Drill, poll: str, first: str, second: str) -> None:
    """Two letters of one State; the one that came first is entered last."""
    earlier = letter(drill, poll, first, 12)
    await drill.until(drill.now + HOUR)
    await done(drill, "sec1", "direct", letter(drill, poll, second, 13))
    await done(drill, "sec1", "direct", earlier)


async def asked(drill: Drill) -> str:
    """The line that the question which was put to the second person last is the beginning of."""

    def line(store: Store) -> str:
        asks = [one for one in store.asks.of("anouk") if "countersign" in one.line]
        return asks[-1].line

    return await drill.runtime.database.run(line)


async def confirmed(drill: Drill, poll: str) -> list[str | None]:
    votes = await drill.runtime.database.run(lambda store: store.polls.votes(poll))
    return [one.evidence for one in votes if one.party == "PH"]


@pytest.mark.rule("DR-28", "DR-33")
async def test_a_closing_that_two_letters_of_one_state_hold_up_offers_each_line_once(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    await two(drill, poll, "no", "abstain")
    await done(drill, "sec1", "direct", letter(drill, poll, "yes", 14).replace(" PH ", " CO "))
    rule, said = await refused(drill, "anouk", "draft", f"poll close {poll}")
    assert rule == "DR-33"
    assert "3 positions that came by letter" in said
    assert said.count(f"poll countersign {poll} PH") == 1
    assert said.count(f"poll countersign {poll} CO") == 1


@pytest.mark.rule("DR-33")
async def test_what_is_wrong_with_a_position_is_said_of_a_state_by_its_name(drill: Drill) -> None:
    poll = (await put(drill))["poll"]
    await done(drill, "sec1", "direct", letter(drill, poll, "yes", 12))
    _, said = await refused(drill, "anouk", "direct", f"poll countersign {poll} CO yes")
    assert f"No position of Colombia on {poll} waits to be confirmed." in said
    line = letter(drill, poll, "yes", 12).replace(" PH ", " XV ")
    _, said = await refused(drill, "sec1", "direct", line)
    assert f"{poll} is on a measure addressed to Valdora." in said


@pytest.mark.rule("DR-33")
@pytest.mark.parametrize("word", ["yes", "no"])
async def test_an_answer_to_an_earlier_question_is_none_to_the_letter_that_came_since(
    drill: Drill, word: str
) -> None:
    poll = (await put(drill, "rule=simple_majority"))["poll"]
    await done(drill, "sec1", "direct", letter(drill, poll, "no", 12))
    first = await asked(drill)
    await drill.until(drill.now + HOUR)
    await done(drill, "sec1", "direct", letter(drill, poll, "yes", 13))
    for line in (f"{first} {word}", f"poll countersign {poll} PH {word}"):
        told = words(await done(drill, "anouk", "direct", line))
        assert "Nothing was recorded: the Philippines sent more than one letter" in told
        assert "Note verbale 13/2026" in newest(drill, "direct:anouk")
        assert await confirmed(drill, poll) == []
    await done(drill, "anouk", "direct", "1")
    assert await confirmed(drill, poll) == ["Note verbale 13/2026"]


@pytest.mark.rule("DR-33")
async def test_a_question_of_an_older_version_is_put_anew_where_it_may_have_meant_another_letter(
    drill: Drill,
) -> None:
    poll = (await put(drill, "rule=simple_majority"))["poll"]
    await done(drill, "sec1", "direct", letter(drill, poll, "no", 12))
    await drill.until(drill.now + HOUR)
    await done(drill, "sec1", "direct", letter(drill, poll, "yes", 13))

    def older(store: Store) -> None:
        ask = next(one for one in store.asks.of("anouk") if "countersign" in one.line)
        store.asks.open(replace(ask, line=f"poll countersign {poll} PH"))

    await drill.runtime.database.run(older)
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH yes")
    assert await confirmed(drill, poll) == []
    await done(drill, "anouk", "direct", "1")
    assert await confirmed(drill, poll) == ["Note verbale 13/2026"]


@pytest.mark.rule("DR-33")
async def test_the_only_letter_of_a_state_is_confirmed_without_its_number(drill: Drill) -> None:
    poll = (await put(drill, "rule=simple_majority"))["poll"]
    await done(drill, "sec1", "direct", letter(drill, poll, "no", 12))
    await done(drill, "anouk", "direct", f"poll countersign {poll} PH yes")
    assert await confirmed(drill, poll) == ["Note verbale 12/2026"]


@pytest.mark.rule("DR-33")
async def test_an_answer_to_an_earlier_question_signs_no_message(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "sec1", entering(drill, msg, "PH").replace("12/2026", "11/2026"))
    first = await asked(drill)
    await drill.until(drill.now + HOUR)
    await must(drill, "sec1", entering(drill, msg, "PH", "decline"))
    for line in (f"{first} yes", f"message countersign {msg} PH yes"):
        told = words(await done(drill, "anouk", "direct", line))
        assert "Nothing was recorded: the Philippines sent more than one letter" in told
        assert "Note verbale PH 12/2026" in newest(drill, "direct:anouk")
    assert "Signed so far: 1 of" in words(await must(drill, "anouk", f"message show {msg}"))
    await must(drill, "anouk", f"{await asked(drill)} yes")
    # The older letter is answered by the newer one: nobody is told that it is no answer.
    await drill.until(drill.now + timedelta(days=7))
    assert not any("so it is no answer" in text for text in drill.texts("direct:ph1"))
    assert not any("so it is no answer" in text for text in drill.texts("direct:sec1"))
    looked = await drill.runtime.database.run(lambda store: store.messages.entries(msg, Looked))
    assert [one.became.value for one in looked] == ["confirmed"]


@pytest.mark.rule("DR-33", "DR-09")
async def test_what_is_confirmed_is_the_letter_that_was_shown(drill: Drill) -> None:
    poll = (await put(drill, "rule=consensus"))["poll"]
    await two(drill, poll, "object", "abstain")
    assert "Note verbale 13/2026" in shown(drill)
    await done(drill, "anouk", "direct", f"{await asked(drill)} yes")
    # The objection stands whatever was said after it, and is shown once the other is seen.
    assert "Note verbale 12/2026" in shown(drill)
    await done(drill, "anouk", "direct", f"{await asked(drill)} yes")
    assert "objection" in newest(drill, "direct:ph1")


@pytest.mark.rule("DR-33")
async def test_who_finds_one_letter_to_say_something_else_is_shown_the_other(drill: Drill) -> None:
    poll = (await put(drill, "rule=simple_majority"))["poll"]
    await two(drill, poll, "no", "yes")
    await done(drill, "anouk", "direct", f"{await asked(drill)} no")
    assert "Note verbale 12/2026" in shown(drill)


@pytest.mark.rule("DR-33")
async def test_of_two_letters_on_a_message_the_one_that_came_last_is_shown_and_prevails(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    first = entering(drill, msg, "PH").replace("12/2026", "11/2026")
    await drill.until(drill.now + HOUR)
    await must(drill, "sec1", entering(drill, msg, "PH", "decline"))
    await must(drill, "sec1", first)
    assert "Note verbale PH 12/2026" in shown(drill)
    await must(drill, "anouk", f"{await asked(drill)} yes")
    rule, _ = await refused(drill, "anouk", "direct", f"message countersign {msg} PH yes")
    assert rule == "DR-33"
    assert "Signed so far: 1 of" in words(await must(drill, "anouk", f"message show {msg}"))


@pytest.mark.rule("DR-33")
async def test_a_letter_that_lapses_takes_no_other_one_with_it(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "sec1", entering(drill, msg, "PH").replace("12/2026", "11/2026"))
    await drill.until(drill.now + timedelta(days=2))
    await must(drill, "sec1", entering(drill, msg, "PH", "decline"))
    lapsed = "so it is no answer"
    while lapsed not in newest(drill, "direct:sec1"):
        await drill.until(drill.now + 6 * HOUR)
    assert "Note verbale PH 12/2026" in shown(drill)
    before = sum(lapsed in text for text in drill.texts("direct:sec1"))
    await drill.until(drill.now + timedelta(days=7))
    assert sum(lapsed in text for text in drill.texts("direct:sec1")) == before + 1
