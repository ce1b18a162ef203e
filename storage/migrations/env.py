"""Alembic's entry: it runs the revisions on the connection that it is given."""

from __future__ import annotations

from alembic import context

import storage.store  # noqa: F401  (imports every table)
from storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
