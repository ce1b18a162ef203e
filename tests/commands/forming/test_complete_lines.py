"""A complete line of a command that never asks back is not tried first."""

from __future__ import annotations

import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from commands.forming.opening import NEVER_ASKS
from commands.line import Line, address, complete
from commands.parse import answers, missing
from commands.table import BY_WORDS, FORMS
from coordination.refused import Refused
from tests.commands.test_parse import CALL, NoRows


def test_none_of_them_can_ask_for_more_or_for_a_second_look() -> None:
    for words in NEVER_ASKS:
        command = BY_WORDS[words]
        assert not command.form.preview
        assert not {"Wanting", "Confirm"} & vars(sys.modules[command.__module__]).keys()


THINGS = ["POL-7Q4KD3N0Y", "INC-7Q4KD3N0Y", "poll=POL-7Q4KD3N0Y", "after=INC-7Q4KD3N0Y"]
OTHERS = ["yes", "as=XV", "on=ALL", "answer=no", "text", "“no”", "stage=open", "closes=5wd"]
WORDS = st.sampled_from([*THINGS, *OTHERS])


@given(st.sampled_from(sorted(NEVER_ASKS)), st.lists(WORDS, max_size=5), st.booleans())
def test_a_line_that_looks_complete_leaves_nothing_open(
    words: str, typed: list[str], in_thread: bool
) -> None:
    form, text = FORMS[words], " ".join((words, *typed))
    if not complete(text, form):
        return
    line = Line(text)
    address(line, FORMS)
    call = replace(CALL, thread="INC-7Q4KD3N0Y" if in_thread else None)
    try:
        raw = answers(line, form, call, NoRows())  # type: ignore[arg-type]
    except Refused:
        return
    assert missing(form, raw) == []


def test_a_ballots_line_is_seen_to_be_complete() -> None:
    assert complete("poll vote POL-7Q4KD3N0Y yes", FORMS["poll vote"])
    assert complete("poll vote as=XV answer=no poll=POL-7Q4KD3N0Y", FORMS["poll vote"])
    assert not complete("poll vote POL-7Q4KD3N0Y", FORMS["poll vote"])
    assert complete("find certificate", FORMS["find"])
    assert not complete("find", FORMS["find"])
