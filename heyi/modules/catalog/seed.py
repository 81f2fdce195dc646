"""The products of the demo company."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.modules.catalog import api
from heyi.platform.records.declaration import Record
from heyi.platform.records.saving import create_records
from heyi.platform.unit_of_work import UnitOfWork

_GOODS = (
    ("A4 复印纸 70g", "500 张/包", "包", "22.50", "办公用纸"),
    ("A4 复印纸 80g", "500 张/包", "包", "26.80", "办公用纸"),
    ("中性笔 0.5mm 黑", "12 支/盒", "包", "18.00", "书写用品"),
    ("中性笔 0.5mm 红", "12 支/盒", "包", "18.00", "书写用品"),
    ("白板笔套装", "4 色", "套", "15.60", "书写用品"),
    ("文件夹 A4 双夹", "蓝色", "个", "9.90", "文件管理"),
    ("档案盒 55mm", "牛皮纸", "个", "4.50", "文件管理"),
    ("订书机", "24/6", "个", "19.80", "文件管理"),
    ("订书钉", "1000 枚/盒", "包", "2.20", "文件管理"),
    ("计算器 12 位", "双电源", "台", "45.00", "办公设备"),
    ("碎纸机", "4 级保密", "台", "499.00", "办公设备"),
    ("打印机硒鼓 388A", "通用", "件", "128.00", "办公设备"),
    ("激光打印机", "A4 双面", "台", "1299.00", "办公设备"),
    ("显示器 24 寸", "IPS", "台", "799.00", "电脑配件"),
    ("机械键盘", "87 键", "件", "199.00", "电脑配件"),
    ("无线鼠标", "2.4G", "件", "59.00", "电脑配件"),
    ("U 盘 64G", "USB 3.0", "个", "39.90", "电脑配件"),
    ("移动硬盘 1T", "USB 3.0", "个", "359.00", "电脑配件"),
    ("办公椅", "网布", "件", "329.00", "家具"),
    ("升降桌", "1.4m", "件", "1580.00", "家具"),
    ("一次性纸杯", "50 只/包", "包", "8.80", "日用品"),
    ("抽纸", "3 层 120 抽", "包", "3.60", "日用品"),
    ("保温杯", "500ml", "个", "69.00", "日用品"),
    ("雨伞", "三折", "件", "35.00", "日用品"),
)
_SERVICES = (
    ("上门安装", "", "次", "80.00", "服务", "6"),
    ("送货", "市内", "次", "30.00", "服务", "9"),
)
# A category and the one above it, in the order in which they are shown.
_CATEGORIES = (
    ("办公用品", None),
    ("办公用纸", "办公用品"),
    ("书写用品", "办公用品"),
    ("文件管理", "办公用品"),
    ("设备", None),
    ("办公设备", "设备"),
    ("电脑配件", "设备"),
    ("家具", None),
    ("日用品", None),
    ("服装", "日用品"),
    ("服务", None),
)
# Which box holds how many, and what it costs where it is cheaper than its pieces.
_BOXES = (
    ("A4 复印纸 70g", 5, "108.00"),
    ("A4 复印纸 80g", 5, "129.00"),
    ("一次性纸杯", 20, None),
    ("抽纸", 24, "82.00"),
    ("雨伞", 50, None),
)
# A set that is sold for less than its parts, and what is in it.
_KIT, _KIT_PRICE = "办公工位套装", "2099.00"
_KIT_PARTS = (("升降桌", 1), ("办公椅", 1), ("显示器 24 寸", 1))
_ATTRIBUTES = (("尺码", ("S", "M", "L")), ("颜色", ("藏青", "浅灰")))
_CODES = {"藏青": "N", "浅灰": "G"}


@dataclass(frozen=True)
class SeededProduct:
    """A product of the demo with the price it sells at."""

    id: UUID
    is_goods: bool
    price: Decimal


def seed_products(uow: UnitOfWork) -> list[SeededProduct]:
    """Two dozen goods and two services; some come in boxes, and clothes in sizes and colours."""
    units = _ids(uow, api.UNIT)
    rates = _ids(uow, api.TAX_RATE)
    categories = _seed_categories(uow)
    items = [(*item, "13", "goods") for item in _GOODS] + [(*item, "service") for item in _SERVICES]
    values: list[dict[str, Any]] = [
        {
            "name": name,
            "specification": specification,
            "unit_id": units[unit],
            "sale_price": Decimal(price),
            "tax_rate_id": rates[rate],
            "kind": kind,
            "tracking": "none",
            "inspected": False,
            "active": True,
            "category_id": categories[category],
        }
        for name, specification, unit, price, category, rate, kind in items
    ]
    made = create_records(uow, api.PRODUCT, [*values])
    known = {row["name"]: product_id for product_id, row in zip(made, values, strict=True)}
    _seed_boxes(uow, known, units["箱"])
    _seed_price_lists(uow, known, categories, units["箱"])
    _seed_family(uow, categories["服装"], units["件"], rates["13"])
    _seed_kit(uow, known, categories["家具"], units["套"], rates["13"])
    return [
        SeededProduct(product_id, row["kind"] == "goods", row["sale_price"])
        for product_id, row in zip(made, values, strict=True)
    ]


def _seed_categories(uow: UnitOfWork) -> dict[str, UUID]:
    made: dict[str, UUID] = {}
    for position, (name, above) in enumerate(_CATEGORIES):
        parent = made[above] if above else None
        values = {"name": name, "parent_id": parent, "position": position}
        (made[name],) = create_records(uow, api.PRODUCT_CATEGORY, [values])
    return made


def _seed_boxes(uow: UnitOfWork, products: Mapping[str, UUID], box: UUID) -> None:
    for name, pieces, price in _BOXES:
        api.put_unit(
            uow,
            products[name],
            unit_id=box,
            factor=Fraction(pieces),
            sale_price=None if price is None else Decimal(price),
        )


def _seed_price_lists(
    uow: UnitOfWork, products: Mapping[str, UUID], categories: Mapping[str, UUID], box: UUID
) -> None:
    """A level's discount by category with breaks for paper, and a campaign for everyone."""
    level, campaign = create_records(
        uow,
        api.PRICE_LIST,
        [
            {"name": "A 类客户价", "level": "a", "active": True, "currency": "CNY", "priority": 0},
            {"name": "整箱优惠", "active": True, "currency": "CNY", "priority": 0},
        ],
    )
    paper = products["A4 复印纸 70g"]
    create_records(
        uow,
        api.PRICE_LIST_LINE,
        [
            {"price_list_id": level, "category_id": categories["办公用品"], "discount": Decimal("0.05")}
            | {"min_quantity": Decimal(0)},
            {"price_list_id": level, "product_id": paper, "price": Decimal("20.50")}
            | {"min_quantity": Decimal(20)},
            {"price_list_id": campaign, "product_id": paper, "unit_id": box, "price": Decimal("105.00")}
            | {"min_quantity": Decimal(10)},
        ],
    )


