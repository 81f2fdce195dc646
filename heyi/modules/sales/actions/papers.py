"""Papers that go with goods: what to take from the shelves, what leaves for whom, and what is in which carton."""

from collections.abc import Sequence
from importlib import resources
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.code128 import bars
from heyi.modules.parties import api as parties
from heyi.modules.sales.contracts import Delivery, GoodsLine, PickLine
from heyi.modules.sales.queries.goods import get_delivery
from heyi.modules.sales.queries.picks import get_pick_list
from heyi.platform import printing
from heyi.platform.http.answers import number_text
from heyi.platform.messages import Language, translate
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.tenancy.names import company_name
from heyi.platform.unit_of_work import UnitOfWork

# Widths are millimetres; a column without one takes the room that is left.
Column = tuple[str, int, bool]
_PICK: Sequence[Column] = (
    ("no", 9, True),
    ("bin", 26, False),
    ("code", 26, False),
    ("product", 0, False),
    ("lot", 34, False),
    ("quantity", 24, True),
    ("order", 40, False),
    ("party", 46, False),
    ("picked", 22, False),
)
_NOTE: Sequence[Column] = (
    ("no", 9, True),
    ("code", 28, False),
    ("product", 0, False),
    ("lot", 46, False),
    ("quantity", 22, True),
    ("unit", 14, False),
)
_PACKING: Sequence[Column] = (("carton", 20, False), *_NOTE)


def pick_paper(uow: UnitOfWork, pick_id: UUID, language: Language) -> tuple[bytes, str]:
    """A pick list on paper, with its number in bars; gives back also what the file is called.

    Raises:
        NotFound: it does not exist in this company.
    """
    pick = get_pick_list(uow, pick_id)
    rows = [_pick_row(line) for line in pick.lines]
    houses = sorted({line.warehouse for line in pick.lines})
    facts = [
        ("warehouse", ", ".join(houses)),
        ("date", pick.made_on.isoformat()),
        ("orders", str(pick.order_count)),
        ("note_of", pick.note or ""),
    ]
    paper = _paper(uow, "pick", pick.number, language, _PICK, rows, facts, ("picker", "checker"))
    return paper, f"{pick.number}.pdf"


def delivery_paper(
    uow: UnitOfWork, delivery_id: UUID, kind: str, language: Language, *, cartons: int | None = None
) -> tuple[bytes, str]:
    """A delivery on paper for its customer: the note he signs, or what is packed for him.

    Where the reader may not see the customer's address or phone, they are not printed either.

    Raises:
        NotFound: it does not exist in this company.
    """
    delivery = get_delivery(uow, delivery_id)
    packing = kind == "packing"
    rows = [_goods_row(line, packing=packing) for line in delivery.lines]
    facts = _of_delivery(uow, delivery)
    if packing:
        facts.append(("cartons", "" if cartons is None else str(cartons)))
    columns = _PACKING if packing else _NOTE
    signs = ("packer", "checker") if packing else ("sender", "receiver")
    paper = _paper(uow, kind, delivery.number, language, columns, rows, facts, signs)
    return paper, f"{delivery.number}{'-packing' if packing else ''}.pdf"


def _of_delivery(uow: UnitOfWork, delivery: Delivery) -> list[tuple[str, str]]:
    table = parties.PARTY.table.c
    found = uow.first(
        select(table.address, table.phone).where(
            table.tenant_id == uow.tenant_id, table.id == delivery.party.id
        )
    )
    hidden = access.levels(uow, shape_of(uow, parties.PARTY.name))
    told = {
        name: (found[name] or "") if found is not None and hidden.get(name) not in UNSEEN else ""
        for name in ("address", "phone")
    }
    return [
        ("party", delivery.party.title),
        ("date", delivery.delivered_on.isoformat()),
        ("address", told["address"]),
        ("phone", told["phone"]),
        ("order", delivery.order.title),
        ("warehouse", delivery.warehouse.title),
    ]


def _pick_row(line: PickLine) -> list[str]:
    lot = " ".join(part for part in (line.lot, str(line.expires_on or "")) if part)
    quantity = f"{number_text(line.quantity)} {line.unit}"
    picked = "" if line.picked is None else number_text(line.picked)
    return [
        str(line.line_no),
        line.bin,
        line.product_code,
        line.product,
        lot,
        quantity,
        line.order.title,
        line.party,
        f"{picked} {line.reason or ''}".strip(),
    ]


def _goods_row(line: GoodsLine, *, packing: bool) -> list[str]:
    # One lot of several bins is one lot to the customer.
    lots: dict[str, Any] = {}
    for lot in line.lots:
        if lot.number:
            lots[lot.number] = lots.get(lot.number, 0) + lot.quantity
    serial = any(lot.serial for lot in line.lots)
    told = [number if serial else f"{number} × {number_text(many)}" for number, many in lots.items()]
    row = [
        str(line.line_no),
        line.product_code,
        line.product,
        ", ".join(told),
        number_text(line.quantity),
        line.unit,
    ]
    return ["", *row] if packing else row


def _paper(
    uow: UnitOfWork,
    kind: str,
    number: str,
    language: Language,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    facts: Sequence[tuple[str, str]],
    signs: Sequence[str],
) -> bytes:
    def say(key: str) -> str:
        return translate(f"paper.{key}", language, {})

    data = {
        "company": company_name(uow),
        "number": number,
        "bars": bars(number),
        "wide": kind == "pick",
        "lang": language[:2],
        "colon": say("colon"),
        "words": {"title": say(kind)},
        "facts": [(say(name), value) for name, value in facts if value or name == "cartons"],
        "columns": [{"title": say(name), "width": width, "right": right} for name, width, right in columns],
        "rows": rows,
        "total": translate("paper.lines", language, {"count": len(rows)}),
        "signs": [say(name) for name in signs],
    }
    template = resources.files("heyi.modules.sales").joinpath("paper", "goods.typ")
    return printing.pdf(template, data)
