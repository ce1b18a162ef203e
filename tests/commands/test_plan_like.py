"""A plan that begins like an earlier one takes nothing where fewer may read it."""

from __future__ import annotations

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.incidents import opened, said


@pytest.mark.rule("T-10")
async def test_what_few_may_read_is_carried_into_no_plan_that_more_read(drill: Drill) -> None:
    strict, amber = [
        await opened(drill, line=f"incident open XV both practices=IP-DOC label={label} Records")
        for label in ("AMBER+STRICT", "AMBER")
    ]
    old = await said(drill, "nl1", "draft", f"plan open {strict} 2026-12-01 Look at old files")
    id = old.made["plan"]
    await said(drill, "nl1", "draft", f"plan add {id} by=IT due=2026-11-01 Count the sealed files")
    again = f"2027-06-01 like={id} Once more"
    no = await said(drill, "nl1", "draft", f"plan open {amber} {again}")
    assert (no.outcome, no.rule) == ("refused", "T-10"), words(no)
    assert "sealed" not in words(no)
    done = await said(drill, "nl1", "draft", f"plan open {strict} {again}")
    assert "Count the sealed files" in words(done)
