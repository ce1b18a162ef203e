"""`comity directory import`, `migrate` and `audit verify`, as somebody types them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.storage.register import DEMO


@pytest.fixture
def deployed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a directory file and a database that has its tables."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "comity.toml").write_text("[database]\n")
    (tmp_path / "directory.toml").write_text(DEMO.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["migrate"]) == 0
    return tmp_path


def imported(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["directory", "import", "directory.toml", "--by", "op1", *more])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_an_import_shows_the_differences_and_does_nothing_unasked(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = imported(capsys)
    assert code == 1
    assert "New: room draft" in out
    assert "--yes" in err
    assert "New: room draft" in imported(capsys)[1]
    assert (deployed / "comity.db").exists()


def test_an_import_is_done_once_and_says_so_the_second_time(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = imported(capsys, "--yes")
    assert (code, out.splitlines()[-1]) == (0, "Imported.")
    code, out, _ = imported(capsys)
    assert code == 0
    assert "nothing to import" in out
    file = deployed / "directory.toml"
    file.write_text(file.read_text("utf-8").replace('name = "Noor"', 'name = "Noor K."'), "utf-8")
    _, out, _ = imported(capsys)
    assert "Changed: person nl1" in out
    assert "Noor → Noor K." in out


def test_a_mistake_is_told_with_its_line_and_nothing_is_imported(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = deployed / "directory.toml"
    lines = file.read_text("utf-8").splitlines()
    place = next(n for n, line in enumerate(lines, 1) if "Europe/Rome" in line)
    lines[place - 1] = 'zone = "Europe/Rom"'
    file.write_text("\n".join(lines), "utf-8")
    code, out, err = imported(capsys, "--yes")
    assert code == 1
    assert out == ""
    assert f"line {place}" in err
    assert "Nothing was imported" in err


def test_of_thousands_of_mistakes_the_first_are_told_and_the_others_counted(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"p{number},Noor,Nowhere\n" for number in range(2_000))
    (deployed / "person.csv").write_text("id,name,zone\n" + rows)
    capsys.readouterr()
    assert main(["directory", "import", "person.csv", "--by", "op1"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 52
    assert "person.csv, line 51" in lines[49]
    assert "1950 more" in lines[50]
    assert "2000 things" in lines[51]


def test_a_person_at_a_terminal_is_asked(deployed: Path) -> None:
    import os
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "directory", "import", "directory.toml", "--by", "op1"]
    root = str(Path(__file__).parents[3])
    process = subprocess.Popen(
        command,
        cwd=deployed,
        env=os.environ | {"PYTHONPATH": root},
        stdin=theirs,
        stdout=subprocess.PIPE,
        text=True,
    )
    os.write(ours, b"yes\n")
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0
    assert "Import this?" in out
    assert "Imported." in out


def test_a_file_or_settings_that_are_not_there_are_told(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["directory", "import", "other.toml"]) == 2
    assert "other.toml" in capsys.readouterr().err
    assert main(["directory", "import", "directory.toml", "--config", "other"]) == 2
    assert "other" in capsys.readouterr().err
    (deployed / "comity.toml").write_text("[databse]\n")
    assert main(["directory", "import", "directory.toml"]) == 2
    assert "databse" in capsys.readouterr().err


def test_a_database_without_tables_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMITY_DATABASE__URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert main(["directory", "import", str(DEMO), "--yes"]) == 2
    assert "comity migrate" in capsys.readouterr().err


def test_the_audit_is_whole_until_somebody_changes_it(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(capsys, "--yes")
    assert main(["audit", "verify"]) == 0
    assert "The audit is whole: 1 entry" in capsys.readouterr().out
    with sqlite3.connect(deployed / "comity.db") as database:
        database.execute("UPDATE audit_entry SET payload = x'00'")
    database.close()
    assert main(["audit", "verify"]) == 1
    assert "entry 1 was changed" in capsys.readouterr().out


def test_a_checkpoint_that_nobody_of_us_signed_is_told(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(capsys, "--yes")
    (deployed / "points").write_text('{"number": 1}\n')
    assert main(["audit", "verify", "--checkpoints", "points"]) == 1
    assert "not signed" in capsys.readouterr().out
    assert main(["audit", "verify", "--checkpoints", "nowhere"]) == 2


def test_who_is_new_is_welcomed_once_where_the_bot_has_a_platform(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    account = '[matrix]\nhomeserver = "https://localhost"\nuser = "@comity:example.org"\n'
    (deployed / "comity.toml").write_text(account)
    code, out, _ = imported(capsys, "--yes")
    assert code == 0
    assert "will be welcomed" in out
    assert "@nl1:example.org" in out
    file = deployed / "directory.toml"
    file.write_text(file.read_text("utf-8").replace('name = "Noor"', 'name = "Noor K."'), "utf-8")
    code, out, _ = imported(capsys, "--yes")
    assert code == 0
    assert "welcomed" not in out


NEW = """
[person.nz1]
name = "Aroha"
zone = "Pacific/Auckland"
hats = [{ group = "ica", party = "NL", roles = ["alternate"], reference = "Letter NL 9" }]
"""


@pytest.mark.rule("DR-17")
def test_an_import_says_who_waits_for_a_second_person_and_whether_there_is_one(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(capsys, "--yes")
    file = deployed / "directory.toml"
    file.write_text(file.read_text("utf-8") + NEW, "utf-8")
    assert main(["directory", "import", "directory.toml", "--yes"]) == 2
    told = capsys.readouterr()
    assert "It counts once a second person has confirmed it" in told.out
    assert "--by PERSON, one of" in told.err
    assert main(["directory", "import", "directory.toml", "--yes", "--by", "nl1"]) == 2
    assert "“nl1” is nobody of the secretariat" in capsys.readouterr().err
    code, out, _ = imported(capsys, "--yes")
    assert code == 0
    assert "1 accreditation waits for a second person" in out
    assert "nobody who could confirm" not in out


@pytest.mark.rule("DR-17")
def test_a_lone_secretariat_that_registers_is_told_that_nobody_can_confirm(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = deployed / "directory.toml"
    lines = file.read_text("utf-8").splitlines()
    alone = (one for one in lines if not one.startswith("confirmed =") and '["chair"]' not in one)
    file.write_text("\n".join(alone), "utf-8")
    by_sofia = ["directory", "import", "directory.toml", "--yes", "--by", "sec1"]
    assert main(by_sofia) == 0
    out = capsys.readouterr().out
    assert "of them there is nobody who could confirm them" in out


@pytest.mark.rule("DR-17")
def test_an_older_register_is_not_confirmed_by_the_word_of_who_imports_it(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = deployed / "directory.toml"
    text = file.read_text("utf-8").replace('by = "Registry of the group"', 'by = "Otto"')
    file.write_text(text, "utf-8")
    code, _, err = imported(capsys, "--yes")
    assert code == 1
    assert "Otto imports this and cannot be who confirmed it" in err
    assert "line " in err
    assert main(["directory", "import", "directory.toml", "--yes", "--by", "sec1"]) == 0


def test_the_tables_of_a_newer_version_are_told_as_such_and_stay_as_they_are(
    deployed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(deployed / "comity.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999_later'")
    (deployed / "comity.toml").write_text(
        '[slack]\nteam = "T0"\nbot_token = "x"\napp_token = "x"\n'
    )
    (deployed / "first.rehearsal").write_text("directory directory.toml\n")
    drill = ("rehearse", "first.rehearsal", "--database", "sqlite:///comity.db")
    words = {"migrate": (), "run": (), "import": ("directory", "import", "directory.toml")}
    for name, line in {**words, "rehearse": drill}.items():
        capsys.readouterr()
        assert main(line or (name,)) == 2
        told = capsys.readouterr().err
        assert ("another version" if name == "rehearse" else "newer version") in told
        assert "comity migrate" not in told
    with closing(sqlite3.connect(deployed / "comity.db")) as database:
        assert database.execute("SELECT * FROM alembic_version").fetchall() == [("9999_later",)]
