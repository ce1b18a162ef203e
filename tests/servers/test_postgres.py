"""PostgreSQL for the tests is a real one, and empty for each test."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.servers.postgres import Postgres, folder


@pytest.mark.parametrize("round_", [1, 2])
async def test_each_test_finds_an_empty_database(postgres_url: str, round_: int) -> None:
    engine = create_async_engine(postgres_url)
    async with engine.begin() as connection:
        await connection.execute(text(f"CREATE TABLE seen{round_} (id integer)"))
        tables = await connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        assert tables.all() == [f"seen{round_}"]
    await engine.dispose()


async def test_the_server_listens_on_no_port(postgres: Postgres) -> None:
    assert postgres.sql("SHOW listen_addresses") == ""
    connection = await asyncpg.connect(host=str(postgres.folder), user="postgres")
    assert await connection.fetchval("SELECT 2 + 2") == 4
    await connection.close()


def test_a_database_url_leads_to_both_kinds(database_url: str) -> None:
    assert database_url.startswith(("sqlite:///", "postgresql+asyncpg://"))


@pytest.mark.parametrize("round_", [1, 2, 3])
async def test_a_migrated_database_has_its_tables_and_no_rows(
    migrated_postgres_url: str, round_: int
) -> None:
    connection = await asyncpg.connect(migrated_postgres_url.replace("+asyncpg", ""))
    assert await connection.fetchval("SELECT count(*) FROM receipt") == 0, round_
    await connection.execute("CREATE TABLE of_this_test_only (id integer)")
    await connection.close()


async def test_migrated_databases_come_in_both_kinds(migrated_url: str) -> None:
    assert migrated_url.startswith(("sqlite:///", "postgresql+asyncpg://"))


def test_a_server_leaves_nothing_when_its_run_is_killed() -> None:
    base = folder()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as run:
        command = [sys.executable, "-m", "tests.servers.postgres", str(base), str(run.pid)]
        with subprocess.Popen(command) as guard:
            wait_until((base / "ready").exists)
            server = (base / "data" / "postmaster.pid").read_text().splitlines()[0]
            assert Path(f"/proc/{server}").exists()
            run.kill()
            run.wait()
            guard.wait(20)
    assert not base.exists()
    assert not Path(f"/proc/{server}").exists()


def wait_until(arrived: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not arrived():
        assert time.monotonic() < end
        time.sleep(0.02)
