"""Alembic's entry: runs the migrations inside the transaction that heyi.platform.db.migrate opened."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table_schema="public",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
