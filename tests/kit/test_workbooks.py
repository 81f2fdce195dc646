import io
import stat
import struct
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it comes without types

from heyi.kit.tabular import Table, TableError, TableFault, TableLimits, open_table, read_table

SHEET_PART = "xl/worksheets/sheet1.xml"
STRINGS_PART = "xl/sharedStrings.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook_of(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        fill(workbook)
    return buffer.getvalue()


def simple(workbook: xlsxwriter.Workbook) -> None:
    sheet = workbook.add_worksheet("客户")
    sheet.write_row(0, 0, ["名称", "数量"])
    sheet.write_row(1, 0, ["张三", 2])


def rezipped(data: bytes, changes: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with parts replaced, added or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in (parts | changes).items():
            if content is not None:
                archive.writestr(name, content)
    return buffer.getvalue()


def sheet_of(rows: str) -> bytes:
    return f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode()


def fault_of(data: bytes, limits: TableLimits | None = None) -> TableFault:
    with pytest.raises(TableError) as caught:
        read_table(data, "x.xlsx", limits=limits or TableLimits())
    return caught.value.code


class TestReading:
    def test_reads_the_first_visible_sheet(self) -> None:
        def fill(workbook: xlsxwriter.Workbook) -> None:
            workbook.add_worksheet("隐").hide()
            simple(workbook)
            workbook.add_worksheet("别的").write(0, 0, "x")
            workbook.get_worksheet_by_name("客户").activate()
            workbook.get_worksheet_by_name("客户").set_first_sheet()

        data = workbook_of(fill)
        assert read_table(data, "x.xlsx") == Table(["名称", "数量"], [["张三", "2"]], [2], "xlsx", "客户")
        assert read_table(data, "x.xlsx", sheet="别的").header == ["x"]
        with pytest.raises(TableError, match="unknown_sheet"):
            read_table(data, "x.xlsx", sheet="没有")

    def test_the_name_of_the_file_does_not_matter(self) -> None:
        assert read_table(workbook_of(simple), "客户.csv").encoding == "xlsx"

    @pytest.mark.parametrize(
        ("value", "number_format", "shown"),
        [
            (1, None, "1"),
            (1.5, None, "1.5"),
            (0.1 + 0.2, None, "0.3"),
            (-0.0, None, "0"),
            (13800138000, None, "13800138000"),
            (1e20, None, "100000000000000000000"),
            (0.000001, None, "0.000001"),
            (True, None, "TRUE"),
            (0.13, "0%", "0.13"),
            ("  文字\u3000", None, "文字"),
            ("=1+1 as text", "@", "=1+1 as text"),
            (date(2026, 11, 23), "yyyy-mm-dd", "2026-11-23"),
            (date(2026, 11, 23), 'yyyy"年"m"月"d"日"', "2026-11-23"),
            (datetime(2026, 11, 23, 8, 30, 59), "yyyy/m/d h:mm:ss", "2026-11-23 08:30:59"),  # noqa: DTZ001
            (time(8, 30), "h:mm", "08:30:00"),
            (timedelta(hours=36, minutes=5), "[h]:mm", "36:05:00"),
        ],
    )
    def test_values_are_as_a_person_reads_them(
        self, value: object, number_format: str | None, shown: str
    ) -> None:
        def fill(workbook: xlsxwriter.Workbook) -> None:
            cell_format = workbook.add_format({"num_format": number_format} if number_format else {})
            sheet = workbook.add_worksheet()
            sheet.write(0, 0, "h")
            if isinstance(value, str):
                sheet.write_string(1, 0, value, cell_format)
            else:
                sheet.write(1, 0, value, cell_format)

        assert read_table(workbook_of(fill), "x.xlsx").rows == [[shown]]

    def test_every_minute_of_a_day_reads_as_itself(self) -> None:
        minutes = [datetime(2026, 11, 23) + timedelta(minutes=minute) for minute in range(1440)]  # noqa: DTZ001

        def fill(workbook: xlsxwriter.Workbook) -> None:
            sheet, style = (
                workbook.add_worksheet(),
                workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            )
            sheet.write(0, 0, "h")
            for row, minute in enumerate(minutes, start=1):
                sheet.write_datetime(row, 0, minute, style)

        rows = read_table(workbook_of(fill), "x.xlsx").rows
        assert rows[1:] == [[str(minute)] for minute in minutes[1:]]

    def test_merged_cells_gaps_and_an_offset(self) -> None:
        def fill(workbook: xlsxwriter.Workbook) -> None:
            sheet = workbook.add_worksheet()
            sheet.write_row(2, 1, ["类", "名称"])
            sheet.merge_range(3, 1, 4, 1, "纸")
            sheet.write(3, 2, "A4")
            sheet.write(4, 2, "A3")
            sheet.write(6, 2, "笔")

        table = read_table(workbook_of(fill), "x.xlsx")
        assert table.header == ["", "类", "名称"]
        assert table.rows == [[None, "纸", "A4"], [None, None, "A3"], [None, None, "笔"]]
        assert table.row_numbers == [4, 5, 7]

    def test_a_formula_reads_as_its_value_and_an_error_as_its_name(self) -> None:
        def fill(workbook: xlsxwriter.Workbook) -> None:
            sheet = workbook.add_worksheet("账")
            sheet.write_row(3, 2, ["a", "b", "c"])
            sheet.write_formula(4, 2, "=1+1", value=2)
            sheet.write_formula(4, 3, "=1/0", value="#DIV/0!")
            sheet.write_formula(4, 4, '="x"&"y"', value="xy")

        assert read_table(workbook_of(fill), "x.xlsx").rows == [[None, None, "2", "#DIV/0!", "xy"]]

    def test_formatted_but_empty_cells_far_away_do_not_count(self) -> None:
        def fill(workbook: xlsxwriter.Workbook) -> None:
            simple(workbook)
            workbook.get_worksheet_by_name("客户").write_blank(
                1_048_575, 16_383, None, workbook.add_format({"bold": True})
            )

        assert read_table(workbook_of(fill), "x.xlsx").rows == [["张三", "2"]]

    def test_an_empty_workbook_is_refused(self) -> None:
        assert fault_of(workbook_of(lambda workbook: workbook.add_worksheet())) == TableFault.EMPTY

    def test_its_rows_come_one_by_one_and_leave_no_file_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        stream = open_table(workbook_of(simple), "x.xlsx")
        assert (stream.header, stream.sheet, stream.header_row) == (["名称", "数量"], "客户", 1)
        assert list(tmp_path.iterdir()) == []
        assert list(stream.rows) == [(2, ["张三", "2"])]
        assert fault_of(rezipped(workbook_of(simple), {SHEET_PART: b"<x"})) == TableFault.BROKEN_WORKBOOK
        assert list(tmp_path.iterdir()) == []


class TestLimits:
    @pytest.mark.parametrize(
        ("limits", "fault"),
        [
            (TableLimits(max_rows=0), TableFault.TOO_MANY_ROWS),
            (TableLimits(max_columns=1), TableFault.TOO_MANY_COLUMNS),
            (TableLimits(max_cells=3), TableFault.TOO_MANY_CELLS),
            (TableLimits(max_cell_length=1), TableFault.CELL_TOO_LONG),
            (TableLimits(max_members=3), TableFault.SUSPICIOUS_ARCHIVE),
            (TableLimits(max_unzipped=1000), TableFault.TOO_LARGE),
            (TableLimits(max_text=3), TableFault.TOO_LARGE),
            (TableLimits(max_bytes=1000), TableFault.TOO_LARGE),
        ],
    )
    def test_more_than_allowed_is_refused(self, limits: TableLimits, fault: TableFault) -> None:
        assert fault_of(workbook_of(simple), limits) == fault


class TestBombs:
    def test_a_part_that_unpacks_to_a_thousand_times_its_size(self) -> None:
        bomb = rezipped(workbook_of(simple), {SHEET_PART: b" " * 9_000_000})
        assert len(bomb) < 20_000
        assert fault_of(bomb) == TableFault.SUSPICIOUS_ARCHIVE

    def test_a_directory_that_understates_a_part(self) -> None:
        data = rezipped(workbook_of(simple), {SHEET_PART: b" " * 1_000_000})
        lying = data.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 1_000))
        assert lying != data
        assert fault_of(lying) == TableFault.BROKEN_WORKBOOK

    @pytest.mark.parametrize(
        ("rows", "fault"),
        [
            (
                '<row r="1"><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>',
                TableFault.TOO_MANY_ROWS,
            ),
            ('<row r="4294967295"><c><v>1</v></c></row>', TableFault.TOO_MANY_ROWS),
            ('<row r="1"><c r="XFD1"><v>1</v></c></row>', TableFault.TOO_MANY_COLUMNS),
            ('<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>', TableFault.TOO_MANY_COLUMNS),
            ('<row r="100000"><c r="IV100000"><v>1</v></c></row>', TableFault.TOO_MANY_CELLS),
            ('<row r="1"><c r="A99999999999"><v>1</v></c></row>', TableFault.BROKEN_WORKBOOK),
            ('<row r="x"><c><v>1</v></c></row>', TableFault.BROKEN_WORKBOOK),
            ('<row r="1"><c r="A1" t="s"><v>x</v></c></row>', TableFault.BROKEN_WORKBOOK),
            ('<row r="1"><c r="A1" t="s"><v>1<!-- -->2</v></c></row>', TableFault.SUSPICIOUS_ARCHIVE),
            ('<row r="1"><c r="A1" t="s"><v>1<?x?>2</v></c></row>', TableFault.SUSPICIOUS_ARCHIVE),
            ('<row r="1"><c r="A1"><v>1</v>', TableFault.BROKEN_WORKBOOK),
        ],
    )
    def test_cells_far_apart_take_no_memory(self, rows: str, fault: TableFault) -> None:
        assert fault_of(rezipped(workbook_of(simple), {SHEET_PART: sheet_of(rows)})) == fault

    def test_a_sheet_under_another_name_is_looked_at_too(self) -> None:
        data = workbook_of(simple)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            relations = archive.read("xl/_rels/workbook.xml.rels").replace(
                b"worksheets/sheet1.xml", b"media/picture.xml"
            )
        far = sheet_of('<row r="9999999"><c r="A9999999"><v>1</v></c></row>')
        bomb = rezipped(
            data, {"xl/_rels/workbook.xml.rels": relations, "xl/media/picture.xml": far, SHEET_PART: None}
        )
        assert fault_of(bomb) == TableFault.TOO_MANY_ROWS

    def test_one_long_text_that_every_cell_refers_to(self) -> None:
        strings = f"<sst {NAMESPACE}><si><t>{'x' * 30_000}</t></si></sst>".encode()
        cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2001))
        bomb = rezipped(workbook_of(simple), {STRINGS_PART: strings, SHEET_PART: sheet_of(cells)})
        assert fault_of(bomb) == TableFault.TOO_LARGE

    def test_shared_texts_in_two_parts(self) -> None:
        strings = f"<sst {NAMESPACE}><si><t>x</t></si></sst>".encode()
        assert (
            fault_of(rezipped(workbook_of(simple), {"xl/other.xml": strings}))
            == TableFault.SUSPICIOUS_ARCHIVE
        )

    @pytest.mark.parametrize(
        "part", [SHEET_PART, STRINGS_PART, "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels"]
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_document_type_in_any_part(self, part: str, encoding: str) -> None:
        xml = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'.encode(encoding)
        assert fault_of(rezipped(workbook_of(simple), {part: xml})) == TableFault.SUSPICIOUS_ARCHIVE

    @pytest.mark.parametrize(
        "encoding", ["UTF-7", "ISO-2022-JP", "UCS-4", "cp037", "rot13", "GB18030", "UTF-16"]
    )
    def test_a_part_in_an_encoding_the_reader_would_see_otherwise(self, encoding: str) -> None:
        xml = f'<?xml version="1.0" encoding="{encoding}"?><x/>'.encode()
        assert fault_of(rezipped(workbook_of(simple), {SHEET_PART: xml})) == TableFault.BROKEN_WORKBOOK

    def test_a_member_that_is_a_link(self) -> None:
        data = io.BytesIO(workbook_of(simple))
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        with zipfile.ZipFile(data, "a") as archive:
            archive.writestr(link, "/etc/passwd")
        assert fault_of(data.getvalue()) == TableFault.SUSPICIOUS_ARCHIVE

    @pytest.mark.parametrize("name", ["/etc/x.xml", "../x.xml", "xl/../../x.xml", "XL/Workbook.xml"])
    def test_a_member_with_a_strange_name(self, name: str) -> None:
        assert fault_of(rezipped(workbook_of(simple), {name: b"<x/>"})) == TableFault.SUSPICIOUS_ARCHIVE

    def test_a_packing_few_programs_know(self) -> None:
        assert fault_of(rezipped(workbook_of(simple), {}, zipfile.ZIP_LZMA)) == TableFault.SUSPICIOUS_ARCHIVE

    def test_more_members_than_the_directory_may_have(self) -> None:
        many: dict[str, bytes | None] = {f"xl/p{number}.xml": b"<x/>" for number in range(1001)}
        assert fault_of(rezipped(workbook_of(simple), many)) == TableFault.SUSPICIOUS_ARCHIVE

    def test_two_gigabytes_are_refused_before_any_is_unpacked(self) -> None:
        data = rezipped(workbook_of(simple), {SHEET_PART: b" " * 1_000_000})
        bomb = data.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 2_000_000_000))
        tracemalloc.start()
        try:
            assert fault_of(bomb) == TableFault.TOO_LARGE
            assert tracemalloc.get_traced_memory()[1] < 1_000_000
        finally:
            tracemalloc.stop()

    def test_more_elements_than_any_table_needs(self) -> None:
        endless = sheet_of('<row r="1">' + "<c/>" * 200_000 + "</row>")
        bomb = rezipped(workbook_of(simple), {SHEET_PART: endless})
        limits = TableLimits(max_cells=20_000, max_ratio=10_000)
        assert fault_of(bomb, limits) == TableFault.TOO_MANY_CELLS

    @pytest.mark.parametrize("index", ["-1", "99999999", "4294967295", "1e3"])
    def test_a_shared_text_that_cannot_be_there(self, index: str) -> None:
        cells = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
        bomb = rezipped(workbook_of(simple), {SHEET_PART: sheet_of(cells)})
        assert fault_of(bomb) == TableFault.BROKEN_WORKBOOK


