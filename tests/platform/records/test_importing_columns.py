"""Which column fills which field."""

import pytest

from heyi.app.wiring import ROUTERS
from heyi.kit.tabular import Table, read_table
from heyi.kit.validation import Problem
from heyi.modules.catalog.api import PRODUCT
from heyi.modules.parties.api import PARTY
from heyi.platform.errors import InvalidInput
from heyi.platform.messages import LANGUAGES, translate
from heyi.platform.records.declaration import Record, all_records
from heyi.platform.records.importing.columns import Layout, label_of, lay_out, letter_of, writable

IMPORTED = [record for record in all_records() if ROUTERS and record.permissions.bring_in]


def table(text: str) -> Table:
    return read_table(text.encode(), "x.csv")


def laid(text: str, mapping: dict[str, str | None] | None = None, record: Record = PARTY) -> Layout:
    return lay_out(record, table(text), mapping or {}, language="zh-CN")


def fields(layout: Layout) -> list[str | None]:
    return [item.name if item else None for item in layout.fields]


@pytest.mark.parametrize(
    "header", ["name,phone", "名称,电话", "Name,PHONE", "*名称 , 电话*", "ｎａｍｅ,Phone"]
)
def test_a_header_is_the_field_s_name_or_its_label(header: str) -> None:
    layout = laid(f"{header}\n张三,1\n")
    assert (fields(layout), layout.problems) == (["name", "phone"], ())


def test_columns_that_nobody_knows_are_ignored_and_named() -> None:
    layout = laid("名称,传真,电话\n张三,1,2\n")
    assert [(column.letter, column.column, column.field, column.label) for column in layout.columns()] == [
        ("A", "名称", "name", "field.party.name"),
        ("B", "传真", None, None),
        ("C", "电话", "phone", "field.party.phone"),
    ]


@pytest.mark.parametrize(
    ("position", "letter"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_columns_are_lettered_as_in_a_spreadsheet(position: int, letter: str) -> None:
    assert letter_of(position) == letter


def test_a_required_field_without_column_is_a_finding() -> None:
    layout = laid("编码,销售单价\nA1,5\n", record=PRODUCT)
    assert layout.problems == (
        Problem(1, "名称", None, "import_column_missing"),
        Problem(1, "计量单位", None, "import_column_missing"),
    )


def test_two_columns_for_one_field_are_a_finding() -> None:
    layout = laid("名称,电话,Name\n张三,1,李四\n")
    assert fields(layout) == ["name", "phone", None]
    assert layout.problems == (Problem(1, "Name", None, "import_column_twice", {"other": "名称"}),)


def test_a_title_above_the_header_is_left_aside() -> None:
    layout = laid("客户资料,,\n制表：张三,2026-11-02,\n\n名称,电话,传真\n李四,13800138000,1\n")
    assert (layout.header, layout.header_row) == (["名称", "电话", "传真"], 4)
    assert (layout.rows, layout.row_numbers) == ([["李四", "13800138000", "1"]], [5])


def test_a_header_wider_than_the_title_above_it_has_all_its_columns() -> None:
    layout = laid("客户资料\n名称,电话,邮箱\n李四\n")
    assert (fields(layout), layout.rows) == (["name", "phone", "email"], [["李四", None, None]])


def test_a_row_of_data_is_not_taken_for_the_header() -> None:
    assert laid("名称\n电话\n").header_row == 1


def test_a_column_that_is_mapped_fills_what_it_is_mapped_to() -> None:
    layout = laid("公司,名称,手机\n华信,张三,1\n", {"公司": "name", "手机": "phone"})
    assert (fields(layout), layout.problems) == (["name", None, "phone"], ())


def test_a_column_that_is_mapped_to_nothing_is_ignored() -> None:
    assert fields(laid("名称,电话\n张三,1\n", {"电话": None})) == ["name", None]


@pytest.mark.parametrize(
    ("mapping", "code", "value"),
    [
        ({"公司": "name"}, "import_no_such_column", "公司"),
        ({"电话": "telephone"}, "unknown_field", "telephone"),
        ({"电话": "name", "名称": "name"}, "import_mapped_twice", "name"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    mapping: dict[str, str | None], code: str, value: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        laid("名称,电话\n张三,1\n", mapping)
    assert [(item.field, item.code, item.params) for item in caught.value.problems] == [
        ("mapping", code, {"value": value})
    ]


@pytest.mark.parametrize("record", IMPORTED, ids=lambda record: record.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_of_a_record_means_one_field(record: Record, language: str) -> None:
    names = [item.name for item in writable(record)]
    header = [
        translate(label_of(record, item), "en" if language == "en" else "zh-CN") for item in writable(record)
    ]
    layout = lay_out(record, Table(header, [], [], "utf-8"), {}, language="en")
    assert (fields(layout), layout.problems) == (names, ())
