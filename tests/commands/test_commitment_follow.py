"""What a meeting concluded is told to nobody who may not read it, whoever commits itself to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.rehearse.drill import Drill, words
from tests.commands.incidents import everything, opened, said

CONCLUSION = "Every State shall count its old files"
AMBER = "incident open XV both practices=IP-DOC label=AMBER Records"


async def concluded(drill: Drill, incident: str, option: str) -> str:
    """A meeting on an incident with one adopted conclusion."""
    line = f"meeting propose {incident} 2026-03-12 {option} On old files"
    id = (await said(drill, "anouk", "direct", line)).made["meeting"]
    convene = f"meeting convene {id} 2026-03-12T09:00Z reason=urgent now=yes"
    assert (await said(drill, "anouk", "direct", convene)).outcome == "done"
    await drill.until(datetime(2026, 3, 12, 9, 5, tzinfo=UTC))
    for act in (
        f"attend {id} present=NL,IT,FR,CA,IL,AU,CO,PH",
        f"open {id} now=yes",
        f"conclude {id} {CONCLUSION}",
        f"close {id}",
        f"minutes {id} circulate_minutes now=yes",
        f"minutes {id} adopt_minutes now=yes",
        f"minutes {id} adopt_conclusions now=yes",
    ):
        done = await said(drill, "anouk", "direct", f"meeting {act}")
        assert done.outcome == "done", words(done)
    return id


@pytest.mark.rule("T-10", "T-16")
@pytest.mark.parametrize(
    ("option", "rule"), [("label=AMBER+STRICT", "T-10"), ("hidden=yes", "T-16")]
)
async def test_a_conclusion_goes_into_no_thread_whose_readers_may_not_read_it(
    drill: Drill, option: str, rule: str
) -> None:
    incident = await opened(drill, line=AMBER)
    id = await concluded(drill, incident, option)
    no = await said(drill, "it1", "direct", f"commitment follow {id} 1 2026-10-31T16:00Z")
    assert (no.outcome, no.rule) == ("refused", rule), words(no)
    assert f"commitment offer {incident}" in words(no)
    await drill.until(datetime(2026, 3, 12, 9, 6, tzinfo=UTC))
    assert f"Italy: {CONCLUSION}" not in everything(drill, "draft")


async def test_a_conclusion_that_all_may_read_is_committed_to_there(drill: Drill) -> None:
    incident = await opened(drill, line=AMBER)
    id = await concluded(drill, incident, "kind=roundtable")
    done = await said(drill, "it1", "direct", f"commitment follow {id} 1 2026-10-31T16:00Z")
    assert done.outcome == "done", words(done)
    await drill.until(datetime(2026, 3, 12, 9, 6, tzinfo=UTC))
    assert f"Italy: {CONCLUSION}" in everything(drill, "draft")
