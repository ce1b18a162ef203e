"""Every rule that code or design names can be explained with `why`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from config.rules import Force, rule, rules

ROOT = Path(__file__).parents[2]
COUNTS = {"T": 53, "U": 50, "A": 24, "I": 18, "W": 24, "DR": 34}


def refused() -> set[str]:
    """The rule ids that the code of commands and rules refuses by, where written plainly."""
    found = set()
    for folder in ("coordination", "commands", "config"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(
                        func=ast.Name(id="Refused" | "Warn" | "reminder"),
                        args=[ast.Constant(value=str(id)), *_],
                    ):
                        found.add(id)
    return found


@pytest.mark.rule("U-48")
def test_every_requirement_and_decision_rule_has_its_text_and_source() -> None:
    wanted = [f"{kind}-{n:02d}" for kind, count in COUNTS.items() for n in range(1, count + 1)]
    for id in wanted:
        found = rule(id)
        assert found is not None, id
        assert found.text.endswith("."), id
        assert found.source, id


@pytest.mark.rule("U-48")
def test_every_rule_that_refuses_or_warns_can_be_explained() -> None:
    assert refused() - rules().keys() == set()


@pytest.mark.parametrize("typed", ["DR-08", "dr-8", " dr-08 "])
def test_a_rule_is_found_however_it_is_typed(typed: str) -> None:
    found = rule(typed)
    assert found is not None
    assert found.id == "DR-08"


def test_what_is_no_rule_is_none() -> None:
    assert [rule(typed) for typed in ("DR-99", "", "nothing", "-", "T-")] == [None] * 5


def test_words_of_rules_are_short_enough_to_read_in_a_room() -> None:
    assert [r.id for r in rules().values() if len(r.text) > 300] == []


def test_the_decision_rules_refuse() -> None:
    assert {r.force for r in rules().values() if r.id.startswith("DR-")} == {Force.BLOCK}
