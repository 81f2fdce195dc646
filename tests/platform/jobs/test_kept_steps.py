"""What a job has done stays done when it is stopped or gives up, so that a retry does not do it twice."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from heyi.platform.jobs import claims
from heyi.platform.jobs.claims import Claimed
from heyi.platform.jobs.queue import SYSTEM
from tests.builders.books import Books


def running_job(books: Books) -> Claimed:
    """A job in work that has finished its first step."""
    job = Claimed(
        id=uuid4(),
        claim_id=uuid4(),
        tenant_id=SYSTEM,
        company_id=None,
        user_id=None,
        scopes=None,
        name="of.steps",
        payload={},
        kept_state={"row": 500},
        attempts=1,
        cancel_asked=False,
    )
    books.execute(
        "INSERT INTO job (id, tenant_id, name, payload, state, attempts, due_at, created_at, claim_id, lease_until,"
        " kept_state) VALUES (%s, %s, %s, '{}', 'running', 1, %s, %s, %s, now() + interval '1 hour', '{\"row\": 500}')",
        [job.id, SYSTEM, job.name, datetime.now(UTC), datetime.now(UTC), job.claim_id],
    )
    return job


@pytest.mark.parametrize(
    ("state", "kept"), [("quarantined", {"row": 500}), ("cancelled", {"row": 500}), ("done", None)]
)
def test_a_job_that_ends_unfinished_keeps_what_it_has_done(
    app_engine: Engine, books: Books, state: str, kept: object
) -> None:
    job = running_job(books)
    with app_engine.begin() as connection:
        assert claims.end(connection, job, state)
    assert books.one("SELECT kept_state FROM job WHERE id = %s", [job.id]) == kept
