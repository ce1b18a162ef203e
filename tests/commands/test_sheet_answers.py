"""What a sheet says of giving no answer, and of what a State may say beside its answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearse.drill import Drill
from coordination.poll.decide import decide
from coordination.poll.rule import Rule, VoteBasis
from coordination.poll.vote import Answer
from tests.commands.deciding import done, put
from tests.commands.test_sheet import VOTED, pages, read, sheet
from tests.coordination import polls

OTHERS = st.lists(
    st.sampled_from([Answer.YES, Answer.NO, Answer.ABSTAIN, Answer.NOT_PARTICIPATING, None]),
    min_size=7,
    max_size=7,
)


@pytest.mark.rule("DR-12")
@given(st.sampled_from(VOTED), st.sampled_from(list(VoteBasis)), OTHERS)
def test_to_give_no_answer_has_the_same_effect_as_not_to_participate(
    rule: Rule, basis: VoteBasis, others: list[Answer | None]
) -> None:
    on = polls.poll(rule, basis=basis)
    silent = decide(on, polls.given(on, [None, *others]))
    away = decide(on, polls.given(on, [Answer.NOT_PARTICIPATING, *others]))
    assert silent == away


def flat(files: dict[str, bytes]) -> str:
    """The words of a sheet, without the lines between its columns."""
    return read(files).replace("| ", "")


@pytest.mark.rule("DR-12", "DR-14", "DR-15")
async def test_a_sheet_says_how_many_must_answer_and_what_it_does_to_give_no_answer(
    drill: Drill,
) -> None:
    poll = (await put(drill))["poll"]
    files = await sheet(drill, "nl1", f"sheet {poll}")
    text = flat(files)
    assert "5 of 8 parties must answer; otherwise nothing is decided" in text
    assert "To give no answer does the same." in text
    assert f"poll abstain {poll}" in text
    assert f"poll state {poll}" in text
    assert len(pages(files)) == 1
    await done(drill, "au1", "direct", f"poll challenge {poll} FR It is named")
    aside = f"poll aside {poll} FR closes=2026-03-12T15:00Z"
    asked = (await done(drill, "anouk", "draft", aside)).made["poll"]
    procedural = flat(await sheet(drill, "nl1", f"sheet {asked}"))
    assert "4 of 7 parties must answer" in procedural
    assert "To give no answer does the same." in procedural
    assert "poll abstain" not in procedural
