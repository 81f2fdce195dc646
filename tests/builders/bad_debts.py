"""What a customer will not pay any more, and what came of it after all."""

from collections.abc import Callable, Mapping
from uuid import UUID

from tests.builders.company import Company, receipt_body
from tests.builders.http import Json


def write_off_body(customer: str, parts: Mapping[str, str], **fields: object) -> Json:
    """What the browser sends to write off parts of a customer's invoices."""
    allocations = [{"invoice_id": invoice, "amount": amount} for invoice, amount in parts.items()]
    return {"party_id": customer, "reason": "bankrupt", "allocations": allocations, **fields}


def written_off(company: Company, customer: str, parts: Mapping[str, str], **fields: object) -> Json:
    """Parts of a customer's invoices, written off."""
    return company.post("/write-offs", write_off_body(customer, parts, **fields))


def recovered(company: Company, customer: str, write_off: Json, amount: str, **fields: object) -> Json:
    """Money that came of what was written off."""
    about = {"kind": "recovery", "write_off_id": write_off["id"]}
    return company.post("/receipts", receipt_body(customer, amount) | about | fields)


def bad_debt_bodies(id_of: Callable[[str], UUID], customer: str) -> dict[str, Json]:
    """Bodies that would be accepted with these ids."""
    return {
        "POST /bad-debt-allowance": {"period": "2026-11"},
        "POST /bad-debt-allowance/rates": {"rates": ["0.05"] * 6},
        **{
            f"POST /write-offs{door}": write_off_body(customer, {str(id_of("sales_invoice")): "0.01"})
            for door in ("", "/preview")
        },
    }


WRITE_OFF_FAULTS = [
    (
        "UPDATE write_off SET recovered = recovered - 1 WHERE recovered > 1",
        "write_offs_are_their_papers",
        "a write-off is its lines",
    ),
    ("DELETE FROM write_off_line", "write_offs_are_their_papers", "a write-off is its lines"),
]
