"""A draft of a quotation as whoever approves its sending looks at it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from heyi.modules.quoting.models import QUOTATION
from heyi.modules.quoting.permissions import SEND
from heyi.modules.quoting.queries.quotations import lines_of
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
    """A quotation that is to be sent, with its lines; its facts say whether one is sold below its floor, how far at
    most one lies below the lists of today, in percent, and whether the actor may go so far.

    Raises:
        NotFound, NotAllowed: it does not exist in this company, or is not the actor's to send.
        WrongState: it is no draft.
    """
    head, values = approvals.document_row(uow, QUOTATION, quotation_id, SEND, held=held)
    step(QuotationState(head["state"]), "send")
    kept = sales.beside_lists(uow, head["party_id"], lines_of(uow, head["id"])[head["id"]])
    lines = [_line(head, row) for row in kept]
    return approvals.document_matter(
        QUOTATION,
        head,
        values,
        lines=lines,
        facts={
            "below_floor": any(line["below_floor"] for line in lines),
            **sales.discount_facts(uow, head, kept),
        },
    )


def _line(head: Mapping[Any, Any], row: Mapping[Any, Any]) -> dict[str, Any]:
    shown = ("unit_price", "tax_rate", "net", "tax", "gross")
    # Names may be shared: what is approved holds for these goods.
    meant = ("product_id", "unit_id", "tax_code", "list_price")
    return {
        "product": row["product_name"],
        "quantity": row["typed_quantity"],
        "unit": row["typed_unit"],
        **{name: row[name] for name in shown},
        "discount": sales.discount_of(row["list_price"], sales.price_after(row, sales.kept_share(head))),
        "below_floor": sales.is_below_floor(head, row),
        **{name: row[name] for name in meant},
    }
