"""What States decide on is the text of the letter that they sign (4.2, DR-08, DR-26)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import receive, refused, vote
from tests.commands.messages import consulting, must

TEXT = "§1 We thank Valdora. §2 Birth records are verified again."
ADOPT = dict.fromkeys(("AU", "CA", "CO", "FR", "IL", "IT", "NL", "PH"), "yes")


async def proposed(drill: Drill) -> tuple[str, str]:
    """An incident, and a common message that France has put."""
    inc = await consulting(drill)
    line = f"response message {inc} new=pause ongoing=pause reason=none {TEXT}"
    return inc, (await must(drill, "fr1", line, "draft")).made["response"]


async def carried(drill: Drill, more: str = "") -> tuple[str, str]:
    """A common message, and the letter that carries it, not frozen yet."""
    inc, res = await proposed(drill)
    line = f"message draft {inc} response={res} {more}"
    return res, (await must(drill, "fr1", line, "draft")).made["message"]


async def opened(drill: Drill, res: str, more: str = "rule=simple_majority") -> str:
    return (await must(drill, "anouk", f"poll open {res} {more}", "draft")).made["poll"]


async def shown(drill: Drill, line: str) -> str:
    return words(await must(drill, "nl1", line))


@pytest.mark.rule("DR-08", "DR-26")
@pytest.mark.parametrize("rule", ["silence closes=2026-03-23T15:00Z", "simple_majority"])
async def test_no_text_is_put_while_the_letter_that_carries_it_is_not_frozen(
    drill: Drill, rule: str
) -> None:
    res, msg = await carried(drill)
    await must(drill, "fr1", f"message language {msg} fr authentic")
    no, told = await refused(drill, "anouk", "draft", f"poll open {res} rule={rule}")
    assert (no, f"message revise {msg} language=fr" in told) == ("DR-26", True)
    await must(drill, "fr1", f"message revise {msg} language=fr §1 Merci. §2 Les actes.")
    no, told = await refused(drill, "anouk", "draft", f"poll open {res} rule={rule}")
    assert (no, f"message freeze {msg}" in told) == ("DR-26", True)
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    await must(drill, "anouk", f"poll open {res} rule={rule}", "draft")


@pytest.mark.rule("DR-26")
async def test_a_letter_that_was_changed_after_its_freezing_is_frozen_again_before_a_poll(
    drill: Drill,
) -> None:
    res, msg = await carried(drill)
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    await must(drill, "fr1", f"message revise {msg} paragraph=2 Fees are looked at.")
    no, _ = await refused(drill, "anouk", "draft", f"poll open {res} rule=simple_majority")
    assert no == "DR-26"
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    poll = await opened(drill, res)
    assert "Fees are looked at" in await shown(drill, f"poll show {poll}")


@pytest.mark.rule("DR-26")
async def test_a_letter_keeps_its_words_while_states_decide_on_them(drill: Drill) -> None:
    res, msg = await carried(drill)
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    poll = await opened(drill, res)
    before = await shown(drill, f"message show {msg}")
    for line in (
        f"message revise {msg} paragraph=2 Valdora is guilty.",
        f"message language {msg} fr authentic",
    ):
        no, told = await refused(drill, "fr1", "draft", line)
        assert (no, poll in told) == ("DR-26", True)
        assert "poll withdraw" not in told
    _, told = await refused(drill, "anouk", "direct", f"message revise {msg} paragraph=2 Other.")
    assert f"poll withdraw {poll}" in told
    assert await shown(drill, f"message show {msg}") == before


@pytest.mark.rule("DR-08", "DR-26")
async def test_a_letter_keeps_its_words_from_the_notice_of_a_silence_on(drill: Drill) -> None:
    res, msg = await carried(drill)
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    poll = await opened(drill, res, "rule=silence notice=yes closes=2026-03-24T15:00Z")
    no, told = await refused(drill, "fr1", "draft", f"message revise {msg} Another text.")
    assert (no, poll in told) == ("DR-26", True)


@pytest.mark.rule("DR-26")
async def test_a_translation_that_nobody_signs_is_written_while_states_decide(drill: Drill) -> None:
    res, msg = await carried(drill)
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    await opened(drill, res)
    await must(drill, "fr1", f"message language {msg} fr courtesy")
    await must(drill, "fr1", f"message revise {msg} language=fr §1 Merci. §2 Les actes.")


@pytest.mark.rule("DR-26")
async def test_a_letter_that_was_changed_gets_the_text_back_that_was_adopted(drill: Drill) -> None:
    res, msg = await carried(drill, "languages=en,fr")
    french = "§1 Merci. §2 Les actes de naissance sont vérifiés."
    await must(drill, "fr1", f"message revise {msg} language=fr {french}")
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    poll = await opened(drill, res)
    await vote(drill, poll, **ADOPT)
    await must(drill, "anouk", f"poll close {poll}", "draft")
    await must(drill, "fr1", f"message revise {msg} paragraph=2 Fees are free.")
    await must(drill, "fr1", f"message revise {msg} language=fr paragraph=2 Sans frais.")
    await must(drill, "fr1", f"message language {msg} es authentic")
    await must(drill, "fr1", f"message revise {msg} language=es §1 Gracias. §2 Gratis.")
    no, told = await refused(drill, "anouk", "draft", f"message freeze {msg}")
    back = f"message revise {msg} decided=yes"
    assert (no, back in told) == ("DR-26", True)
    await must(drill, "anouk", back, "draft")
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    assert "Birth records are verified again." in await shown(drill, f"message show {msg}")
    text = await shown(drill, f"message show {msg} language=fr")
    assert "Les actes de naissance sont vérifiés." in text
    await must(drill, "nl1", f"message sign {msg}")


@pytest.mark.rule("DR-26")
async def test_a_letter_on_a_text_under_decision_begins_with_that_text(drill: Drill) -> None:
    inc, res = await proposed(drill)
    await opened(drill, res)
    line = f"message draft {inc} response={res}"
    for other in (f"{line} languages=en,fr", f"{line} §1 Valdora is guilty."):
        no, told = await refused(drill, "fr1", "draft", other)
        assert (no, f"`{line}`" in told) == ("DR-26", True), told
    await must(drill, "fr1", line, "draft")


@pytest.mark.rule("DR-26")
async def test_a_letter_on_a_text_in_two_languages_is_begun_in_both(drill: Drill) -> None:
    res, msg = await carried(drill, "languages=en,fr")
    await must(drill, "fr1", f"message revise {msg} language=fr §1 Merci. §2 Les actes.")
    await must(drill, "anouk", f"message freeze {msg}", "draft")
    await must(drill, "fr1", f"message withdraw {msg} now=yes It is begun anew.")
    poll = await opened(drill, res, "rule=silence closes=2026-03-23T15:00Z")
    await receive(drill, poll)
    await drill.until(datetime(2026, 3, 24, 9, tzinfo=UTC))
    found = await drill.runtime.database.run(lambda store: store.responses.get(res))
    assert found is not None
    line = f"message draft {found.incident} response={res}"
    again = (await must(drill, "fr1", line, "draft")).made["message"]
    await must(drill, "anouk", f"message freeze {again}", "draft")
    assert "Les actes." in await shown(drill, f"message show {again} language=fr")
