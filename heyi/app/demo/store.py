"""The storekeeper in the demo company: a branch warehouse, transfers, counts, and what left by no order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from uuid import UUID

from heyi.app.demo.diary import Diary
from heyi.modules.catalog.seed import SeededProduct
from heyi.modules.stock import api as stock
from heyi.platform.records.saving import create_record
from heyi.platform.unit_of_work import UnitOfWork

_BRANCH, _ADDRESS = "城东仓", "上海市浦东新区金桥路 88 号"
_SENT, _SAMPLES, _BY_TURNS = Decimal(30), Decimal(2), 8
_TRANSFERRED, _COUNTED, _UNDER_WAY, _COUNTING = 60, 35, 2, 1


def open_branch(uow: UnitOfWork) -> UUID:
    """A second warehouse, and the place of what is on its way there."""
    branch = open_warehouse(uow, _BRANCH, address=_ADDRESS)
    stock.transit_warehouse(uow)
    return branch


def open_warehouse(uow: UnitOfWork, name: str, **said: object) -> UUID:
    """A warehouse of our own, unless it is said to be of another kind."""
    values: dict[str, object] = {"name": name, "code": None, "address": None, "kind": "usual"}
    values |= {"goods_owner_id": None, "may_run_short": False, "active": True}
    return create_record(uow, stock.WAREHOUSE, values | said)


def keep_store(diary: Diary, products: Sequence[SeededProduct], branch: UUID) -> None:
    """The branch is filled and counted; a part of what was sent there is missing, and some is on its way now."""
    goods = [product for product in products if product.is_goods]
    keeper = diary.team.storekeeper
    diary.enter(diary.day(_TRANSFERRED), keeper, partial(_fill_branch, diary, goods[:8], branch))
    diary.enter(diary.day(_COUNTED + 10), keeper, partial(_give_samples, diary, goods[1:4]))
    diary.enter(diary.day(_COUNTED), keeper, partial(_count, diary, branch))
    diary.enter(diary.day(_UNDER_WAY), keeper, partial(_send, diary, goods[2:6], branch))
    diary.enter(diary.day(_COUNTING), keeper, partial(_begin_count, diary))


def _send(diary: Diary, goods: Sequence[SeededProduct], branch: UUID) -> UUID:
    transfer_id = stock.create_transfer(
        diary.uow,
        stock.TransferDraft(
            from_warehouse_id=stock.require_warehouse(diary.uow, None),
            to_warehouse_id=branch,
            sent_on=diary.uow.today,
            note="城东仓补货",
            lines=tuple(stock.TransferLineDraft(product_id=one.id, quantity=_SENT) for one in goods),
        ),
    )
    stock.send_transfer(diary.uow, transfer_id)
    return transfer_id


def _fill_branch(diary: Diary, goods: Sequence[SeededProduct], branch: UUID) -> None:
    transfer_id = _send(diary, goods, branch)
    day = diary.day(_TRANSFERRED - 2)
    diary.enter(day, diary.team.storekeeper, partial(_take_in, diary, transfer_id))


def _take_in(diary: Diary, transfer_id: UUID) -> None:
    lines = stock.get_transfer(diary.uow, transfer_id).lines
    here = [
        stock.TransferQuantity(line_id=line.id, quantity=line.under_way - (line.line_no == 1))
        for line in lines
    ]
    stock.arrive(diary.uow, transfer_id, quantities=here)
    day = diary.day(_TRANSFERRED - 3)
    missing = partial(stock.write_off, diary.uow, transfer_id, reason="途中破损一件")
    diary.enter(day, diary.team.accountant, missing)


def _give_samples(diary: Diary, goods: Sequence[SeededProduct]) -> None:
    lines = [stock.IssueLineDraft(product_id=one.id, quantity=_SAMPLES) for one in goods]
    draft = stock.IssueDraft(reason="sample", warehouse_id=None, issued_on=None, note="展会样品", lines=lines)
    stock.post_issue(diary.uow, draft)


def _count(diary: Diary, branch: UUID) -> None:
    """All of the branch: one is over, two are missing, and the accountant finds the cause a day later."""
    count_id = _begin(diary, branch, "all", frozen=True)
    lying = _lying(diary, branch)
    off = dict(zip(sorted(lying), (Decimal(1), Decimal(-2)), strict=False))
    found = [
        stock.Counted(product_id=product_id, quantity=quantity + off.get(product_id, Decimal(0)))
        for product_id, quantity in lying.items()
    ]
    stock.count_lines(diary.uow, count_id, found)
    day = diary.day(_COUNTED - 1)
    diary.enter(day, diary.team.accountant, partial(_post, diary, count_id))


def _post(diary: Diary, count_id: UUID) -> None:
    stock.post_count(diary.uow, count_id)
    gain = stock.get_count(diary.uow, count_id).gain_paper
    if gain is not None:
        stock.settle_gain(diary.uow, gain.id, settled_on=diary.uow.today)


def _begin_count(diary: Diary) -> None:
    """Eight products of the main warehouse by turns, of which a half is counted, those without lots first."""
    main = stock.require_warehouse(diary.uow, None)
    count_id = _begin(diary, main, "longest_ago", frozen=False)
    lying = _lying(diary, main)
    lines = [line for line in stock.get_count(diary.uow, count_id).lines if line.lot is None]
    found = [
        stock.Counted(product_id=line.product_id, quantity=lying[line.product_id])
        for line in lines[: _BY_TURNS // 2]
    ]
    stock.count_lines(diary.uow, count_id, found)


def _begin(diary: Diary, warehouse: UUID, scope: str, *, frozen: bool) -> UUID:
    draft = stock.CountDraft(
        warehouse_id=warehouse,
        scope=scope,
        product_ids=(),
        most=_BY_TURNS if scope == "longest_ago" else 1000,
        blind=True,
        frozen=frozen,
        note=None,
    )
    return stock.begin_count(diary.uow, draft)


def _lying(diary: Diary, warehouse: UUID) -> Mapping[UUID, Decimal]:
    page = stock.list_on_hand(
        diary.uow, warehouse_id=warehouse, product_ids=[], search="", after=None, limit=200
    )
    return {row.product_id: row.on_hand for row in page.items if row.on_hand}