class TestBroken:
    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (b"PK\x03\x04", TableFault.BROKEN_WORKBOOK),
            (b"PK\x03\x04" + b"\0" * 500, TableFault.BROKEN_WORKBOOK),
            (workbook_of(simple)[:-40], TableFault.BROKEN_WORKBOOK),
            (rezipped(workbook_of(simple), {"xl/workbook.xml": None}), TableFault.FORMAT_UNSUPPORTED),
            (rezipped(workbook_of(simple), {"xl/workbook.xml": b"<x/>"}), TableFault.BROKEN_WORKBOOK),
            (rezipped(workbook_of(simple), {"xl/workbook.xml": b""}), TableFault.BROKEN_WORKBOOK),
            (rezipped(workbook_of(simple), {SHEET_PART: None}), TableFault.BROKEN_WORKBOOK),
        ],
        ids=["only the mark", "zeros", "cut off", "no workbook", "no sheets", "empty part", "no sheet part"],
    )
    def test_is_refused(self, data: bytes, fault: TableFault) -> None:
        assert fault_of(data) == fault

    def test_no_damaged_byte_brings_anything_but_a_table_error(self) -> None:
        data = workbook_of(simple)
        for position in range(0, len(data), 37):
            damaged = data[:position] + bytes([data[position] ^ 0x5A]) + data[position + 1 :]
            try:
                table = read_table(damaged, "x.xlsx")
            except TableError:
                continue
            assert table.header
