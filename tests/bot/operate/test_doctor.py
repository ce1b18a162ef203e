"""What `comity doctor` finds, on real servers and with real faults."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.__main__ import main
from bot.demo.synapse import Synapse
from bot.matrix.platform import MatrixPlatform
from bot.matrix.settings import MatrixSettings
from bot.operate import database as data
from bot.operate.clocks import compared, of_header
from bot.operate.finding import Grade
from bot.render.pages import text as words
from bot.render.reader import Reader
from config.settings import DatabaseSettings, MatrixAccount, Settings
from storage.database import Database, migrate
from storage.keyring import Keyring, keyring_at
from storage.store import Store
from tests.bot.operate.doctored import findings
from tests.commands.conftest import filled
from tests.servers.postgres import Postgres

NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)


async def changed(chosen: Settings, work: Callable[[Store], Any]) -> None:
    database = await Database.open(chosen.database.url, keyring_at(chosen.database.key))
    await database.run(work)
    await database.close()


async def test_a_new_folder_needs_its_tables_and_a_platform(here: Settings) -> None:
    found = await findings(here)
    assert found["settings"].grade is Grade.FAILURE
    assert found["database"].said.msgid == "doctor.database_none"
    await migrate(here.database.url)
    found = await findings(here)
    assert found["migrations"].grade is Grade.OK
    assert found["rooms"].said.msgid == "doctor.rooms_none"
    assert found["backup"].said.msgid == "doctor.backup_never"


async def test_a_database_whose_folder_is_not_there_is_told(here: Settings, tmp_path: Path) -> None:
    nowhere = DatabaseSettings(f"sqlite:///{tmp_path / 'none' / 'comity.db'}", here.database.key)
    found = await findings(replace(here, database=nowhere))
    assert found["database"].said.msgid == "doctor.database_no_folder"


async def test_a_whole_database_is_well_on_both_kinds(tmp_path: Path, database_url: str) -> None:
    key = tmp_path / "comity.key"
    await filled(database_url, keyring_at(key))
    found = await findings(Settings(DatabaseSettings(database_url, key)))
    for check in ("key", "database", "migrations", "writing", "key_fits", "audit"):
        assert found[check].grade is Grade.OK, found[check]
    if database_url.startswith("postgresql"):
        assert found["database_clock"].grade is Grade.OK


async def test_a_database_file_that_others_may_read_is_told(here: Settings) -> None:
    await filled(here.database.url, keyring_at(here.database.key))
    assert (await findings(here))["database"].grade is Grade.OK
    Path(here.database.url.removeprefix("sqlite:///")).chmod(0o644)
    found = (await findings(here))["database"]
    assert (found.grade, found.said.msgid) == (Grade.WARNING, "doctor.database_open")


async def test_what_another_account_made_is_told_with_the_line_that_mends_it(
    here: Settings,
) -> None:
    await filled(here.database.url, keyring_at(here.database.key))
    file = here.database.url.removeprefix("sqlite:///")
    found, keyring = data.key_file(here.database.key, 54_321)
    assert keyring is None
    [database] = await data.tables(here, 54_321)
    for one, path in ((found, str(here.database.key)), (database, file)):
        assert one.grade is Grade.FAILURE
        assert words(one.said, Reader()).startswith(f"{path} belongs to ")
        assert one.advice is not None
        assert words(one.advice, Reader()) == f"Say: chown 54321 {path} && chmod 600 {path}"


async def test_a_key_that_others_may_read_or_that_is_another_s_fails(here: Settings) -> None:
    await filled(here.database.url, keyring_at(here.database.key))
    await changed(here, lambda store: store.audit.append("INC-1", "g", {"act": "x"}, NOW))
    here.database.key.chmod(0o640)
    assert (await findings(here))["key"].said.msgid == "doctor.key_open"
    here.database.key.unlink()
    keyring_at(here.database.key)
    found = await findings(here)
    assert found["key"].grade is Grade.OK
    assert found["key_fits"].said.msgid == "doctor.key_foreign"
    here.database.key.write_text("no key at all")
    assert (await findings(here))["key"].said.msgid == "doctor.key_unreadable"


async def test_a_database_that_does_not_answer_fails(here: Settings, free_port: int) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port}/none"
    found = await findings(replace(here, database=replace(here.database, url=url)))
    assert found["database"].said.msgid == "doctor.unfit.away"


@pytest.mark.parametrize("kind", ["account", "missing", "rights", "damaged", "host"])
async def test_a_database_that_cannot_be_used_is_told_with_what_mends_it(
    here: Settings, tmp_path: Path, postgres: Postgres, postgres_url: str, kind: str
) -> None:
    match kind:
        case "account":
            url = postgres_url.replace("//postgres@", "//nobody_knows_me@")
        case "missing":
            url = postgres.url("nobody_made_it")
        case "rights":
            await migrate(postgres_url)
            postgres.sql("DROP ROLE IF EXISTS poor", "CREATE ROLE poor LOGIN")
            url = postgres_url.replace("//postgres@", "//poor@")
        case "damaged":
            (tmp_path / "notes").write_text("no database, but as long as the head of one\n" * 9)
            url = f"sqlite:///{tmp_path / 'notes'}"
        case _:
            url = "postgresql://comity@nowhere.invalid/comity"
    found = await findings(replace(here, database=replace(here.database, url=url)))
    assert found["database"].said.msgid == f"doctor.unfit.{kind}"
    assert found["database"].advice is not None


async def test_a_chain_that_was_cut_is_found(here: Settings) -> None:
    await migrate(here.database.url)

    def cut(store: Store) -> None:
        for _ in range(3):
            store.audit.append("INC-1", "g", {"act": "x"}, NOW)
        store.connection.execute(text("DELETE FROM audit_entry WHERE seq = 3"))

    await changed(here, cut)
    assert (await findings(here))["audit"].said.msgid == "doctor.audit_loose"


@pytest.mark.rule("T-11", "P-01")
async def test_rooms_that_lost_their_trust_are_named_with_the_reason(here: Settings) -> None:
    await filled(here.database.url, keyring_at(here.database.key))
    await changed(
        here,
        lambda store: store.directory.set_trusted(
            "draft", trusted=False, reason="room.stranger", at=NOW
        ),
    )
    chosen = replace(here, matrix=MatrixAccount(homeserver="http://127.0.0.1:9", user="@c:x"))
    found = await findings(chosen)
    assert found["trust"].said["room"] == "draft"
    assert found["homeserver"].said.msgid == "doctor.homeserver_away"
    assert "operators_room" not in found


@pytest.mark.parametrize(
    ("seconds", "grade"),
    [(0, Grade.OK), (2, Grade.OK), (-3, Grade.OK), (10, Grade.WARNING), (-90, Grade.FAILURE)],
)
def test_a_clock_is_judged_with_what_a_header_can_tell(seconds: int, grade: Grade) -> None:
    theirs = of_header(format_datetime(NOW + timedelta(seconds=seconds), usegmt=True))
    assert compared("database_clock", theirs, NOW, NOW + timedelta(seconds=0.2)).grade is grade


def test_a_header_that_is_no_date_is_no_clock() -> None:
    assert of_header(None) is None
    assert of_header("yesterday") is None


@pytest.mark.rule("P-03")
async def test_a_real_device_is_seen_signed_and_one_that_was_signed_out_too(
    here: Settings, synapse: Synapse, tmp_path: Path
) -> None:
    user = await asyncio.to_thread(synapse.register, "doctored", "a password")
    account = MatrixAccount(
        homeserver=synapse.url, user=user, password="a password", store=tmp_path / "matrix"
    )
    chosen = replace(here, matrix=account)
    assert (await findings(chosen))["session"].said.msgid == "doctor.session_none"
    bare = replace(chosen, matrix=replace(account, password=""))
    assert (await findings(bare))["session"].grade is Grade.FAILURE
    await _signed_in(account, keyring_at(here.database.key))
    found = await findings(bare)
    checks = ("homeserver", "homeserver_clock", "session", "cross_signing")
    assert {found[check].grade for check in checks} == {Grade.OK}
    session = tmp_path / "matrix" / "session.json"
    kept = json.loads(session.read_text())
    session.write_text(json.dumps({**kept, "token": "syt_gone"}))
    assert (await findings(bare))["session"].said.msgid == "doctor.signed_out"
    session.write_text(json.dumps(kept))
    (tmp_path / "matrix" / "crypto.db").unlink()
    assert (await findings(bare))["session"].said.msgid == "doctor.device_keys_gone"


async def _signed_in(account: MatrixAccount, keyring: Keyring) -> None:
    async def known(*_: str) -> bool:
        return False

    platform = MatrixPlatform(
        MatrixSettings(
            homeserver=account.homeserver,
            user=account.user,
            store=account.store,
            pickle_key=keyring.derived("matrix"),
            known=known,
            password=account.password,
        )
    )
    await platform.start()
    await platform.close()


def test_it_ends_with_1_while_something_fails_and_speaks_to_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "comity.toml").write_text(
        '[matrix]\nhomeserver = "http://127.0.0.1:9"\nuser = "@c:x"\npassword = "hunter2hunter2"\n'
    )
    (tmp_path / "comity.toml").chmod(0o600)
    assert main(["migrate"]) == 0
    capsys.readouterr()
    assert main(["doctor", "--json"]) == 1
    out = capsys.readouterr().out
    assert "hunter2" not in out
    lines = [json.loads(line) for line in out.splitlines()]
    assert {line["grade"] for line in lines} <= {"ok", "warning", "failure"}
    [away] = [line for line in lines if line["check"] == "homeserver"]
    assert "Check `homeserver`" in away["advice"]
    assert main(["doctor"]) == 1
    shown = capsys.readouterr().out
    assert "→ Check `homeserver` in [matrix]" in shown
    assert "1 to be put right" in shown
