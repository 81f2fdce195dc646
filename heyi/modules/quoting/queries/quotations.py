"""Reads of quotations; `lock_` takes all versions of one for the rest of the transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, select

from heyi.modules.catalog import api as catalog
from heyi.modules.crm import api as crm
from heyi.modules.parties import api as parties
from heyi.modules.quoting.contracts import (
    Quotation,
    QuotationAnswer,
    QuotationLine,
    QuotationStatus,
    QuotationVersion,
)
from heyi.modules.quoting.models import (
    QUOTATION,
    QUOTATION_ANSWER,
    QUOTATION_LINE,
    QUOTATION_SENDING,
)
from heyi.modules.quoting.permissions import ANSWER, ORDER, ORDER_UNACCEPTED, SEND, UPDATE
from heyi.modules.quoting.rules import changes_between, lapsed
from heyi.modules.quoting.states import REPLACED, QuotationState, allowed_verbs
from heyi.modules.sales import api as sales
from heyi.modules.sales.contracts import Named
from heyi.modules.stock import api as stock
from heyi.platform.approvals import api as approvals
from heyi.platform.errors import NotFound
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.declaration import Record
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_Q, _L, _S, _A = QUOTATION.table, QUOTATION_LINE, QUOTATION_SENDING, QUOTATION_ANSWER
_NEEDS = {
    "send": SEND,
    "share": SEND,
    "withdraw": SEND,
    "update": UPDATE,
    "new_version": UPDATE,
    "accept": ANSWER,
    "decline": ANSWER,
    "order": ORDER,
}
# What becomes an order needs the right to make one, too.
_NEW_ORDER = "sales.order.create"
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Versions:
    """All versions of a quotation, oldest first, and the one that is meant; held until the transaction ends."""

    head: Row
    all: Sequence[Row]

    @property
    def ordered(self) -> UUID | None:
        """The order that a version became."""
        return next((one["order_id"] for one in self.all if one["order_id"] is not None), None)

    @property
    def drafted(self) -> bool:
        """Whether a version is being written."""
        return any(one["state"] == QuotationState.DRAFT for one in self.all)

    @property
    def standing(self) -> list[Row]:
        """What the customer may accept or has accepted, beside the one that is meant."""
        return [one for one in self.all if one["state"] in REPLACED and one["id"] != self.head["id"]]


def versions_of(uow: UnitOfWork, quotation_id: UUID, *, lock: bool = False) -> Versions:
    """A quotation's version with all the others, taken in the order in which they were made.

    Raises:
        NotFound: it does not exist in this company.
    """
    mine = (_Q.c.tenant_id == uow.tenant_id, _Q.c.company_id == uow.company_id)
    first = select(_Q.c.first_id).where(*mine, _Q.c.id == quotation_id).scalar_subquery()
    query = select(_Q).where(*mine, _Q.c.first_id == first).order_by(_Q.c.version_no)
    rows = uow.rows(query.with_for_update() if lock else query)
    if lock and rows:
        # A version that came while we waited for the lock is found by a second look.
        rows = uow.rows(query.with_for_update())
    head = next((row for row in rows if row["id"] == quotation_id), None)
    if head is None:
        raise NotFound(what="record.quotation")
    return Versions(head, rows)


def lines_of(uow: UnitOfWork, *quotation_ids: UUID) -> dict[UUID, list[RowMapping]]:
    """The lines of versions, in their order, with what their products and units are called."""
    product, unit, typed = catalog.PRODUCT.table.c, catalog.UNIT.table.c, catalog.UNIT.table.alias("typed")
    query = (
        select(
            _L,
            _L.c.product_name.label("product"),
            product.code.label("product_code"),
            product.specification,
            product.floor_price,
            unit.name.label("unit"),
            typed.c.name.label("typed_unit"),
        )
        .join(catalog.PRODUCT.table, and_(product.tenant_id == _L.c.tenant_id, product.id == _L.c.product_id))
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .join(typed, and_(typed.c.tenant_id == _L.c.tenant_id, typed.c.id == _L.c.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.quotation_id.in_(sorted(quotation_ids)))
        .order_by(_L.c.line_no)
    )
    found: dict[UUID, list[RowMapping]] = {one: [] for one in quotation_ids}
    for row in uow.rows(query):
        found[row["quotation_id"]].append(row)
    return found


def status_of(uow: UnitOfWork, versions: Versions) -> QuotationStatus:
    """Where a version stands, with what this actor may do next."""
    names = ("id", "version", "number", "version_no", "state", "valid_until", "net", "tax", "gross")
    return QuotationStatus(
        **{name: versions.head[name] for name in names}, allowed_actions=_allowed(uow, versions)
    )


def get_quotation(uow: UnitOfWork, quotation_id: UUID) -> Quotation:
    """A version of a quotation with its lines, what the customer answered, and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    versions = versions_of(uow, quotation_id)
    head = versions.head
    names = _names(uow, head)
    same = (
        "id",
        "version",
        "number",
        "version_no",
        "state",
        "quoted_on",
        "valid_until",
        "language",
        "prices_include_tax",
        "shows_discount",
        "whole_discount_share",
        "whole_discount",
        "net",
        "tax",
        "gross",
        "payment_terms",
        "delivery_terms",
        "note",
        "sent_at",
        "first_seen_at",
        "last_seen_at",
    )

    def named(column: str) -> Named | None:
        return Named(head[column], names[column]) if names[column] is not None else None

    party, warehouse = named("party_id"), named("warehouse_id")
    assert party is not None, "it is required"
    assert warehouse is not None, "it is required"
    listed = catalog.sees_list_prices(uow)
    return Quotation(
        **{name: head[name] for name in same},
        lapsed=lapsed(head["state"], head["valid_until"], uow.today),
        latest=not any(
            one["version_no"] > head["version_no"] and one["sent_at"] is not None for one in versions.all
        ),
        party=party,
        warehouse=warehouse,
        contact=named("contact_id"),
        opportunity=named("opportunity_id"),
        order=named("order_id"),
        owner=named("owner_id"),
        sha256=names["sha256"],
        answer=_answer(uow, quotation_id),
        allowed_actions=_allowed(uow, versions),
        lines=[_line(row, listed=listed) for row in lines_of(uow, quotation_id)[quotation_id]],
    )


