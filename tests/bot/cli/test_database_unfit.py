"""A database that cannot be used is told of in words, whichever command meets it first."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from tests.servers.postgres import Postgres


def address_of(kind: str, folder: Path, postgres: Postgres) -> str:
    """A database of which nothing can be read."""
    file = folder / "comity.db"
    match kind:
        case "no folder":
            file = folder / "none" / "comity.db"
        case "another file":
            file.write_text("no database, but as long as the head of one\n" * 9)
        case "damaged":
            assert main(["migrate"]) == 0
            content = bytearray(file.read_bytes())
            content[100:8000] = b"\x55" * 7900
            file.write_bytes(content)
        case "unknown":
            return postgres.url("nobody_made_it")
        case "another's":
            postgres.sql("DROP ROLE IF EXISTS poor", "CREATE ROLE poor LOGIN")
            return postgres.url("postgres").replace("//postgres@", "//poor@")
    return f"sqlite:///{file}"


@pytest.mark.parametrize("kind", ["no folder", "another file", "damaged", "unknown", "another's"])
def test_a_database_that_cannot_be_used_is_told_in_words(
    tmp_path: Path,
    postgres: Postgres,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "comity.toml"
    settings.write_text("[database]\n")
    url = address_of(kind, tmp_path, postgres)
    settings.write_text(f'[database]\nurl = "{url}"\n[slack]\nteam = "T0"\nbot_token = "x"\n')
    for line in ("migrate", "audit verify"):
        if line != "migrate" and kind in ("no folder", "another's"):
            continue  # it says that there are no tables yet
        capsys.readouterr()
        assert main(line.split()) == 2
        assert "The database does not answer. `comity doctor` says more." in capsys.readouterr().err
    assert main(["doctor"]) == 1
