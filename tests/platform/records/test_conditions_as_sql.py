"""A condition means the same to the database and to Python, on whatever row."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, RowMapping, Table, literal, select, union_all
from sqlalchemy.dialects.postgresql import JSONB

from heyi.kit.conditions import SETS as SET_TYPES
from heyi.kit.conditions import FieldType, Op, evaluate, parse
from heyi.modules.catalog.api import PRODUCT, TAX_RATE
from heyi.modules.ledger.api import ACCOUNT
from heyi.modules.parties.api import PARTY
from heyi.modules.stock.api import STOCK_MOVE
from heyi.platform.identity.sessions import enter_tenant
from heyi.platform.records.conditions import fields_of, to_sql
from heyi.platform.records.declaration import Record
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.routes import ABSENT
from tests.builders.server import Served

RECORDS = {record.name: record for record in (PARTY, PRODUCT, TAX_RATE, ACCOUNT, STOCK_MOVE)}
NAMES = ("Acme 50%", "ACME 50_", "acme 公司", "ÄRGER", "ärger", "\\", "100%", "a", "")
Rows = tuple[Connection, dict[str, Sequence[Mapping[Any, Any]]]]
ORDERED = (Op.LT, Op.LTE, Op.GT, Op.GTE)


@pytest.fixture(scope="module")
def rows(served: Served, books: Books) -> Iterator[Rows]:
    """A company's rows as the database gives them, and the connection to ask it on."""
    company = Company(served.url, books)
    company.found(name="华信商贸", taxpayer="general")
    grams = company.post("/units", {"name": "微克", "decimals": 6})["id"]
    for number, name in enumerate(NAMES):
        company.customer(
            name or "-",
            note=name or None,
            region=name if number % 2 else None,
            level="abc"[number % 3] if number % 4 else None,
            is_customer=number % 3 > 0,
        )
        product = company.product("0" if number == 0 else f"{number}.0001", name=name or "-", unit_id=grams)
        company.receive_goods((product, f"{number + 1}.000001", "0.01"), received_on=f"2026-11-0{number + 1}")
    with served.services.engine.connect() as connection:
        enter_tenant(connection, company.tenant_id)
        yield (
            connection,
            {
                name: [
                    fields_of_row(record, row) for row in connection.execute(select(record.table)).mappings()
                ]
                for name, record in RECORDS.items()
            },
        )
        connection.rollback()
    company.close()


def fields_of_row(record: Record, row: RowMapping) -> dict[str, Any]:
    """A row by its fields, those inside the column `custom` among them."""
    own = {item.name: row["custom"].get(item.name) for item in record.own_fields}
    return {**row, **own}