def list_versions(uow: UnitOfWork, quotation_id: UUID) -> list[QuotationVersion]:
    """The versions of a quotation that the reader sees, the newest first, each with what it says otherwise than the
    one before.

    Raises:
        NotFound: it does not exist in this company.
    """
    seen = {row["id"] for row in uow.rows(select(_Q.c.id).where(*_seen(uow, QUOTATION), _same(quotation_id)))}
    versions = [one for one in versions_of(uow, quotation_id).all if one["id"] in seen]
    lines = lines_of(uow, *(one["id"] for one in versions))
    told = []
    for at, row in enumerate(versions):
        before = versions[at - 1] if at else None
        changes = (
            changes_between(before, lines[before["id"]], row, lines[row["id"]]) if before is not None else []
        )
        names = ("id", "number", "version_no", "state", "quoted_on", "valid_until", "sent_at", "gross")
        told.append(QuotationVersion(**{name: row[name] for name in names}, changes=changes))
    return told[::-1]


def _same(quotation_id: UUID) -> ColumnElement[bool]:
    """Whether a row is a version of the same quotation."""
    other = _Q.alias("meant")
    first = select(other.c.first_id).where(other.c.tenant_id == _Q.c.tenant_id, other.c.id == quotation_id)
    return _Q.c.first_id == first.correlate(_Q).scalar_subquery()


def _line(row: Row, *, listed: bool) -> QuotationLine:
    """A line; what the lists say, and with it the discount, only where it may be shown."""
    same = set(QuotationLine.__dataclass_fields__) - {"list_price", "discount", "typed_unit_id"}
    list_price = row["list_price"] if listed else None
    return QuotationLine(
        **{name: row[name] for name in same},
        typed_unit_id=row["unit_id"],
        list_price=list_price,
        discount=sales.discount_of(list_price, row["unit_price"]),
    )


def _names(uow: UnitOfWork, head: Row) -> Row:
    """What the records are called that a version refers to, and the seal of what was sent, in one statement."""
    party, contact, deal = parties.PARTY.table.c, parties.CONTACT.table.c, crm.OPPORTUNITY.table.c
    order, house = sales.SALES_ORDER.table.c, stock.WAREHOUSE.table.c

    def called(name: str, column: Any, table: Any, *seen: Any) -> Any:
        query = select(column).where(table.tenant_id == uow.tenant_id, table.id == head[name], *seen)
        return query.scalar_subquery().label(name)

    selected = [
        called("party_id", party.name, party),
        called("contact_id", contact.name, contact, *_seen(uow, parties.CONTACT)),
        called("opportunity_id", deal.name, deal, *_seen(uow, crm.OPPORTUNITY)),
        called("order_id", order.number, order),
        called("owner_id", APP_USER.c.name, APP_USER.c),
        called("warehouse_id", house.name, house),
    ]
    seal = select(_S.c.sha256).where(_S.c.tenant_id == uow.tenant_id, _S.c.quotation_id == head["id"])
    row = uow.first(select(*selected, seal.scalar_subquery().label("sha256")))
    assert row is not None, "a row of scalars is always there"
    return row


def _seen(uow: UnitOfWork, record: Record) -> list[Any]:
    """Of these only what the reader may look at is named."""
    return access.rows(uow, shape_of(uow, record.name))


def _answer(uow: UnitOfWork, quotation_id: UUID) -> QuotationAnswer | None:
    row = uow.first(
        select(_A, APP_USER.c.name.label("recorder"))
        .outerjoin(APP_USER, and_(APP_USER.c.tenant_id == _A.c.tenant_id, APP_USER.c.id == _A.c.recorded_by))
        .where(_A.c.tenant_id == uow.tenant_id, _A.c.quotation_id == quotation_id)
    )
    if row is None:
        return None
    same = set(QuotationAnswer.__dataclass_fields__) - {"recorded_by"}
    return QuotationAnswer(**{name: row[name] for name in same}, recorded_by=row["recorder"])


def _allowed(uow: UnitOfWork, versions: Versions) -> list[str]:
    head = versions.head
    state = QuotationState(head["state"])
    verbs = allowed_verbs(
        state,
        lapsed=lapsed(state, head["valid_until"], uow.today),
        ordered=versions.ordered is not None,
        drafted=versions.drafted,
    )
    reached = access.within_reach(uow, QUOTATION, head["id"], {_NEEDS[verb] for verb in verbs})
    mine = [verb for verb in verbs if _NEEDS[verb] in reached and _may_order(uow, state, verb)]
    return approvals.offered(uow, "quotation", head["id"], mine)


def _may_order(uow: UnitOfWork, state: QuotationState, verb: str) -> bool:
    if verb != "order":
        return True
    accepted = state is QuotationState.ACCEPTED or uow.actor.may(ORDER_UNACCEPTED)
    return accepted and uow.actor.may(_NEW_ORDER)
