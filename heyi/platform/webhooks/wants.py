"""Who listens to what: asked at every save, so the answer is kept until somebody changes a webhook."""

from collections.abc import Sequence

from sqlalchemy import select

from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.webhooks.tables import WEBHOOK_ENDPOINT

EVERYTHING = "*"


def wanted(uow: UnitOfWork, record: str) -> bool:
    """Whether any webhook of this tenant listens to changes of the record."""
    return any(_speaks_of(pattern, record) for pattern in _patterns(uow))


def listens(patterns: Sequence[str], event: str) -> bool:
    """Whether one of the chosen events is this one: `*`, `party.*` or `party.created`."""
    record = event.partition(".")[0]
    return any(pattern in (EVERYTHING, f"{record}.{EVERYTHING}", event) for pattern in patterns)


def _speaks_of(pattern: str, record: str) -> bool:
    return pattern == EVERYTHING or pattern.partition(".")[0] == record


def _patterns(uow: UnitOfWork) -> frozenset[str]:
    def load() -> frozenset[str]:
        query = select(WEBHOOK_ENDPOINT.c.events).where(
            WEBHOOK_ENDPOINT.c.tenant_id == uow.tenant_id, WEBHOOK_ENDPOINT.c.active
        )
        return frozenset(pattern for row in uow.rows(query) for pattern in row["events"])

    return uow.settled("webhook_patterns", load)
