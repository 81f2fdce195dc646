"""A draft of a quotation as whoever approves its sending looks at it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from heyi.modules.quoting.models import QUOTATION
from heyi.modules.quoting.permissions import SEND
from heyi.modules.quoting.queries.listing import beside_lists
from heyi.modules.quoting.queries.quotations import lines_of
from heyi.modules.quoting.rules import discount_of
from heyi.modules.quoting.states import QuotationState, step
from heyi.modules.sales import api as sales
from heyi.platform.approvals import api as approvals
from heyi.platform.unit_of_work import UnitOfWork


def look_at_quotation(
    uow: UnitOfWork,
    quotation_id: UUID | None,
    _: Mapping[str, Any],
    held: bool,  # noqa: FBT001 - as the registry of verbs says
) -> approvals.Matter:
    """A quotation that is to be sent, with its lines; its facts say whether one is priced below its floor, and how far
    at most one lies below the lists of today, in percent.

    Raises:
        NotFound, NotAllowed: it does not exist in this company, or is not the actor's to send.
        WrongState: it is no draft.
    """
    head, values = approvals.document_row(uow, QUOTATION, quotation_id, SEND, held=held)
    step(QuotationState(head["state"]), "send")
    kept = lines_of(uow, head["id"])[head["id"]]
    lines = [_line(row) for row in beside_lists(uow, head["party_id"], kept)]
    given = [line["discount"] for line in lines if line["discount"] is not None]
    return approvals.document_matter(
        QUOTATION,
        head,
        values,
        lines=lines,
        facts={
            "below_floor": any(line["below_floor"] for line in lines),
            "most_discount": max(given, default=0),
        },
    )


def _line(row: Mapping[Any, Any]) -> dict[str, Any]:
    shown = ("unit_price", "tax_rate", "net", "tax", "gross")
    # Names may be shared: what is approved holds for these goods.
    meant = ("product_id", "unit_id", "tax_code", "list_price")
    return {
        "product": row["product_name"],
        "quantity": row["typed_quantity"],
        "unit": row["typed_unit"],
        **{name: row[name] for name in shown},
        "discount": discount_of(row["list_price"], row["unit_price"]),
        "below_floor": sales.is_below_floor(row),
        **{name: row[name] for name in meant},
    }
