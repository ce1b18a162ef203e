"""The one way in which a rule says no."""

from __future__ import annotations

from coordination.said import Said


class Refused(Exception):
    """A rule said no, in words for the person.

    `rule` is the id of the rule (`DR-08`, `T-10`, or `form` for malformed input);
    `instead` are complete lines that would be accepted, ready to send.
    """

    def __init__(self, rule: str, said: Said, instead: tuple[str, ...] = ()) -> None:
        super().__init__(f"{rule}: {said.msgid}")
        self.rule = rule
        self.said = said
        self.instead = instead
