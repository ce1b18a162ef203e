"""What a State's own people see of their State's word on a joint message, and who is told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import newest, refused
from tests.commands.messages import consulting, drafted, must
from tests.commands.test_who_answers import ends


async def frozen(drill: Drill) -> str:
    """A message on which signatures are waited for."""
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await drill.until(drill.now + timedelta(minutes=1))
    return msg


async def shown(drill: Drill, who: str, msg: str) -> str:
    return words(await must(drill, who, f"message show {msg}"))


@pytest.mark.rule("DR-18", "DR-29")
async def test_a_voter_reads_what_the_deputy_has_said_and_no_other_state_does(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    assert "France has not answered yet" in await shown(drill, "fr1", msg)
    await must(drill, "fr2", f"message sign {msg} We read §2 broadly.")
    told = newest(drill, "direct:fr1")
    assert "as alternate: signs, with the footnote “We read §2 broadly.”" in told
    own = await shown(drill, "fr1", msg)
    assert "France has answered: signs, with the footnote “We read §2 broadly.”" in own
    assert "by Hugo" in own
    for other in ("it1", "anouk", "nl1"):
        assert "broadly" not in await shown(drill, other, msg)
    await must(drill, "fr1", f"message unsign {msg}")
    assert "after you: took its signature back. The later" in newest(drill, "direct:fr2")
    assert "France has not answered yet" in await shown(drill, "fr2", msg)
    await must(drill, "fr1", f"message decline {msg}")
    assert "France has answered: does not sign" in await shown(drill, "fr2", msg)


@pytest.mark.rule("DR-33")
async def test_a_word_by_letter_is_read_by_the_state_as_such(drill: Drill) -> None:
    msg = await frozen(drill)
    reached = f"{drill.now:%Y-%m-%dT%H:%MZ}"
    await must(drill, "sec1", f"message enter {msg} PH sign {reached} Note verbale PH 12/2026")
    await must(drill, "anouk", f"message countersign {msg} PH yes")
    assert "The Philippines has answered by note: signs" in await shown(drill, "ph1", msg)
    await must(drill, "ph1", f"message sign {msg} subject=yes")
    assert "subject to confirmation by the capital" in await shown(drill, "ph1", msg)


@pytest.mark.rule("DR-17", "DR-18")
@pytest.mark.parametrize("line", ["message unsign {}", "message sign {}", "message decline {}"])
async def test_the_state_hears_when_one_signs_for_it_whose_mandate_has_ended(
    drill: Drill, line: str
) -> None:
    msg = await frozen(drill)
    await must(drill, "fr2", f"message sign {msg}")
    await ends(drill, "fr2")
    await refused(drill, "fr2", "direct", line.format(msg))
    told = newest(drill, "direct:fr1")
    assert f"Hugo tried to answer {msg} for France, and the mandate has ended" in told
    assert "Signed so far: 1 of 8" in await shown(drill, "fr1", msg)


@pytest.mark.rule("DR-17", "DR-18")
async def test_the_state_hears_it_too_when_the_number_of_a_question_was_answered(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    await ends(drill, "fr2")
    await refused(drill, "fr2", "direct", "1")
    assert f"Hugo tried to answer {msg} for France" in newest(drill, "direct:fr1")
    # Whoever has nothing to do with it tells nobody anything by trying.
    await drill.until(drill.now + timedelta(minutes=1))
    before = len(drill.shown)
    await ends(drill, "it1")
    await refused(drill, "it1", "direct", "message sign MSG-7Q4KD3N0Y")
    assert {one.room for one in drill.shown[before:]} == {"direct:it1"}


@pytest.mark.rule("DR-17", "DR-33")
async def test_the_chair_hears_for_whom_nobody_can_sign(drill: Drill) -> None:
    msg = await frozen(drill)
    await ends(drill, "it1")
    await ends(drill, "fr1")  # its deputy is there
    await drill.until(drill.now + timedelta(days=20))
    told = [text for text in drill.texts("direct:anouk") if "Nobody can sign for" in text]
    assert len(told) == 2, "with the reminder, and once the time is over"
    assert all("Nobody can sign for Italy now" in text for text in told)
    assert not any("Nobody can sign" in text for text in drill.texts("draft"))
    assert all(msg in text for text in told)
