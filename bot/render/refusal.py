"""A refusal as a page: what and why, its rule, and what would be accepted."""

from __future__ import annotations

from commands.outcome import Button, Page
from coordination.refused import Refused
from coordination.said import Said


def refusal(refused: Refused) -> Page:
    """The words of a refusal; one that a numbered rule made says how to read the rule."""
    numbered = any(sign.isdigit() for sign in refused.rule)
    lines = (Said("render.rule", rule=refused.rule),) if numbered else ()
    label = Said("render.instead")
    return Page(refused.said, lines, tuple(Button(label, line) for line in refused.instead))
