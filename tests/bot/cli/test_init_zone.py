"""`comity init` never takes a clock that nobody named: the State's own zone, or a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.operate.zones import zones_of
from config.aliases import every_state
from tests.bot.cli.answering import answered


def begun(folder: Path, state: str, capital: str, *options: str) -> int:
    given = ("--state", state, "--capital", capital, "--authority", "Central Authority")
    account = ("--homeserver", "https://matrix.example.org", "--operator", "@ops:example.org")
    return main(["init", str(folder), *given, *account, "--yes", *options])


def test_a_state_with_one_zone_keeps_its_own_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(tmp_path, "it", "Rome") == 0
    written = (tmp_path / "directory.toml").read_text()
    assert 'anchor_zone = "Europe/Rome"' in written
    assert "UTC" not in written
    assert "--zone Europe/Rome" in capsys.readouterr().out


def test_a_state_with_several_zones_is_asked_for_the_one_of_its_seat(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(tmp_path / "new", "ES", "Madrid") == 2
    told = capsys.readouterr().err
    assert "Spain has several time zones" in told
    assert "such as --zone Europe/Madrid" in told
    assert "Also there: Africa/Ceuta and Atlantic/Canary." in told
    assert not (tmp_path / "new").exists()


def test_a_state_without_a_known_zone_is_asked_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(tmp_path / "new", "XV", "Valdora City") == 2
    assert "--zone is missing. " in capsys.readouterr().err


def test_whoever_is_asked_picks_among_several_zones_by_number(tmp_path: Path) -> None:
    code, said = answered(tmp_path, state=["ES"], capital=["Madrid"], zone=["", "9", "1"])
    assert code == 0, said
    assert "1. Europe/Madrid" in said
    assert said.count("This zone is not known") == 2
    assert 'anchor_zone = "Europe/Madrid"' in (tmp_path / "directory.toml").read_text()


def test_what_no_option_says_is_told_and_not_taken_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun(tmp_path, "IT", "Rome", "--operator-name", "Ida R.") == 0
    [told] = [line for line in capsys.readouterr().out.splitlines() if "No option said" in line]
    for taken in ("--database sqlite:///comity.db", "--languages en", "--group-name Coordination"):
        assert taken in told
    assert "--operator-name" not in told
    assert "--capital" not in told
    assert 'name = "Ida R."' in (tmp_path / "directory.toml").read_text()


def test_nearly_every_state_has_zones_and_a_seat_s_own_comes_first() -> None:
    without = {code for code in every_state() if not zones_of(code, "")}
    assert without <= {"BV", "HM", "XK"}
    assert zones_of("US", "New York")[0] == "America/New_York"
    assert zones_of("IT", "") == ("Europe/Rome",)
    assert zones_of("XV", "") == ()