def _seed_family(uow: UnitOfWork, category: UUID, unit: UUID, rate: UUID) -> None:
    """Work clothes in sizes and colours."""
    choices: dict[UUID, list[UUID]] = {}
    for position, (name, values) in enumerate(_ATTRIBUTES):
        (attribute,) = create_records(uow, api.ATTRIBUTE, [{"name": name, "position": position}])
        choices[attribute] = create_records(
            uow,
            api.ATTRIBUTE_VALUE,
            [
                {"attribute_id": attribute, "name": value, "code": _CODES.get(value, value), "position": at}
                for at, value in enumerate(values)
            ],
        )
    shirt: dict[str, Any] = {
        "name": "工作服",
        "code": "GZF",
        "specification": "涤棉",
        "unit_id": unit,
        "category_id": category,
        "sale_price": Decimal("128.00"),
        "floor_price": Decimal("98.00"),
        "tax_rate_id": rate,
        "kind": "goods",
        "tracking": "none",
        "inspected": False,
        "active": True,
    }
    (template,) = create_records(uow, api.PRODUCT, [shirt])
    api.make_variants(uow, template, choices)


def _seed_kit(uow: UnitOfWork, products: Mapping[str, UUID], category: UUID, unit: UUID, rate: UUID) -> None:
    """A desk, a chair and a screen, sold as one."""
    kit: dict[str, Any] = {
        "name": _KIT,
        "code": "GWTZ",
        "unit_id": unit,
        "category_id": category,
        "sale_price": Decimal(_KIT_PRICE),
        "tax_rate_id": rate,
        "kind": "goods",
        "tracking": "none",
        "inspected": False,
        "active": True,
    }
    (made,) = create_records(uow, api.PRODUCT, [kit])
    parts = [api.KitPartDraft(product_id=products[name], quantity=Decimal(many)) for name, many in _KIT_PARTS]
    api.set_kit_parts(uow, made, parts)


def _ids(uow: UnitOfWork, record: Record) -> dict[str, UUID]:
    columns = record.table.c
    rows = uow.rows(
        select(columns.id, columns[record.title].label("title")).where(columns.tenant_id == uow.tenant_id)
    )
    return {row["title"]: row["id"] for row in rows}
