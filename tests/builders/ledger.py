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


def foreign_account(company: Company, parent: str, code: str, name: str, currency: str = "USD") -> str:
    """An account below another that keeps a currency, which the company has from now on; gives back its id."""
    company.post("/currencies", {"currency": currency})
    made = {"parent": parent, "code": code, "name": name, "currency": currency}
    return str(company.post("/accounts", made)["id"])


def rate(company: Company, day: str, said: str, currency: str = "USD") -> None:
    """What a currency was worth on a day."""
    company.post("/exchange-rates", {"rates": [{"currency": currency, "day": day, "rate": said}]})


def in_foreign(amount: str, at: str | None = None, **fields: str) -> dict[str, str]:
    """What a line says in the currency of its account."""
    return {"foreign_amount": amount, **({} if at is None else {"rate": at}), **fields}


def dollars(company: Company) -> None:
    """Capital paid in dollars, and what they were worth at the end of October."""
    foreign_account(company, "1221", "122198", "应收美元")
    rate(company, "2026-10-01", "7.1")
    capital = ("122198", "7100", "0", in_foreign("1000", "7.1"))
    posted(company, "2026-10-02", capital, ("3001", "0", "7100"))


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