BESIDE = ("0", "-1", "0.5", "1.5", "0.00004", "0.00005", "-0.00004", "1.00014", "0.130001", "0.1300004")
BEYOND = ("99999999999999999999", "-99999999999999999999", "0.000000000001")
DAYS = ("2026-10-31", "0001-01-01", "9999-12-31")
INSTANTS = ("2026-11-02T09:30:00+08:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
WORDS = ("%", "_", "\\", "ä", "Ä", "公", "'", "ACME", "acme")
UNORDERED = (FieldType.TEXT, FieldType.CHOICE, FieldType.BOOLEAN, FieldType.REFERENCE)


def values(field: str, kind: FieldType, known: Sequence[Mapping[Any, Any]]) -> list[Any]:
    """Values to compare with: those that are there, those beside them, and those beyond all."""
    present = list(dict.fromkeys(row[field] for row in known if row[field] is not None))[:9]
    match kind:
        case FieldType.TEXT:
            return [*(text[:length] for text in present for length in (1, 3, len(text))), *WORDS]
        case FieldType.CHOICE:
            return [*present, "no such choice"]
        case FieldType.BOOLEAN:
            return [True, False]
        case FieldType.REFERENCE:
            return [*map(str, present), str(ABSENT)]
        case FieldType.DATE:
            return [*map(str, present), *DAYS]
        case FieldType.DATETIME:
            return [*(instant.isoformat() for instant in present), *INSTANTS]
        case _:
            return [*map(str, present), *BESIDE, *BEYOND]


def comparisons(record: Record, known: Sequence[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """Every field of the record under every operator it takes, with values of all sorts."""
    found: list[dict[str, Any]] = []
    for field, kind in record.condition_types.items():
        if kind in SET_TYPES:
            continue
        ops = [Op.EQ, Op.NE, *([] if kind in UNORDERED else ORDERED)]
        ops += [Op.CONTAINS, Op.STARTS] if kind is FieldType.TEXT else []
        sorts = list(dict.fromkeys(values(field, kind, known)))
        found += [{"field": field, "op": op, "value": value} for op in ops for value in sorts]
        found += [
            {"field": field, "op": Op.IN, "value": sorts[start::3]} for start in range(3) if sorts[start::3]
        ]
        found += [{"field": field, "op": Op.EMPTY}, {"field": field, "op": Op.NOT_EMPTY}]
    return found


def select_alike(rows: Rows, record: Record, asked: dict[str, Any]) -> None:
    """The database and Python find the same rows."""
    connection, known = rows
    condition = parse(asked, fields=record.condition_types)
    query = select(record.table.c.id).where(to_sql(condition, fields_of(record, record.table)))
    by_database = set(connection.execute(query).scalars())
    assert by_database == {row["id"] for row in known[record.name] if evaluate(condition, dict(row))}, asked


@pytest.mark.parametrize("name", RECORDS)
def test_every_comparison_selects_the_same_rows(rows: Rows, name: str) -> None:
    tried = comparisons(RECORDS[name], rows[1][name])
    assert len(tried) > 100
    for comparison in tried:
        select_alike(rows, RECORDS[name], comparison)
        select_alike(rows, RECORDS[name], {"not": comparison})


def tree(chance: Random, leaves: Sequence[dict[str, Any]], depth: int = 3) -> dict[str, Any]:
    """A condition of up to so many levels."""
    kind = chance.choice(["leaf", "and", "or", "not"]) if depth else "leaf"
    if kind == "leaf":
        return chance.choice(leaves)
    if kind == "not":
        return {"not": tree(chance, leaves, depth - 1)}
    return {kind: [tree(chance, leaves, depth - 1) for _ in range(chance.randint(1, 3))]}


@pytest.mark.parametrize("name", RECORDS)
def test_trees_select_the_same_rows(rows: Rows, name: str) -> None:
    chance, leaves = Random(20261102), comparisons(RECORDS[name], rows[1][name])
    for _ in range(100):
        select_alike(rows, RECORDS[name], tree(chance, leaves))


SETS: tuple[list[str] | None, ...] = (None, [], ["a"], ["b", "a"], ["A", "ab", "'"], ["公司", str(ABSENT)])
SET_LEAVES: list[dict[str, Any]] = [
    {"field": "tags", "op": "empty"},
    {"field": "tags", "op": "not_empty"},
    *({"field": "tags", "op": "has", "value": value} for value in ("a", "b", "'", "公司", "{a}", "*")),
    {"field": "tags", "op": "has_any", "value": ["b", "公司"]},
    {"field": "tags", "op": "has_any", "value": ["none", "'"]},
]


@pytest.mark.parametrize("leaf", SET_LEAVES, ids=str)
@pytest.mark.parametrize("kind", [FieldType.SET, FieldType.REFERENCES])
def test_sets_select_the_same_rows(rows: Rows, leaf: dict[str, Any], kind: FieldType) -> None:
    table = Table("shown", MetaData(), Column("id", Integer), Column("tags", JSONB(none_as_null=True)))
    shown = union_all(
        *(
            select(literal(number).label("id"), literal(one, table.c.tags.type).label("tags"))
            for number, one in enumerate(SETS)
        )
    ).cte("shown")
    if kind is FieldType.REFERENCES and leaf["op"].startswith("has"):
        leaf = leaf | {"value": [str(ABSENT)] if leaf["op"] == "has_any" else str(ABSENT).upper()}
    for asked in (leaf, {"not": leaf}):
        condition = parse(asked, fields={"tags": kind})
        query = select(table.c.id).where(to_sql(condition, lambda name: table.c[name])).add_cte(shown)
        by_database = set(rows[0].execute(query).scalars())
        assert by_database == {
            number for number, one in enumerate(SETS) if evaluate(condition, {"tags": one})
        }
