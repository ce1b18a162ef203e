"""A State's signature by letter: two people, a copy, and its own later word (DR-33)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.deciding import newest, refused
from tests.commands.messages import consulting, drafted, must


async def frozen(drill: Drill) -> str:
    """A message on which signatures are waited for."""
    msg = await drafted(drill, await consulting(drill))
    await must(drill, "fr1", f"message freeze {msg}")
    await must(drill, "fr1", f"message sign {msg}")
    return msg


def entering(drill: Drill, msg: str, party: str, answer: str = "sign", more: str = "") -> str:
    reached = f"{drill.now:%Y-%m-%dT%H:%MZ}"
    return f"message enter {msg} {party} {answer} {reached} {more}Note verbale {party} 12/2026"


@pytest.mark.performs("message enter", "message countersign")
@pytest.mark.rule("DR-33", "DR-17")
async def test_a_signature_by_letter_counts_once_a_second_person_has_confirmed_it(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    line = entering(drill, msg, "PH")
    assert (await refused(drill, "nl1", "direct", line))[0] == "mandate"
    await must(drill, "sec1", line)
    assert "Signed so far: 1 of" in words(await must(drill, "anouk", f"message show {msg}"))
    rule, said = await refused(drill, "sec1", "direct", f"message countersign {msg} PH yes")
    assert (rule, "You entered it" in said) == ("DR-33", True)
    assert "A letter of the Philippines" in words(await must(drill, "anouk", f"message show {msg}"))
    await must(drill, "anouk", f"message countersign {msg} PH yes")
    shown = words(await must(drill, "anouk", f"message show {msg}"))
    assert "Signed so far: 2 of" in shown
    assert "the Philippines answered by note (Note verbale PH 12/2026)" in shown.replace(
        "The", "the"
    )
    copy = newest(drill, "direct:ph1")
    assert "was entered for the Philippines from your letter" in copy
    assert "Note verbale PH 12/2026" in copy
    # Until it leaves, the State may say otherwise itself.
    await must(drill, "ph1", f"message decline {msg}")
    assert "Signed so far: 1 of" in words(await must(drill, "anouk", f"message show {msg}"))


@pytest.mark.rule("DR-33")
async def test_a_letter_that_is_entered_late_does_not_undo_what_the_state_said_since(
    drill: Drill,
) -> None:
    msg = await frozen(drill)
    late = entering(drill, msg, "PH")
    await drill.until(drill.now + timedelta(hours=5))
    await must(drill, "ph1", f"message decline {msg}")
    await must(drill, "sec1", late)
    rule, _ = await refused(drill, "anouk", "direct", f"message countersign {msg} PH yes")
    assert rule == "DR-33"
    assert "Signed so far: 1 of" in words(await must(drill, "anouk", f"message show {msg}"))


@pytest.mark.rule("DR-33")
async def test_the_record_shows_that_a_signature_came_by_letter(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "sec1", entering(drill, msg, "PH", more="channel=email "))
    await must(drill, "anouk", f"message countersign {msg} PH yes")
    await must(drill, "anouk", f"message dispatch {msg}")
    shown = words(await must(drill, "it1", f"message show {msg}"))
    assert "answered by e-mail; two people of the office stand behind it" in shown
    assert "Note verbale" not in shown


@pytest.mark.rule("DR-33")
async def test_what_the_state_says_itself_after_the_entry_prevails(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "sec1", entering(drill, msg, "PH"))
    await must(drill, "ph1", f"message decline {msg}")
    rule, said = await refused(drill, "anouk", "direct", f"message countersign {msg} PH yes")
    assert (rule, "its later word counts" in said) == ("DR-33", True)
    await must(drill, "anouk", f"message countersign {msg} PH no")
    assert "It is no answer" in newest(drill, "direct:sec1")
    rule, _ = await refused(drill, "anouk", "direct", f"message countersign {msg} PH yes")
    assert rule == "DR-33"


@pytest.mark.performs("message unseen")
@pytest.mark.rule("DR-33")
async def test_a_letter_that_nobody_confirms_lapses_aloud(drill: Drill) -> None:
    msg = await frozen(drill)
    await must(drill, "sec1", entering(drill, msg, "PH"))
    await drill.until(drill.now + timedelta(days=6))
    assert "so it is no answer" in newest(drill, "direct:ph1")
    assert "so it is no answer" in newest(drill, "direct:sec1")
    rule, _ = await refused(drill, "anouk", "direct", f"message countersign {msg} PH yes")
    assert rule == "DR-33"
    assert "Signed so far: 1 of" in words(await must(drill, "anouk", f"message show {msg}"))


@pytest.mark.rule("DR-33", "DR-26")
async def test_a_letter_says_which_text_it_answers_and_is_complete(drill: Drill) -> None:
    msg = await frozen(drill)
    early = f"message enter {msg} PH sign 2026-03-01T09:00Z Note verbale PH 12/2026"
    assert (await refused(drill, "sec1", "direct", early))[0] == "DR-33"
    outside = entering(drill, msg, "XV")
    assert (await refused(drill, "sec1", "direct", outside))[0] == "DR-20"
    subject = entering(drill, msg, "PH", "subject")
    assert (await refused(drill, "sec1", "direct", subject))[0] == "DR-33"
    await must(drill, "sec1", entering(drill, msg, "PH"))
    await must(drill, "fr1", f"message revise {msg} 1 We thank Valdora warmly.")
    rule, _ = await refused(drill, "anouk", "direct", f"message countersign {msg} PH yes")
    assert rule == "DR-33"
