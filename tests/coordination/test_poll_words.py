"""Every sentence that the rules of polls and responses say is in the English catalogue."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

import coordination
from coordination.poll.letter import LetterChannel
from coordination.poll.rule import Rule, VoteBasis
from coordination.poll.stage import LIFECYCLE as POLL
from coordination.poll.stage import Stage as PollStage
from coordination.poll.vote import Answer
from coordination.response.parts import Direction, ResponseType
from coordination.response.record import Adoptions, Proceeding, Restorative
from coordination.response.stage import LIFECYCLE as RESPONSE
from coordination.response.stage import Stage as ResponseStage

SOURCES = Path(coordination.__file__).parent
CATALOGUE = SOURCES.parent / "config" / "locale" / "en" / "LC_MESSAGES"


def keys(domain: str) -> set[str]:
    text = (CATALOGUE / f"{domain}.po").read_text(encoding="utf-8")
    return set(re.findall(r'^msgid "([^"]+)"$', text, re.MULTILINE))


@pytest.mark.parametrize("noun", ["poll", "response"])
def test_every_key_that_a_rule_names_has_its_sentence(noun: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (SOURCES / noun).glob("*.py"))
    named = set(re.findall(rf'"({noun}\.[a-z_.]+)"', code))
    assert named
    assert named <= keys(noun)


def test_stages_and_acts_have_names() -> None:
    stages = {f"stage.poll.{stage.value}" for stage in PollStage}
    stages |= {f"stage.response.{stage.value}" for stage in ResponseStage}
    acts = {f"stage.act.poll.{act}" for act in POLL.acts}
    acts |= {f"stage.act.response.{act}" for act in RESPONSE.acts}
    assert stages | acts <= keys("stage")


ENUMERATIONS: list[type[StrEnum]] = [
    Adoptions,
    Answer,
    Direction,
    LetterChannel,
    Proceeding,
    ResponseType,
    Restorative,
    Rule,
    VoteBasis,
]


@pytest.mark.parametrize("members", ENUMERATIONS)
def test_every_choice_has_its_words(members: type[StrEnum]) -> None:
    domain = members.__name__.lower()
    assert {f"{domain}.{member.value}" for member in members} <= keys(domain)
