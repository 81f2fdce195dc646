"""The corners of the demo company's store: bins, goods that are held back, a supplier's goods, a list being picked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from uuid import UUID

from sqlalchemy import select

from heyi.app.demo.customers import enter_supplier
from heyi.app.demo.diary import Diary
from heyi.app.demo.people import Person, acting
from heyi.app.demo.store import open_branch, open_warehouse
from heyi.modules.catalog.seed import SeededProduct
from heyi.modules.invoicing import api as invoicing
from heyi.modules.purchasing import api as purchasing
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock
from heyi.platform.unit_of_work import UnitOfWork

_OWNER = "苏州文心文创用品有限公司"
_HELD, _ENTRUSTED = "待处理仓", "文心代管仓"
_SHELVED, _HELD_ON, _CAME, _WENT, _FREIGHT = 50, 24, 20, 12, 2
_DAMP, _TAKEN, _BACK = Decimal(3), Decimal(60), Decimal(15)
_FREIGHT_COST = Decimal(240)
_TEN, _ELEVEN, _NOON, _AFTERNOON = 60, 120, 180, 300
_PICKED = 3


@dataclass(frozen=True)
class Corners:
    """The warehouses beside the main one: the branch with its bins, the corner for what is held back, the entrusted."""

    branch: UUID
    held: UUID
    entrusted: UUID
    owner: UUID


def open_corners(uow: UnitOfWork, buyer: Person) -> Corners:
    """The warehouses of the company, the branch with bins on its shelves."""
    branch = open_branch(uow)
    stock.make_bins(uow, branch, "A-01-01", "A-02-04")
    stock.switch_bins_on(uow, branch, "SH-01")
    owner = enter_supplier(uow, _OWNER, buyer)
    held = open_warehouse(uow, _HELD, kind="held_back")
    entrusted = open_warehouse(uow, _ENTRUSTED, kind="entrusted", goods_owner_id=owner)
    return Corners(branch, held, entrusted, owner)


def keep_corners(diary: Diary, products: Sequence[SeededProduct], corners: Corners) -> None:
    """Goods are put onto the shelves of the branch, damp ones are held back, a supplier's come and go, freight is
    shared out among what came."""
    goods = [product for product in products if product.is_goods]
    keeper = diary.team.storekeeper
    diary.enter(diary.day(_SHELVED), keeper, partial(_shelve, diary, corners.branch), minute=_TEN)
    hold_back = partial(_hold_back, diary, goods[0], corners)
    diary.enter(diary.day(_HELD_ON), keeper, hold_back, minute=_ELEVEN)
    take_in = partial(_take_in, diary, goods[1:4], corners)
    diary.enter(diary.day(_CAME), keeper, take_in, minute=_TEN)
    diary.enter(diary.day(_WENT), keeper, partial(_give_back, diary, goods[1], corners), minute=_NOON)
    freight = partial(_share_freight, diary, corners)
    diary.enter(diary.day(_FREIGHT), diary.team.accountant, freight, minute=_AFTERNOON)


def _shelve(diary: Diary, branch: UUID) -> None:
    """What came into the receiving bin is put onto the shelves, one product after the other."""
    page = stock.in_bins(
        diary.uow, warehouse_id=branch, bin_id=None, product_id=None, search="", after=None, limit=6
    )
    lines = tuple(
        stock.BinMoveLineDraft(
            product_id=row.product_id, from_bin=row.bin or "", to_bin=f"A-01-0{number}", quantity=None
        )
        for number, row in enumerate(page.items[:4], start=1)
    )
    if lines:
        stock.move_bins(diary.uow, stock.BinMoveDraft(warehouse_id=branch, note="到货上架", lines=lines))


def _hold_back(diary: Diary, product: SeededProduct, corners: Corners) -> None:
    draft = stock.TransferDraft(
        from_warehouse_id=stock.require_warehouse(diary.uow, None),
        to_warehouse_id=corners.held,
        sent_on=diary.uow.today,
        note="外箱受潮，待处理",
        lines=(stock.TransferLineDraft(product_id=product.id, quantity=_DAMP),),
    )
    stock.send_transfer(diary.uow, stock.create_transfer(diary.uow, draft), directly=True)


def _take_in(diary: Diary, goods: Sequence[SeededProduct], corners: Corners) -> None:
    stock.post_receipt(
        diary.uow,
        reason=stock.TAKEN_IN,
        warehouse_id=corners.entrusted,
        received_on=None,
        note="寄售到货",
        lines=[stock.ReceiptLineDraft(product_id=one.id, quantity=_TAKEN, unit_cost=None) for one in goods],
    )


def _give_back(diary: Diary, product: SeededProduct, corners: Corners) -> None:
    draft = stock.IssueDraft(
        reason=stock.GIVEN_BACK,
        warehouse_id=corners.entrusted,
        issued_on=None,
        note="寄售退回",
        lines=[stock.IssueLineDraft(product_id=product.id, quantity=_BACK)],
    )
    stock.post_issue(diary.uow, draft)


def _share_freight(diary: Diary, corners: Corners) -> None:
    """The carrier's bill is shared out among the goods that came last, by what they are worth."""
    uow, receipt = diary.uow, purchasing.PURCHASE_RECEIPT.table.c
    last = uow.scalar(
        select(receipt.id)
        .where(receipt.tenant_id == uow.tenant_id, receipt.company_id == uow.company_id)
        .order_by(receipt.received_on.desc(), receipt.id.desc())
        .limit(1)
    )
    if last is None:
        return
    lines = purchasing.get_receipt(uow, last).lines
    invoicing.post_landed_cost(
        uow,
        invoicing.LandedDraft(
            basis="amount",
            net=_FREIGHT_COST,
            tax=Decimal(0),
            lines=tuple(invoicing.LandedLineDraft(receipt_line_id=line.id) for line in lines),
            party_id=corners.owner,
            supplier_number="YF-0318",
            note="到货运费",
        ),
    )


def begin_picking(diary: Diary) -> None:
    """A few orders are being picked, and the first line is in the basket."""
    uow, order = diary.uow, sales.SALES_ORDER.table.c
    waiting = uow.rows(
        select(order.id)
        .where(
            order.tenant_id == uow.tenant_id,
            order.company_id == uow.company_id,
            order.state == "confirmed",
            order.delivery_state != "full",
        )
        .order_by(order.ordered_on, order.number)
        .limit(_PICKED)
    )
    if not waiting:
        return
    with acting(uow, diary.team.storekeeper):
        pick_id = sales.make_pick_list(uow, [row["id"] for row in waiting], note="上午第一波")
        uow.flush()
        first = sales.get_pick_list(uow, pick_id).lines[0]
        sales.tick_pick_list(uow, pick_id, [sales.Ticked(line_id=first.id, quantity=first.quantity)])
