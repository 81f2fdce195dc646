"""${message}

Say why, and which step of expand, backfill, contract this is. Data is not changed here: row-level security binds
the owner too, so a backfill is a job that visits each tenant. A new constraint is added NOT VALID, and validated
alone in the next migration. If it cannot be undone, `downgrade` says why.
"""

from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    # migrate.upgrade() has set the role and the lock timeout: a statement that cannot get its lock in two seconds
    # gives up, and the whole upgrade with it, rather than have people wait behind it.
    ${upgrades if upgrades else "op.execute('')"}


def downgrade() -> None:
    ${downgrades if downgrades else "raise RuntimeError(\"say why this cannot be undone\")"}
