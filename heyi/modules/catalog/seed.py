"""The products of the demo company."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.modules.catalog import api
from heyi.platform.records.declaration import Record
from heyi.platform.records.saving import create_records
from heyi.platform.unit_of_work import UnitOfWork

_GOODS = (
    ("A4 复印纸 70g", "500 张/包", "包", "22.50"),
    ("A4 复印纸 80g", "500 张/包", "包", "26.80"),
    ("中性笔 0.5mm 黑", "12 支/盒", "包", "18.00"),
    ("中性笔 0.5mm 红", "12 支/盒", "包", "18.00"),
    ("白板笔套装", "4 色", "套", "15.60"),
    ("文件夹 A4 双夹", "蓝色", "个", "9.90"),
    ("档案盒 55mm", "牛皮纸", "个", "4.50"),
    ("订书机", "24/6", "个", "19.80"),
    ("订书钉", "1000 枚/盒", "包", "2.20"),
    ("计算器 12 位", "双电源", "台", "45.00"),
    ("碎纸机", "4 级保密", "台", "499.00"),
    ("打印机硒鼓 388A", "通用", "件", "128.00"),
    ("激光打印机", "A4 双面", "台", "1299.00"),
    ("显示器 24 寸", "IPS", "台", "799.00"),
    ("机械键盘", "87 键", "件", "199.00"),
    ("无线鼠标", "2.4G", "件", "59.00"),
    ("U 盘 64G", "USB 3.0", "个", "39.90"),
    ("移动硬盘 1T", "USB 3.0", "个", "359.00"),
    ("办公椅", "网布", "件", "329.00"),
    ("升降桌", "1.4m", "件", "1580.00"),
    ("一次性纸杯", "50 只/包", "包", "8.80"),
    ("抽纸", "3 层 120 抽", "包", "3.60"),
    ("保温杯", "500ml", "个", "69.00"),
    ("雨伞", "三折", "件", "35.00"),
)
_SERVICES = (("上门安装", "", "次", "80.00", "6"), ("送货", "市内", "次", "30.00", "9"))


@dataclass(frozen=True)
class SeededProduct:
    """A product of the demo with the price it sells at."""

    id: UUID
    is_goods: bool
    price: Decimal


def seed_products(uow: UnitOfWork) -> list[SeededProduct]:
    """Two dozen goods and two services; goods carry the 13 % rate."""
    units = _ids(uow, api.UNIT)
    rates = _ids(uow, api.TAX_RATE)
    items = [(*item, "13", "goods") for item in _GOODS] + [(*item, "service") for item in _SERVICES]
    values: list[dict[str, Any]] = [
        {
            "name": name,
            "specification": specification,
            "unit_id": units[unit],
            "sale_price": Decimal(price),
            "tax_rate_id": rates[rate],
            "kind": kind,
            "active": True,
        }
        for name, specification, unit, price, rate, kind in items
    ]
    made = create_records(uow, api.PRODUCT, [*values])
    return [
        SeededProduct(product_id, row["kind"] == "goods", row["sale_price"])
        for product_id, row in zip(made, values, strict=True)
    ]


def _ids(uow: UnitOfWork, record: Record) -> dict[str, UUID]:
    columns = record.table.c
    rows = uow.rows(
        select(columns.id, columns[record.title].label("title")).where(columns.tenant_id == uow.tenant_id)
    )
    return {row["title"]: row["id"] for row in rows}
