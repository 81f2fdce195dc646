"""What of quoting flows of approval may guard."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from heyi.kit.conditions import FieldType
from heyi.modules.quoting.actions.sending import DISCOUNT, FLOORS, send_quotation
from heyi.modules.quoting.models import QUOTATION
from heyi.modules.quoting.permissions import SEND
from heyi.modules.quoting.queries.approving import look_at_quotation
from heyi.platform.approvals import api as approvals
from heyi.platform.records.kinds import Kind
from heyi.platform.unit_of_work import UnitOfWork


def _send(uow: UnitOfWork, quotation_id: UUID | None, _: Mapping[str, Any]) -> None:
    assert quotation_id is not None, "a quotation that is sent is there"
    send_quotation(uow, quotation_id)


SENDING = approvals.ApprovableVerb(
    record=QUOTATION.name,
    name="send",
    permission=SEND,
    look=look_at_quotation,
    do=_send,
    facts={FLOORS: FieldType.BOOLEAN, DISCOUNT: FieldType.BOOLEAN, "most_discount": FieldType.NUMBER},
    columns={
        "product": Kind.TEXT,
        "quantity": Kind.QUANTITY,
        "unit": Kind.TEXT,
        "unit_price": Kind.MONEY,
        "discount": Kind.NUMBER,
        "tax_rate": Kind.PERCENT,
        "net": Kind.MONEY,
        "tax": Kind.MONEY,
        "gross": Kind.MONEY,
        "below_floor": Kind.BOOLEAN,
    },
    lifts=(FLOORS, DISCOUNT),
    pins=("send", "update", "withdraw"),
)
