"""`make rules` lists every rule of the catalogue with the tests that name it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "rules.py"
CATALOGUE = """
[DR-01]
text = "One party, one vote."

[DR-02]
text = "A tie is not adopted."

[T-03]
text = "An incident is one case or a pattern."
"""
TESTS = """
import pytest

pytestmark = pytest.mark.rule("T-03")


@pytest.mark.rule("DR-01")
@pytest.mark.parametrize("n", [1, 2])
async def test_one_party_has_one_vote(n): ...


class TestTogether:
    def test_in_a_class(self): ...


def not_a_test(): ...
"""
PLACE = "tests/area/test_votes.py"


def tree(root: Path, tests: str = TESTS) -> Path:
    """A project with a catalogue and a file of tests."""
    (root / "config").mkdir()
    (root / "config" / "rules.toml").write_text(CATALOGUE, encoding="utf-8")
    file = root / PLACE
    file.parent.mkdir(parents=True)
    file.write_text(tests, encoding="utf-8")
    return root


def listed(*arguments: str) -> tuple[int, str]:
    """The exit status, and what was printed."""
    command = [sys.executable, str(SCRIPT), *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert not done.stderr
    return done.returncode, done.stdout


def test_every_rule_stands_there_with_its_words_and_with_its_tests_by_name(tmp_path: Path) -> None:
    code, said = listed("--root", str(tree(tmp_path)))
    assert code == 0
    assert said.startswith(
        "DR-01  One party, one vote.\n"
        f"         {PLACE}::test_one_party_has_one_vote\n"
        "DR-02  A tie is not adopted.\n"
        "         no test names it\n"
        "T-03   An incident is one case or a pattern.\n"
        f"         {PLACE}::TestTogether::test_in_a_class\n"
        f"         {PLACE}::test_one_party_has_one_vote\n"
    )
    assert "2 of 3 rules have a test." in said
    assert "Without: DR-02" in said
    assert "not_a_test" not in said


def test_only_the_rules_that_are_asked_for_are_listed(tmp_path: Path) -> None:
    code, said = listed("--root", str(tree(tmp_path)), "T-03")
    assert code == 0
    assert said.splitlines()[0] == "T-03   An incident is one case or a pattern."
    assert "DR-01" not in said
    code, said = listed("--root", str(tmp_path), "DR-99")
    assert (code, said) == (1, "Not in the catalogue: DR-99\n")


@pytest.mark.parametrize(
    "wrong",
    [
        '@pytest.mark.rule("DR-99")\ndef test_it(): ...\n',
        'pytestmark = [pytest.mark.rule("DR-99")]\n\ndef test_it(): ...\n',
        '@pytest.mark.rule("DR-99")\nclass TestIt:\n    def test_it(self): ...\n',
    ],
)
def test_a_test_that_names_a_rule_that_is_none_fails_it_and_is_named(
    tmp_path: Path, wrong: str
) -> None:
    code, said = listed("--root", str(tree(tmp_path, f"import pytest\n\n{wrong}")))
    assert code == 1
    assert "Not in the catalogue: DR-99" in said
    assert f"{PLACE}::" in said


@pytest.mark.parametrize("what", ["rule = pytest.mark.rule('DR-01')", "pytest.mark.rule(NAME)"])
def test_a_mark_that_belongs_to_no_test_or_names_nothing_fails_it(
    tmp_path: Path, what: str
) -> None:
    code, said = listed("--root", str(tree(tmp_path, f"import pytest\n\n{what}\n")))
    assert code == 1
    assert f"{PLACE}:3: this mark names no rule of any test" in said


def test_no_decision_rule_and_nothing_of_a_common_response_is_without_a_test() -> None:
    wanted = [f"DR-{n:02}" for n in range(1, 35)]
    wanted += [f"T-{n}" for n in (*range(24, 46), 52, 53)]
    code, said = listed(*wanted)
    assert code == 0, said
    assert "no test names it" not in said
    assert f"{len(wanted)} of {len(wanted)} rules have a test." in said
