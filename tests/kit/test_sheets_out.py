import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit import sheets_out
from heyi.kit.sheets_out import SheetFormat, write_rows
from heyi.kit.tabular import Amount, Cell, Share, read_table

# reliability, row 32: everything that some spreadsheet takes for the beginning of a formula
FORMULAS = [
    *(
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        " =1",
        "\ufeff=1",
        "＝1",
        "＋1",
        "－1",
    ),
    *("＠x", "=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.example","x")', "'=1", "{=1}", "|=1"),
]
LINKS = ["https://evil.example", "mailto:a@b.c", "internal:Sheet1!A1", "external:c:\\x.xlsx", "ftp://x.y"]
MARKUP = [
    "<r><t>x</t></r>",
    "<r></t></is></c><c r='A9'><f>1+1</f></c></r>",
    "<b>x</b>",
    "]]>",
    "_x0041_",
    "a\x01b",
]


def written(
    format_: SheetFormat, rows: Sequence[Sequence[Cell]], header: Sequence[str] = ("a", "b", "c")
) -> bytes:
    file = io.BytesIO()
    assert write_rows(file, format_, header=header, rows=rows, title="客户") == len(rows)
    return file.getvalue()


def sheet_xml(workbook: bytes, number: int = 1) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def names_of(workbook: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return re.findall(r'<sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())


class TestWorkbook:
    def test_money_and_shares_are_numbers_shown_as_such(self) -> None:
        data = written(SheetFormat.XLSX, [[Amount("1000"), Share("0.125"), Decimal(1000)]])
        cells = re.findall(r'<c r="[A-C]2"(?: s="(\d+)")?><v>([^<]*)</v>', sheet_xml(data))
        assert [value for _, value in cells] == ["1000", "0.125", "1000"]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            styles = archive.read("xl/styles.xml").decode()
        formats = re.findall(r'<xf numFmtId="(\d+)"', styles)[1:]
        codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
        assert [codes.get(formats[int(style or 0)]) for style, _ in cells] == ["#,##0.00", "0.00%", None]
        assert read_table(data, "a.xlsx").rows == [["1000", "0.125", "1000"]]

    def test_values_keep_their_types(self) -> None:
        instant = datetime(2026, 11, 23, 8, 30, 59, tzinfo=UTC)
        cells: list[Cell] = ["张三", "00123", Decimal("-12.50"), 7, date(2026, 11, 23), instant, time(8, 30)]
        data = written(SheetFormat.XLSX, [[*cells, True, None, "", Decimal("1E+3")]])
        assert read_table(data, "x.xlsx", sheet="客户").rows == [
            [
                *("张三", "00123", "-12.5", "7", "2026-11-23", "2026-11-23 08:30:59", "08:30:00"),
                *("TRUE", None, None, "1000"),
            ]
        ]
        xml = sheet_xml(data)
        assert xml.count('t="inlineStr"') == 3 + 2
        assert "<v>-12.50</v>" in xml
        assert 't="b"><v>1</v>' in xml

    @pytest.mark.parametrize(
        ("cell", "shown"),
        [
            (Decimal("123456789012.345"), "123456789012.345"),
            (Decimal("99999999999999999999.1234"), "99999999999999999999.1234"),
            (1234567890123456, "1234567890123456"),
            (10**20, "100000000000000000000"),
            (Decimal("NaN"), "NaN"),
            (date(1900, 2, 28), "1900-02-28"),
            (date(1900, 3, 1), "1900-03-01"),
            (date(9999, 12, 31), "9999-12-31"),
            (datetime(1899, 12, 31, 1, tzinfo=UTC), "1899-12-31 01:00:00+00:00"),
            ("字" * 40_000, "字" * 32_767),
        ],
    )
    def test_what_a_spreadsheet_cannot_keep_is_written_as_a_text(self, cell: Cell, shown: str) -> None:
        assert read_table(written(SheetFormat.XLSX, [[cell]]), "x.xlsx").rows[0][0] == shown

    @pytest.mark.parametrize("text", [*FORMULAS, *LINKS, *MARKUP])
    def test_no_text_becomes_a_formula_or_a_link(self, text: str) -> None:
        data = written(SheetFormat.XLSX, [["x", text]], header=["a", text])
        xml = sheet_xml(data)
        assert xml.count("<c ") == 4
        assert xml.count('t="inlineStr"') == 4
        assert not re.search("<f[ >]|<hyperlink", xml)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [name for name in archive.namelist() if "sheet1.xml.rels" in name]
        if text not in MARKUP and "\0" not in text:
            assert read_table(data, "x.xlsx").rows == [["x", text.strip()]]

    @pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r></r>", "<r>=1</r>"])
    def test_a_text_that_looks_like_markup_is_read_as_it_was(self, text: str) -> None:
        data = written(SheetFormat.XLSX, [[text, "b", "c"]], header=[text, "b", "c"])
        table = read_table(data, "x.xlsx")
        assert (table.header[0], table.rows[0][0]) == (text, text)

    @given(
        st.lists(
            st.lists(
                st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9), min_size=3, max_size=3
            ),
            max_size=4,
        )
    )
    def test_what_is_written_comes_in_again(self, rows: list[list[str]]) -> None:
        clean = [[cell.strip() or None for cell in row] for row in rows]
        table = read_table(written(SheetFormat.XLSX, rows), "x.xlsx")
        assert [row + [None] * (3 - len(row)) for row in table.rows] == [row for row in clean if any(row)]

    @pytest.mark.parametrize("rows", [0, 1, 3, 4, 6, 7])
    def test_more_rows_than_a_sheet_has_go_on_on_the_next(
        self, rows: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sheets_out, "ROWS_A_SHEET", 3)
        data = written(SheetFormat.XLSX, [[number] for number in range(rows)], header=["n"])
        names = names_of(data)
        assert names == ["客户", "客户 2", "客户 3"][: max(1, -(-rows // 3))]
        read = [row[0] for name in names if rows for row in read_table(data, "x.xlsx", sheet=name).rows]
        assert read == [str(number) for number in range(rows)]

    @pytest.mark.parametrize(
        ("title", "name"),
        [("a/b:[c]*?\\", "a b  c"), ("'x'", "x"), ("", "Sheet"), ("字" * 40, "字" * 31), ("//", "Sheet")],
    )
    def test_any_title_names_a_sheet(self, title: str, name: str) -> None:
        file = io.BytesIO()
        write_rows(file, SheetFormat.XLSX, header=["a"], rows=[], title=title)
        assert names_of(file.getvalue()) == [name]

    def test_a_failure_on_the_way_leaves_nothing_behind(self, tmp_path: Path) -> None:
        def failing() -> Iterator[list[Cell]]:
            yield ["a"]
            raise ConnectionError("gone")

        file = io.BytesIO()
        with pytest.raises(ConnectionError, match="gone"):
            write_rows(file, SheetFormat.XLSX, header=["a"], rows=failing(), title="x", workshop=tmp_path)
        assert (file.getvalue(), list(tmp_path.iterdir())) == (b"", [])


class TestCsv:
    def test_the_bytes(self) -> None:
        rows: list[list[Cell]] = [["=1", Decimal("-1.50"), time(8, 30)], ["－1", -1, None]]
        expected = "\ufeffa,b,c\r\n'=1,-1.50,08:30:00\r\n'－1,-1,\r\n"
        assert written(SheetFormat.CSV, rows).decode() == expected

    @pytest.mark.parametrize("text", [text for text in FORMULAS if text[0] not in "{|"])
    def test_every_formula_is_guarded_and_comes_in_again(self, text: str) -> None:
        data = written(SheetFormat.CSV, [["x", text]], header=["a", "b"]).decode()
        assert "'" + text in data.replace('""', '"')
        if "\0" not in text:
            assert read_table(data.encode(), "x.csv").rows[0][1] == (text.strip("\r\n\t ") or None)


ROWS = 200_000


def many() -> Iterator[list[Cell]]:
    day = date(2026, 11, 23)
    for number in range(ROWS // 4):
        yield [f"重庆长安汽车{number}"]
        yield [Decimal(number)]
        yield [day]
        yield [None]


@pytest.mark.parametrize("format_", SheetFormat)
def test_memory_does_not_grow_with_the_rows(format_: SheetFormat, tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as file:
        tracemalloc.start()
        try:
            count = write_rows(file, format_, header=["a"], rows=many(), title="x")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert count == ROWS
    assert peak < 8_000_000
