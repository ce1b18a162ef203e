"""What a bot has at its start is not looked through for memory to free."""

from __future__ import annotations

import gc

from bot import lasting


def test_what_is_there_at_the_start_is_not_looked_through_again() -> None:
    there, before = ["made before the bot started"], gc.get_threshold()
    assert any(one is there for one in gc.get_objects())
    try:
        lasting.settle()
        later = ["made while it runs"]
        looked_through = gc.get_objects()
        assert not any(one is there for one in looked_through)
        assert any(one is later for one in looked_through)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
