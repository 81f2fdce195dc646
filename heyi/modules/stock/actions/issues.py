"""Miscellaneous issues (其他出库单): what was used, given away, scrapped, or missed by a count or a transfer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from heyi.modules.ledger import api as ledger
from heyi.modules.stock.actions.custody import give_back, refuse_consigned, take_custody
from heyi.modules.stock.actions.gifts import GIFT, SOLD_TO_NOBODY, Deemed, deemed_sales, tax_sides
from heyi.modules.stock.actions.goods_entry import account_of
from heyi.modules.stock.actions.move import issue_free, receive
from heyi.modules.stock.actions.receipts import refuse_fractions, require_goods
from heyi.modules.stock.contracts import GoodsDocument, Incoming, IssueLineDraft, Moved, Wanted
from heyi.modules.stock.contracts.documents import PENDING
from heyi.modules.stock.errors import NotReversible
from heyi.modules.stock.models import (
    BOUGHT_OUT,
    GIVEN_BACK,
    ISSUE_SERIES,
    MISSED,
    OUT_OF_KEEPING,
    STOCK_ISSUE,
    STOCK_ISSUE_LINE,
    USED_UP,
)
from heyi.modules.stock.queries import require_house, warehouses
from heyi.modules.stock.queries.documents import lock_document
from heyi.modules.stock.queries.undone import may_undo
from heyi.modules.stock.rules import ZERO
from heyi.modules.stock.rules.houses import ENTRUSTED, OURS, USUAL
from heyi.modules.stock.rules.roles import GIFTED
from heyi.modules.stock.states import MISC, MiscState, step
from heyi.platform.unit_of_work import UnitOfWork

# What is missed waits as 待处理财产损溢 for its cause.
CONTRA_ROLES = {
    "use": "goods_used",
    "sample": "goods_sampled",
    GIFT: GIFTED,
    "scrap": "goods_scrapped",
    "other": "goods_out_otherwise",
    "count_loss": PENDING,
    "transit_loss": PENDING,
    # Another's goods are in no books of ours.
    **dict.fromkeys(OUT_OF_KEEPING, ""),
}
# Which warehouses goods leave; what is held back leaves as scrap, or is moved first.
_OUT_OF = {"scrap": OURS, **dict.fromkeys(OUT_OF_KEEPING, (ENTRUSTED,))}
# Scrap is what has expired or was found bad; an owner gets back what is his; what is missed is missed, whatever it was.
TAKES_ANYTHING = ("scrap", GIVEN_BACK, *MISSED)


@dataclass(frozen=True)
class _Line:
    id: UUID
    product_id: UUID
    quantity: Decimal
    transfer_line_id: UUID | None = None
    deemed: Deemed = SOLD_TO_NOBODY


@dataclass(frozen=True, kw_only=True)
class IssueDraft:
    """An issue to post; one that a count or a transfer makes names it, and its warehouse as it is."""

    reason: str
    warehouse_id: UUID | None
    issued_on: date | None
    note: str | None
    lines: Sequence[IssueLineDraft]
    count_id: UUID | None = None
    transfer_id: UUID | None = None
    expired_reason: str | None = None


def post_issue(uow: UnitOfWork, draft: IssueDraft) -> UUID:
    """Let goods leave a warehouse by no order; posts moves and entry at once. Gives back the issue's id.

    Another's goods leave our keeping without cost or entry: back to their owner, used up in work for him, bought, or
    missed by a count.

    Raises:
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        NotOurGoods: another's goods would leave as ours, or ours as another's.
        OwnerNoCustomer: goods of who is no customer would be used up for him.
        NotPromised: goods that are held back would leave otherwise than as scrap.
        ProductUnusable: a product does not exist or is switched off.
        NotGoods: a product is a service.
        StockInsufficient: less lies there and is promised to nobody.
        LotsMissing, LotUnknown, LotShort, LotExpired: the lots of a line are not said, or cannot leave.
        MarketPriceMissing: something is given away, and a line does not say what it would have been sold for.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: the day lies in a closed period.
    """
    own = draft.count_id is None and draft.transfer_id is None
    warehouse = _left(uow, draft, own=own)
    house = warehouses(uow).get(warehouse)
    entrusted = house is not None and house.kind == ENTRUSTED
    # What a count or a transfer missed lay there, though its product may be switched off since.
    products = require_goods(uow, [line.product_id for line in draft.lines]) if own else {}
    if own:
        refuse_fractions(uow, draft.lines)
    document = GoodsDocument(
        type="stock_issue",
        id=uow.new_id(),
        series=ISSUE_SERIES,
        occurred_on=draft.issued_on or uow.today,
        contra_role=CONTRA_ROLES[draft.reason],
        cost_role=_cost_role(draft.reason),
        takes_expired=draft.reason in TAKES_ANYTHING,
        takes_unfree=draft.reason in TAKES_ANYTHING,
        expired_reason=draft.expired_reason,
    )
    outgoing = [
        Wanted(
            line_id=uow.new_id(),
            line_no=line_no,
            product_id=line.product_id,
            product=products[line.product_id].name if own else line.product,
            warehouse_id=warehouse,
            quantity=line.quantity,
            lots=line.lots,
        )
        for line_no, line in enumerate(draft.lines, start=1)
    ]
    given, deemed = draft.reason == GIFT, [SOLD_TO_NOBODY] * len(outgoing)
    deemed = deemed_sales(uow, draft.lines, products) if given else deemed
    document = replace(document, besides=_besides(uow, outgoing, deemed)) if given else document
    moved = (give_back if entrusted else issue_free)(uow, document, outgoing)
    entered = [
        _Line(goods.line_id, goods.product_id, goods.quantity, line.transfer_line_id, sale)
        for line, goods, sale in zip(draft.lines, outgoing, deemed, strict=True)
    ]
    head = {
        "reason": draft.reason,
        "warehouse_id": warehouse,
        "note": draft.note,
        "count_id": draft.count_id,
        "transfer_id": draft.transfer_id,
        # What a count misses of another's goods is nobody's loss yet, so nothing of it waits to be settled.
        "state": MiscState.SETTLED if entrusted and draft.reason in MISSED else MiscState.POSTED,
        "reverses_id": None,
    }
    _write(uow, document, moved, head, entered)
    _tell(uow, draft, document, moved.number)
    return document.id


def _left(uow: UnitOfWork, draft: IssueDraft, *, own: bool) -> UUID:
    """The warehouse that the goods leave: as it is where a count or a transfer names it, else one of the right kind."""
    if not own and draft.warehouse_id is not None:
        return draft.warehouse_id
    house = require_house(uow, draft.warehouse_id, _OUT_OF.get(draft.reason, (USUAL,)))
    if draft.reason == USED_UP:
        refuse_consigned(uow, house)
    return house.id


def _tell(uow: UnitOfWork, draft: IssueDraft, document: GoodsDocument, number: str) -> None:
    for record, origin in (("stock_count", draft.count_id), ("stock_transfer", draft.transfer_id)):
        if origin is not None:
            uow.link(record, origin, "stock_issue", document.id)
    reason = document.expired_reason
    said = {"expired_reason": [None, reason]} if reason else {}
    uow.audit("posted", record="stock_issue", record_id=document.id, title=number, changes=said)


def reverse_issue(uow: UnitOfWork, issue_id: UUID) -> UUID:
    """Take an issue back, wholly and once: its goods come back at what they left at, its entry is undone in red.

    On its own day while that month is open, so that what left since costs what it would have cost without it; else
    today. Gives back the id of the issue in red that does so.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is taken back already, or takes back another.
        NotReversible: a count or a transfer missed these goods, or a receipt made them ours.
        PlaceFrozen: a product is being counted there.
        PeriodClosed: today lies in a closed period too.
    """
    found = lock_document(uow, STOCK_ISSUE, STOCK_ISSUE_LINE, "issue_id", issue_id)
    head = found.head
    state = step("stock_issue", MISC, MiscState(head["state"]), "reverse")
    if head["reason"] in (BOUGHT_OUT, *MISSED):
        raise NotReversible(number=head["number"])
    incoming = [
        Incoming(
            line_id=uow.new_id(),
            product_id=line["product_id"],
            warehouse_id=head["warehouse_id"],
            quantity=line["quantity"],
            value=line["value"],
            origin_line_id=line["id"],
        )
        for line in found.lines
    ]
    theirs = head["reason"] in OUT_OF_KEEPING
    own_day = not theirs and may_undo(uow, head["issued_on"], found.lines)
    document = GoodsDocument(
        type="stock_issue",
        id=uow.new_id(),
        series=ISSUE_SERIES,
        occurred_on=head["issued_on"] if own_day else uow.today,
        contra_role=CONTRA_ROLES[head["reason"]],
        contra_accounts={
            goods.line_id: line["account"] for goods, line in zip(incoming, found.lines, strict=True)
        },
        cost_role=_cost_role(head["reason"]),
        returns_from="stock_issue",
        takes_back=issue_id,
        as_if_never=own_day,
        besides=tax_sides(
            [(line["account"], line["tax_account"], -line["tax"]) for line in found.lines if line["tax"]]
        ),
    )
    moved = (
        take_custody(uow, document, incoming) if theirs else receive(uow, document, incoming, kind="return")
    )
    back = replace(moved, values={line_id: -value for line_id, value in moved.values.items()})
    red = {name: head[name] for name in ("reason", "warehouse_id", "note")}
    red |= {"count_id": None, "transfer_id": None, "state": MiscState.REVERSAL, "reverses_id": issue_id}
    entered = [
        _Line(goods.line_id, goods.product_id, -goods.quantity, deemed=_taken_back(line))
        for goods, line in zip(incoming, found.lines, strict=True)
    ]
    _write(uow, document, back, red, entered)
    uow.change(STOCK_ISSUE.table, issue_id, {"state": state})
    uow.link("stock_issue", issue_id, "stock_issue", document.id)
    uow.audit("reversed", record="stock_issue", record_id=issue_id, title=head["number"])
    uow.audit("posted", record="stock_issue", record_id=document.id, title=moved.number)
    return document.id


def _besides(uow: UnitOfWork, lines: Sequence[Wanted], deemed: Sequence[Deemed]) -> Mapping[str, Decimal]:
    rules = ledger.accounts(uow, {line.product_id for line in lines})
    expenses = [account_of(rules, GIFTED, line) for line in lines]
    return tax_sides(
        [(account, sale.tax_account, sale.tax) for account, sale in zip(expenses, deemed, strict=True)]
    )


def _taken_back(line: Mapping[Any, Any]) -> Deemed:
    value = line["market_value"]
    return Deemed(line["tax_code"], None if value is None else -value, -line["tax"], line["tax_account"])


def _cost_role(reason: str) -> str:
    """What is found later to be wrong in its cost; what was missed may have its cause by then."""
    return CONTRA_ROLES["scrap" if reason in MISSED else reason]


def _write(
    uow: UnitOfWork, document: GoodsDocument, moved: Moved, head: dict[str, Any], lines: Sequence[_Line]
) -> None:
    uow.insert(
        STOCK_ISSUE.table,
        {
            "id": document.id,
            "company_id": uow.company_id,
            "number": moved.number,
            "issued_on": document.occurred_on,
            "total": sum(moved.values.values(), ZERO),
            **head,
        },
    )
    uow.insert(
        STOCK_ISSUE_LINE,
        *(
            {
                "id": line.id,
                "issue_id": document.id,
                "line_no": line_no,
                "product_id": line.product_id,
                "quantity": line.quantity,
                "value": moved.values[line.id],
                "account": moved.accounts[line.id],
                "transfer_line_id": line.transfer_line_id,
                "tax_code": line.deemed.tax_code,
                "market_value": line.deemed.market_value,
                "tax": line.deemed.tax,
                "tax_account": line.deemed.tax_account,
            }
            for line_no, line in enumerate(lines, start=1)
        ),
    )
