from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, text

from storage.connect import address, sqlite_engine
from storage.database import Database, is_current, migrate
from storage.keyring import Keyring
from storage.migrations import is_known, newest
from storage.migrations.generate import main, page
from storage.migrations.running import BrokenReference, scripts, upgrade
from storage.store import Store
from storage.tables import Instant, metadata
from tests.storage.conftest import opened


async def test_the_migrations_make_the_tables_that_the_code_declares(database: Database) -> None:
    def differences(store: Store) -> Any:
        options = {"compare_type": True, "compare_server_default": True}
        return compare_metadata(
            MigrationContext.configure(store.connection, opts=options), metadata
        )

    assert await database.run(differences) == []


async def test_an_empty_database_is_not_current_until_it_was_migrated(database_url: str) -> None:
    assert not await is_current(database_url)
    await migrate(database_url)
    assert await is_current(database_url)
    await migrate(database_url)
    assert await is_current(database_url)


async def test_several_processes_may_migrate_at_once(postgres_url: str) -> None:
    await asyncio.gather(*(migrate(postgres_url) for _ in range(3)))
    assert await is_current(postgres_url)


async def test_the_lock_and_its_time_limit_do_not_outlive_a_migration(
    postgres_url: str, keys: Keyring
) -> None:
    def locks(store: Store) -> int | None:
        # Only this database's: other tests hold locks in theirs, on the same server.
        counted = text(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        found: int | None = store.connection.scalar(counted)
        return found

    await migrate(postgres_url)
    async with opened(postgres_url, keys) as database:
        assert await database.run(locks) == 0


def test_the_files_tell_the_newest_revision_as_alembic_does() -> None:
    versions = ScriptDirectory.from_config(scripts())
    assert versions.get_heads() == [newest()]
    assert all(is_known(one.revision) for one in versions.walk_revisions())
    assert not is_known("0000_none")


def test_a_revision_has_one_place_in_the_line() -> None:
    line = list(ScriptDirectory.from_config(scripts()).walk_revisions())
    assert [one.down_revision for one in line[:-1]] == [one.revision for one in line[1:]]
    assert (line[0].revision, line[-1].down_revision) == (newest(), None)


def test_there_is_no_revision_to_write_while_tables_and_revisions_agree(tmp_path: Path) -> None:
    assert page("clearance") is None
    assert main(["clearance"], tmp_path) == 1
    assert main(["../away"], tmp_path) == main([], tmp_path) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_next_revision_makes_the_table_that_is_new_and_takes_it_away(tmp_path: Path) -> None:
    tables = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(tables)
    number, at = Column("id", Integer, primary_key=True), Column("at", Instant, nullable=False)
    Table("of_this_test", tables, number, at, Index("ix_of_this_test_at", "at"))
    made = page("of_this_test", tables)
    assert made is not None
    name, written = made
    assert name == f"{int(newest()[:4]) + 1:04}_of_this_test.py"
    code: dict[str, Any] = {}
    exec(compile(written, name, "exec"), code)  # noqa: S102 - what was just written, as Alembic does
    assert (code["revision"], code["down_revision"]) == (name[:-3], newest())
    engine = sqlite_engine(f"sqlite:///{tmp_path}/today.db", foreign_keys=False)
    with engine.connect() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        with Operations.context(context):
            code["upgrade"]()
            assert compare_metadata(context, tables) == []
            code["downgrade"]()
            assert compare_metadata(context, metadata) == []
    engine.dispose()


_TWO_TABLES = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "1", None, None, None

def upgrade():
    number = sa.Column("id", sa.Integer, primary_key=True)
    op.create_table("parent", number, sa.Column("a", sa.Text))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE")),
    )
    op.execute("INSERT INTO parent VALUES (1, 'x')")
    op.execute("INSERT INTO child VALUES (1, 1)")
"""
_BATCH = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "2", "1", None, None

def upgrade():
    with op.batch_alter_table("parent") as batch:
        batch.alter_column("a", nullable=False)
"""
_ORPHAN = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "2", "1", None, None

def upgrade():
    op.execute("DELETE FROM parent")
"""


def _revisions(folder: Path, *texts: str) -> Path:
    folder.mkdir()
    for number, written in enumerate(texts, start=1):
        (folder / f"{number}.py").write_text(written, "utf-8")
    return folder


def _children(connection: Connection) -> int | None:
    found: int | None = connection.scalar(text("SELECT count(*) FROM child"))
    return found


def test_altering_a_parent_on_sqlite_keeps_its_children(sqlite_url: str, tmp_path: Path) -> None:
    """With foreign keys on, a batch migration would empty the child table in silence."""
    config = scripts(_revisions(tmp_path / "revisions", _TWO_TABLES, _BATCH))
    engine = sqlite_engine(sqlite_url, foreign_keys=False)
    with engine.connect() as connection:
        upgrade(connection, config)
        assert _children(connection) == 1


def test_migrating_sqlite_with_foreign_keys_on_is_refused(sqlite_url: str) -> None:
    engine = sqlite_engine(sqlite_url)
    with engine.connect() as connection, pytest.raises(ValueError, match="foreign_keys"):
        upgrade(connection)


def test_a_migration_that_leaves_orphans_is_undone(sqlite_url: str, tmp_path: Path) -> None:
    first = scripts(_revisions(tmp_path / "first", _TWO_TABLES))
    both = scripts(_revisions(tmp_path / "both", _TWO_TABLES, _ORPHAN))
    engine = sqlite_engine(sqlite_url, foreign_keys=False)
    with engine.connect() as connection:
        upgrade(connection, first)
        with pytest.raises(BrokenReference, match="child"):
            upgrade(connection, both)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM parent")) == 1


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///comity.db", "sqlite"),
        ("postgresql://u@/d?host=/run/pg", "postgresql+asyncpg"),
        ("postgres://u@h/d", "postgresql+asyncpg"),
        ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg"),
    ],
)
def test_an_address_gets_the_driver_that_is_used_here(url: str, driver: str) -> None:
    assert address(url).drivername == driver


async def test_another_kind_of_database_is_refused(keys: Keyring) -> None:
    with pytest.raises(ValueError, match="mysql"):
        await Database.open("mysql://u@h/d", keys)
