"""Requests of those who take orders."""

from collections.abc import Callable
from uuid import UUID

from tests.builders.company import receipt_body
from tests.builders.http import Json


def order_bodies(id_of: Callable[[str], UUID], order: Json, customer: str) -> dict[str, Json]:
    """Bodies for orders, what they may promise and the terms of customers that would be accepted with these ids."""
    return {
        "POST /sales-orders": order,
        "PATCH /sales-orders/{order_id}": order,
        "POST /sales-orders/promise": {name: order[name] for name in ("party_id", "warehouse_id", "lines")},
        "POST /sales-orders/promise order_id": {
            "order_id": str(id_of("sales_order")),
            **{name: order[name] for name in ("party_id", "warehouse_id", "lines")},
        },
        "POST /customer-credits": {"party_id": customer, "payment_days": 30},
        "PATCH /customer-credits/{record_id}": {"party_id": customer, "payment_days": 60},
        "POST /customer-credits/bulk": {
            "ids": [str(id_of("customer_credit"))],
            "action": "update",
            "values": {"note": "z"},
        },
        "PATCH /sales-orders/{order_id}/receipt-plan": {"lines": []},
        "POST /sales-orders/{order_id}/collect": {
            "amount": "1",
            "money_account_id": str(id_of("money_account")),
        },
    }


def pick_bodies(order: str, line: str) -> dict[str, Json]:
    """What is done with a pick list of this order, on which this line is."""
    return {
        "POST /pick-lists": {"order_ids": [order]},
        "POST /pick-lists/{pick_id}/tick": {"lines": [{"line_id": line, "quantity": "1"}]},
        "POST /pick-lists/{pick_id}/finish": {"lines": [{"line_id": line, "quantity": "2"}]},
    }


def paid_with_tail(customer: str, invoice: str) -> Json:
    """Money that pays one of an invoice and lets a cent of it go."""
    return receipt_body(customer, "2", {invoice: "1"}, tails=[{"invoice_id": invoice, "amount": "0.01"}])
