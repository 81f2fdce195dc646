"""What was owed and paid ahead before a company began with Heyi."""

from tests.builders.company import Company
from tests.builders.http import Json

BEGAN = "2026-10-01"
# Side, party, number and day on paper, amount.
Debt = tuple[str, str, str, str, str]


def opening_lines(customer: str, supplier: str) -> list[Json]:
    """Opening balances of which documents keep 1122 and 2203 of a customer, 220201 and 1123 of a supplier."""
    return [
        {"account": "1002", "debit": "5000"},
        {"account": "1122", "debit": "2000", "party_id": customer},
        {"account": "1123", "debit": "300", "party_id": supplier},
        {"account": "220201", "credit": "700", "party_id": supplier},
        {"account": "2203", "credit": "500", "party_id": customer},
        {"account": "3001", "credit": "6100"},
    ]


def began(company: Company, lines: list[Json], day: str = BEGAN) -> Json:
    """The company's books begin on that day."""
    return company.post("/opening-balances", {"started_on": day, "lines": lines})


def debt_body(*debts: Debt) -> Json:
    """What the browser sends for debts and advances from before."""
    names = ("side", "party_id", "number", "invoiced_on", "amount")
    return {"rows": [dict(zip(names, debt, strict=True)) for debt in debts]}


def old_debts(company: Company, *debts: Debt) -> dict[str, Json]:
    """Debts and advances from before, entered; gives back the documents by their numbers on paper."""
    company.post("/opening-debts", debt_body(*debts))
    return {row["paper_number"]: row for row in company.get("/opening-debts")["rows"]}
