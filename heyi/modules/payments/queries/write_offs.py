"""Reads of what is written off."""

from uuid import UUID

from sqlalchemy import RowMapping, and_, select

from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import Allocation, LossReason, Named, Recovery, WriteOff
from heyi.modules.payments.models import RECEIPT, WRITE_OFF, WRITE_OFF_LINE
from heyi.modules.payments.permissions import POST_RECEIPT, REVERSE_WRITE_OFF
from heyi.modules.payments.states import WriteOffState
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_W, _L, _R = WRITE_OFF.table, WRITE_OFF_LINE, RECEIPT.table


def get_write_off(uow: UnitOfWork, write_off_id: UUID) -> WriteOff:
    """What is written off, invoice by invoice, who did it, what came after all, and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, invoice = parties.PARTY.table.c, invoicing.SALES_INVOICE.table.c
    head = uow.first(
        select(_W, party.name.label("party"), APP_USER.c.name.label("made_by"))
        .join(parties.PARTY.table, and_(party.tenant_id == _W.c.tenant_id, party.id == _W.c.party_id))
        .outerjoin(APP_USER, and_(APP_USER.c.tenant_id == _W.c.tenant_id, APP_USER.c.id == _W.c.created_by))
        .where(_W.c.tenant_id == uow.tenant_id, _W.c.company_id == uow.company_id, _W.c.id == write_off_id)
    )
    if head is None:
        raise NotFound(what="record.write_off")
    lines = uow.rows(
        select(_L.c.invoice_id, invoice.number.label("invoice"), _L.c.amount)
        .join(
            invoicing.SALES_INVOICE.table,
            and_(invoice.tenant_id == _L.c.tenant_id, invoice.id == _L.c.invoice_id),
        )
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.write_off_id == write_off_id)
        .order_by(_L.c.line_no)
    )
    came = uow.rows(
        select(*(_R.columns[name] for name in Recovery.__dataclass_fields__))
        .where(_R.c.tenant_id == uow.tenant_id, _R.c.write_off_id == write_off_id)
        .order_by(_R.c.id)
    )
    told = {"party", "allowed_actions", "lines", "recoveries"}
    return WriteOff(
        **{name: head[name] for name in set(WriteOff.__dataclass_fields__) - told},
        party=Named(head["party_id"], head["party"]),
        allowed_actions=_allowed(uow, head),
        lines=[Allocation(**line) for line in lines],
        recoveries=[Recovery(**receipt) for receipt in came],
    )


def _allowed(uow: UnitOfWork, head: RowMapping) -> list[str]:
    if head["state"] != WriteOffState.POSTED:
        return []
    missing = head["recovered"] < head["amount"] and head["reason"] != LossReason.ROUNDING
    may_recover = missing and access.within_reach(uow, parties.PARTY, head["party_id"], [POST_RECEIPT])
    reach = access.within_reach(uow, WRITE_OFF, head["id"], [REVERSE_WRITE_OFF])
    may_reverse = not head["recovered"] and reach
    return [*(["recover"] if may_recover else []), *(["reverse"] if may_reverse else [])]
