"""Memory that a bot has for as long as it runs."""

from __future__ import annotations

import gc

MADE = 10_000
"""So many new objects are looked through for rings at once; Python itself does so with 700."""


def settle() -> None:
    """What was read and made until now stays: it is not looked through again and again.

    Python would do so in the middle of any command, and with a bot's many declarations it takes
    longer than to keep a receipt.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE, 10, 10)
