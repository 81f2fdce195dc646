"""The accountant's hands: vouchers, months, statements."""

from uuid import UUID, uuid4

from heyi.modules.ledger.jobs import fold
from heyi.platform.jobs.definition import Nothing
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.jobs.runner import Runner
from tests.builders.company import Company
from tests.builders.http import Json, Person
from tests.builders.server import Served

# A line of a voucher: account, debit and credit, and what it is kept apart by.
VoucherLine = tuple[str, str, str] | tuple[str, str, str, dict[str, str]]


def voucher_body(day: str, *lines: VoucherLine, **fields: object) -> Json:
    """A voucher as it is sent."""
    return {
        "occurred_on": day,
        "lines": [
            {
                "account": account,
                "debit": debit,
                "credit": credit,
                "summary": "摘要",
                **(rest[0] if rest else {}),
            }
            for account, debit, credit, *rest in lines
        ],
        **fields,
    }


def written(who: Person, day: str, *lines: VoucherLine, **fields: object) -> Json:
    """A draft."""
    return who.post("/vouchers", voucher_body(day, *lines, **fields))


def posted(who: Person, day: str, *lines: VoucherLine, **fields: object) -> Json:
    """A voucher written and put into the books."""
    return who.post(f"/vouchers/{written(who, day, *lines, **fields)['id']}/post")


def amounts(who: Person, name: str, period: str, column: int = 0, **query: str) -> dict[int, str]:
    """The rows of a statement that hold something."""
    found = who.get(f"/statements/{name}", period=period, **query)
    assert found["agrees"] is True
    return {
        row["row"]: row["amounts"][column]
        for row in found["rows"]
        if row["row"] is not None and float(row["amounts"][column])
    }


def fold_books(served: Served, company: Company) -> None:
    """Let the folding of a company's entries run."""
    services = served.services
    with services.engine.connect() as connection, connection.begin():
        enqueue_for_system(
            connection,
            fold,
            Nothing(),
            now=services.clock.now(),
            key=str(uuid4()),
            tenant_id=UUID(str(company.tenant_id)),
        )
    Runner(services).run_due()
