"""The house: every table of the first release, with its guards.

The SQL beside this file is written by `./dev migration` from the declared tables while nothing is released;
after the first release it is history and never changes again. There is nothing below it to go back to.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(statements)
