"""What a meeting is asked about, and what it has agreed to: always one text (DR-06, DR-08)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coordination.parties import Terms
from coordination.poll.course import amend
from coordination.poll.live import asked_live
from coordination.poll.placing import named_in
from coordination.poll.rule import Rule
from coordination.refused import Refused
from tests.coordination.polls import OPENED, OTHERS, poll


@pytest.mark.rule("DR-06", "DR-26")
def test_a_text_that_a_meeting_is_asked_about_is_not_amended_while_it_is_asked() -> None:
    on = asked_live(poll(Rule.CONSENSUS), "MTG-00000000X", OTHERS, OPENED, 1, Terms())
    with pytest.raises(Refused) as no:
        amend(on, "1" * 64, OPENED + timedelta(hours=1), {})
    assert no.value.rule == "DR-06"


@pytest.mark.rule("DR-08")
def test_a_meeting_agrees_to_silence_on_the_text_that_it_names() -> None:
    id, title = "RES-00000000X", "We ask Valdora to verify its registers"
    assert not named_in(["The next seminar takes place in Rome"], id, title)
    assert named_in([f"The text {id.lower()} is placed under silence"], id, title)
    assert named_in(["“We ask  Valdora to verify its registers” goes under silence"], id, title)
    assert not named_in(["Anything"], id, " ")


@pytest.mark.rule("DR-08", "DR-26")
def test_what_a_meeting_agreed_to_is_not_agreed_for_a_text_that_was_amended_since() -> None:
    id, title = "RES-00000000X", "We ask Valdora to verify its registers"
    before = [f"{id} is placed under silence", f"“{title}” goes under silence"]
    assert named_in(before, id, title)
    assert not named_in(before, id, title, text="3f9a 1c7e")
    assert not named_in([*before, "The text 3f9a 1c7e"], id, title, text="3f9a 1c7e")
    assert named_in([*before, f"{id} 3F9A  1C7E is agreed"], id, title, text="3f9a 1c7e")
