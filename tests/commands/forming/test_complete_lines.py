"""A complete line of a command that never asks back is not tried first."""

from __future__ import annotations

import sys

from commands.forming.opening import NEVER_ASKS
from commands.table import BY_WORDS


def test_none_of_them_can_ask_for_more_or_for_a_second_look() -> None:
    for words in NEVER_ASKS:
        command = BY_WORDS[words]
        assert not command.form.preview
        assert not {"Wanting", "Confirm"} & vars(sys.modules[command.__module__]).keys()
