"""One person with two functions: what is done counts under the hat that is said, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearse.drill import Drill, words
from coordination.poll.stage import Stage
from tests.commands.deciding import done, poll_of, put
from tests.commands.test_silence_unheard import changed

AUTHORITY = '{ group = "ica", party = "IL", roles = ["voter", "ca_officer"], can_commit = true, '
ISS = '{ group = "ica", organisation = "iss", roles = ["observer"], reference = "ISS member" }, '


@pytest.mark.rule("DR-09", "DR-17", "T-33", "I-15")
async def test_an_objection_under_an_iss_hat_has_no_effect_and_is_repeated_under_the_other(
    drill: Drill, tmp_path: Path
) -> None:
    await changed(drill, tmp_path, AUTHORITY, ISS + AUTHORITY)
    made = await put(drill, "rule=silence")
    line = f"poll object {made['poll']}"
    unsaid = await drill.say("il1", "draft", f"{line} §1 is unclear")
    assert unsaid is not None
    assert (unsaid.outcome, unsaid.rule) == ("refused", "form"), words(unsaid)
    assert "as=" in words(unsaid)
    observing = await drill.say("il1", "draft", f"{line} as=iss §1 is unclear")
    assert observing is not None
    assert (observing.outcome, observing.rule) == ("refused", "T-33"), words(observing)
    assert (await poll_of(drill, made)).stage is Stage.OPEN
    await done(drill, "il1", "draft", f"{line} as=IL §1 is unclear")
    assert (await poll_of(drill, made)).stage is Stage.BROKEN
