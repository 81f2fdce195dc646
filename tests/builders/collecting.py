"""Orders that are paid by instalments, as sellers agree on them and bookkeepers take the money in."""

from tests.builders.company import Company
from tests.builders.http import Json, Person


def planned(who: Person, order: Json, *lines: tuple[str, str], version: int = 0) -> Json:
    """The instalments of an order: day and amount of each."""
    body = {"lines": [{"due_on": day, "amount": amount} for day, amount in lines]}
    return who.patch(f"/sales-orders/{order['id']}/receipt-plan", body, version=version)


def collected(who: Person, order: Json, amount: str, **fields: object) -> Json:
    """Money comes for an order."""
    return who.post(f"/sales-orders/{order['id']}/collect", {"amount": amount, **fields})


def instalments_of_everything(company: Company, customer: str, product: str, words: str) -> None:
    """An order with a plan and a deposit that is on no invoice yet."""
    order = company.confirmed(customer, (product, "1", "113"), note=words)
    lines = [{"due_on": "2026-12-31", "amount": "113", "note": words}]
    company.patch(f"/sales-orders/{order['id']}/receipt-plan", {"lines": lines}, version=0)
    collected(company, order, "30", note=words)
