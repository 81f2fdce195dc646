"""The house: every table of the first release, with its guards.

The SQL beside this file is written by `./dev migration` from the declared tables while nothing is released;
after the first release it is history and never changes again. There is nothing below it to go back to.
"""

from hashlib import sha256
from pathlib import Path

from alembic import op

_STATEMENTS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")

# Named by what it says: a database made by other tables before the release is none of this version, and is refused.
revision = f"0001_{sha256(_STATEMENTS.encode()).hexdigest()[:12]}"
down_revision = None


def upgrade() -> None:
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(_STATEMENTS)
