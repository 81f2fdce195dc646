"""Miscellaneous receipts (其他入库单): opening stock, gifts, and what came in by no order."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from heyi.kit.money import round_amount
from heyi.modules.catalog import api as catalog
from heyi.modules.stock.actions.move import receive
from heyi.modules.stock.contracts import GoodsDocument, Incoming, ReceiptLineDraft
from heyi.modules.stock.errors import NotGoods
from heyi.modules.stock.models import RECEIPT_SERIES, STOCK_RECEIPT, STOCK_RECEIPT_LINE
from heyi.modules.stock.queries import require_warehouse
from heyi.modules.stock.rules import ZERO
from heyi.platform.unit_of_work import UnitOfWork

# Opening stock against undistributed profit until the opening balances are entered; gifts against 捐赠收益; what came
# in otherwise against 其他往来. What was bought comes in by a purchase order: its documents keep 暂估应付账款.
CONTRA_ACCOUNTS = {"opening": "310401", "donation": "530103", "other": "224199"}


def post_receipt(
    uow: UnitOfWork,
    *,
    reason: str,
    warehouse_id: UUID | None,
    received_on: date | None,
    note: str | None,
    lines: Sequence[ReceiptLineDraft],
) -> UUID:
    """Take goods into a warehouse at their cost; posts moves and entry at once. Gives back the receipt's id.

    Raises:
        WarehouseUnusable: the warehouse does not exist in this company or is switched off.
        ProductUnusable: a product does not exist or is switched off.
        NotGoods: a product is a service.
        PeriodClosed: the day lies in a closed period.
    """
    warehouse = require_warehouse(uow, warehouse_id)
    products = catalog.products(uow, {line.product_id for line in lines})
    for line in lines:
        if not products[line.product_id].is_goods:
            raise NotGoods(product=products[line.product_id].name)
    receipt_id, day = uow.new_id(), received_on or uow.today
    incoming = [
        Incoming(
            line_id=uow.new_id(),
            product_id=line.product_id,
            warehouse_id=warehouse,
            quantity=line.quantity,
            value=round_amount(line.quantity * line.unit_cost),
        )
        for line in lines
    ]
    document = GoodsDocument(
        type="stock_receipt",
        id=receipt_id,
        series=RECEIPT_SERIES,
        occurred_on=day,
        contra_account=CONTRA_ACCOUNTS[reason],
    )
    moved = receive(uow, document, incoming)
    head = {
        "id": receipt_id,
        "company_id": uow.company_id,
        "number": moved.number,
        "reason": reason,
        "note": note,
    }
    total = sum(moved.values.values(), ZERO)
    uow.insert(STOCK_RECEIPT.table, head | {"warehouse_id": warehouse, "received_on": day, "total": total})
    for line_no, (draft, goods) in enumerate(zip(lines, incoming, strict=True), start=1):
        uow.insert(
            STOCK_RECEIPT_LINE,
            {
                "id": goods.line_id,
                "receipt_id": receipt_id,
                "line_no": line_no,
                "product_id": goods.product_id,
                "quantity": goods.quantity,
                "unit_cost": draft.unit_cost,
                "value": moved.values[goods.line_id],
            },
        )
    uow.audit("posted", record="stock_receipt", record_id=receipt_id, title=moved.number)
    return receipt_id
