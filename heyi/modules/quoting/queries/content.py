"""What a customer is sent: everything that stands on his quotation, and nothing of what it costs us."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from heyi.modules.parties import api as parties
from heyi.modules.quoting.models import QUOTATION_SENDING
from heyi.modules.quoting.queries.quotations import lines_of
from heyi.modules.sales import api as sales
from heyi.platform.identity.tables import APP_USER
from heyi.platform.settings.company import get_company
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import JsonObject

_S = QUOTATION_SENDING
_OF_COMPANY = ("name", "uscc", "address", "phone", "bank_name", "bank_account")
Row = Mapping[Any, Any]


def content_of(uow: UnitOfWork, head: Row, *, listed: bool = True) -> dict[str, Any]:
    """A version as it would be sent now; not `listed`, without the discounts that the customer would be shown."""
    shows_discount = listed and head["shows_discount"]
    company = get_company(uow)
    party, contact, person = parties.PARTY.table.c, parties.CONTACT.table.c, APP_USER.c

    def called(table: Any, row_id: UUID | None) -> Any:
        return (
            select(table.name).where(table.tenant_id == uow.tenant_id, table.id == row_id).scalar_subquery()
        )

    named = uow.first(
        select(
            called(party, head["party_id"]).label("customer"),
            called(contact, head["contact_id"]).label("contact"),
            called(person, head["owner_id"]).label("salesperson"),
        )
    )
    assert named is not None, "a row of scalars is always there"
    taxed = head["prices_include_tax"]
    lines = [
        {**line, "before": sales.before_whole_discount(line, prices_include_tax=taxed).gross}
        for line in lines_of(uow, head["id"])[head["id"]]
    ]
    before = sum((line["before"] for line in lines), Decimal(0))
    return {
        **{name: head[name] for name in ("number", "version_no", "language", "prices_include_tax")},
        **{name: head[name].isoformat() for name in ("quoted_on", "valid_until")},
        # Where something is taken off the whole: what the lines come to before, and what that takes off with its tax.
        "before": before if head["whole_discount"] else None,
        "off": before - head["gross"] if head["whole_discount"] else None,
        **{name: head[name] for name in ("net", "tax", "gross")},
        **{name: head[name] or "" for name in ("payment_terms", "delivery_terms", "note")},
        **{name: named[name] or "" for name in ("customer", "contact", "salesperson")},
        "currency": uow.facts.currency,
        "company": {name: getattr(company, name) or "" for name in _OF_COMPANY},
        "lines": [_line(line, shows_discount=shows_discount) for line in lines],
    }


def _line(line: Row, *, shows_discount: bool) -> dict[str, Any]:
    discount = sales.discount_of(line["list_price"], line["unit_price"]) if shows_discount else None
    return {
        "line_no": line["line_no"],
        "product": line["product_name"],
        "code": line["product_code"] or "",
        "specification": line["specification"] or "",
        "quantity": line["typed_quantity"],
        "unit": line["typed_unit"],
        "list_price": line["list_price"] if discount else None,
        "discount": discount or None,
        **{name: line[name] for name in ("unit_price", "tax_rate", "before", "net", "tax", "gross")},
    }


def sent_content(uow: UnitOfWork, quotation_id: UUID) -> tuple[JsonObject, str] | None:
    """What was sent, and the SHA-256 of it; nothing of what was not."""
    row = uow.first(
        select(_S.c.content, _S.c.sha256).where(
            _S.c.tenant_id == uow.tenant_id, _S.c.quotation_id == quotation_id
        )
    )
    return (orjson.loads(row["content"]), row["sha256"]) if row is not None else None
