import tracemalloc
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyi.kit.tables import Row
from heyi.kit.tabular import (
    Amount,
    Cell,
    Table,
    TableError,
    TableFault,
    TableLimits,
    open_table,
    read_table,
    safe_cell,
    unguarded_cell,
    write_csv,
)

CUSTOMERS = "编码,名称,电话\nC1,张三,13800138000\nC2,李四,\n"
CUSTOMER_ROWS: list[Row] = [["C1", "张三", "13800138000"], ["C2", "李四", None]]


def csv_of(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    return b"".join(write_csv(header, rows))


def read_text(text: str, filename: str = "customers.csv") -> Table:
    return read_table(text.encode(), filename)


def fault_of(data: bytes, limits: TableLimits | None = None) -> tuple[TableFault, dict[str, str]]:
    with pytest.raises(TableError) as caught:
        read_table(data, "customers.csv", limits=limits or TableLimits())
    return caught.value.code, caught.value.params


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoding", "named"),
        [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
    )
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
    def test_reads_what_spreadsheets_write(self, encoding: str, named: str, line_end: str) -> None:
        table = read_table(CUSTOMERS.replace("\n", line_end).encode(encoding), "customers.csv")
        assert table == Table(["编码", "名称", "电话"], CUSTOMER_ROWS, [2, 3], named)

    def test_reads_big_endian_with_its_mark(self) -> None:
        table = read_table(b"\xfe\xff" + CUSTOMERS.encode("utf-16-be"), "customers.csv")
        assert (table.rows, table.encoding) == (CUSTOMER_ROWS, "utf-16")

    def test_a_named_encoding_overrules(self) -> None:
        data = "名稱\n張三\n".encode("big5")
        assert read_table(data, "x.csv", encoding="big5").rows == [["張三"]]

    def test_rare_characters_of_names_survive(self) -> None:
        assert read_table("姓名\n李𬭎㛃\n".encode("gb18030"), "x.csv").rows == [["李𬭎㛃"]]

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (b"\x89PNG\r\n\x1a\n\x00\x00", TableFault.NOT_A_TEXT),
            (CUSTOMERS.encode("utf-16-le"), TableFault.NOT_A_TEXT),
            (b"name\nM\xff\xff\n", TableFault.ENCODING_UNKNOWN),
            (b"\xff\xfea\x00b", TableFault.ENCODING_UNKNOWN),
            (b"\xff\xfea\x00\x00\x00", TableFault.NOT_A_TEXT),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", TableFault.FORMAT_UNSUPPORTED),
            (b"", TableFault.EMPTY),
            (b"\xef\xbb\xbf", TableFault.EMPTY),
            (b" , ,\n\n,,\n", TableFault.EMPTY),
        ],
    )
    def test_refuses_what_is_no_text(self, data: bytes, fault: TableFault) -> None:
        assert fault_of(data)[0] == fault

    @pytest.mark.parametrize(
        "encoding", ["klingon", "base64", "hex", "rot13", "zip", "idna", "undefined", ""]
    )
    def test_what_is_no_encoding_of_texts_is_refused(self, encoding: str) -> None:
        with pytest.raises(TableError, match="encoding_unknown"):
            read_table(b"a\xff", "x.csv", encoding=encoding)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    def test_the_line_that_names_the_delimiter_is_no_row(self, encoding: str) -> None:
        table = read_table("sep=;\r\n名称;x,y\r\n张三;1\r\n".encode(encoding), "x.csv")
        assert (table.header, table.rows) == (["名称", "x,y"], [["张三", "1"]])

    def test_a_file_of_many_pieces_is_decoded_across_their_edges(self) -> None:
        names = [f"{'x' * (number % 7)}公司{number}" for number in range(30_000)]
        data = "\r\n".join(["名称", *names]).encode("gb18030")
        assert [row[0] for row in read_table(data, "x.csv").rows] == names


class TestDelimitedText:
    def test_mixed_line_ends_quotes_and_lines_within_a_cell(self) -> None:
        table = read_text('name,note\r\n"张三","says ""hi"", then\r\ngoes"\r李四,x\n王五,"a,b"')
        assert table.rows == [["张三", 'says "hi", then\ngoes'], ["李四", "x"], ["王五", "a,b"]]
        assert table.row_numbers == [2, 3, 4]

    @pytest.mark.parametrize(
        ("text", "filename"),
        [
            ("name,note\na,b;c|d\n", "x.csv"),
            ("name\tnote\na\tb;c|d\n", "x.csv"),
            ("name;note\na;b,c|d\n", "x.csv"),
            ("name|note\na|b,c;d\n", "x.txt"),
            ("sep=;\nname;note\na;x\n", "x.csv"),
            ("name\tnote, long\na\tb, c\n", "x.tsv"),
        ],
    )
    def test_finds_the_delimiter(self, text: str, filename: str) -> None:
        table = read_text(text, filename)
        assert table.header[0] == "name"
        assert [len(row) for row in table.rows] == [2]

    def test_one_column_needs_no_delimiter(self) -> None:
        assert read_text("name\n张三\n李四\n").rows == [["张三"], ["李四"]]

    def test_empty_rows_are_left_out_and_counted(self) -> None:
        table = read_text("\n,,\nname,note\n\n张三,x\n , \n李四,\n")
        assert (table.header, table.rows) == (["name", "note"], [["张三", "x"], ["李四", None]])
        assert (table.header_row, table.row_numbers) == (3, [5, 7])

    def test_cells_are_stripped_and_rows_padded(self) -> None:
        table = read_text(" name ,note,city\n\u3000张三\u00a0\n")
        assert (table.header, table.rows) == (["name", "note", "city"], [["张三", None, None]])

    def test_a_row_longer_than_the_header_keeps_what_it_has(self) -> None:
        assert read_text("name,note\na,b,c\nd,e,,\n").rows == [["a", "b", "c"], ["d", "e"]]

    @pytest.mark.parametrize(
        ("text", "row"),
        [('a,b\n"x,1\n2,3\n', "2"), ('a,b\n1,2\n"x"y,1\n', "3")],
        ids=["never closed", "closed early"],
    )
    def test_broken_quotes_are_refused_with_their_row(self, text: str, row: str) -> None:
        assert fault_of(text.encode()) == (TableFault.BROKEN_ROW, {"row": row})


class TestLimits:
    @pytest.mark.parametrize(
        ("limits", "fault", "params"),
        [
            (TableLimits(max_bytes=10), TableFault.TOO_LARGE, {"limit": "10"}),
            (TableLimits(max_rows=1), TableFault.TOO_MANY_ROWS, {"limit": "1"}),
            (TableLimits(max_columns=2), TableFault.TOO_MANY_COLUMNS, {"row": "1", "limit": "2"}),
            (TableLimits(max_cells=5), TableFault.TOO_MANY_CELLS, {"limit": "5"}),
            (
                TableLimits(max_cell_length=10),
                TableFault.CELL_TOO_LONG,
                {"row": "2", "column": "3", "limit": "10"},
            ),
        ],
    )
    def test_more_than_allowed_is_refused(
        self, limits: TableLimits, fault: TableFault, params: dict[str, str]
    ) -> None:
        assert fault_of(CUSTOMERS.encode(), limits) == (fault, params)

    def test_exactly_as_much_as_allowed_is_read(self) -> None:
        data = CUSTOMERS.encode()
        limits = TableLimits(max_bytes=len(data), max_rows=2, max_columns=3, max_cells=6, max_cell_length=11)
        assert read_table(data, "x.csv", limits=limits).rows == CUSTOMER_ROWS


class TestStream:
    def test_rows_come_one_by_one_with_their_numbers(self) -> None:
        stream = open_table(CUSTOMERS.replace("C2", "\nC2").encode(), "x.csv")
        assert (stream.header, stream.encoding, stream.header_row) == (["编码", "名称", "电话"], "utf-8", 1)
        assert next(stream.rows) == (2, CUSTOMER_ROWS[0])
        assert list(stream.rows) == [(4, CUSTOMER_ROWS[1])]

    def test_a_limit_is_met_where_it_lies(self) -> None:
        stream = open_table(CUSTOMERS.encode(), "x.csv", limits=TableLimits(max_rows=1))
        assert next(stream.rows) == (2, CUSTOMER_ROWS[0])
        with pytest.raises(TableError, match="too_many_rows"):
            next(stream.rows)

    def test_its_memory_is_that_of_a_row(self) -> None:
        data = b"name,note\n" + "重庆长安汽车股份有限公司,x\n".encode() * 50_000
        tracemalloc.start()
        try:
            assert sum(1 for _ in open_table(data, "x.csv").rows) == 50_000
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()


class TestFormulaInjection:
    @pytest.mark.parametrize(
        "text",
        [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\0=1",
            "\tharmless",
            " =1",
            "\u00a0=1",
            "\u3000=1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "\ufeff=1",
            "\u200b=1",
            "\x1b=1",
            "'=1",
            "''=1",
            "=cmd|' /C calc'!A0",
        ],
    )
    def test_gets_an_apostrophe(self, text: str) -> None:
        assert safe_cell(text) == "'" + text

    @pytest.mark.parametrize(
        "text", ["", " ", "a=1", "1-2", "+8613800138000", "张三", "'tis", "'", "#1", "50%", "(=1)"]
    )
    def test_a_harmless_text_stays(self, text: str) -> None:
        assert safe_cell(text) == text

    @given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("'=+-@\t\r\n \0＝")), max_size=8))
    def test_the_guard_comes_off_again(self, text: str) -> None:
        assert unguarded_cell(safe_cell(text)) == text
        assert safe_cell(text)[:1] not in set("=+-@＝\t\r\n\0")


class TestWriting:
    def test_money_has_its_cents(self) -> None:
        amounts = [Amount(text) for text in ("1000", "-1.5", "0.1250", "1E+3")]
        assert b"".join(write_csv(["n"], [amounts])).splitlines()[1] == b"1000.00,-1.50,0.125,1000.00"

    def test_the_bytes(self) -> None:
        instant = datetime(2026, 11, 23, 8, 30, tzinfo=UTC).replace(tzinfo=None)
        rows: list[list[Cell]] = [
            ["张三", Decimal("-12.50"), date(2026, 11, 23), instant, True, None, 7],
            ['a,"b"', Decimal("1E+3"), None, None, False, "-1", -7],
        ]
        assert csv_of(["名称", "=x", "c", "d", "e", "f", "g"], rows).decode() == (
            "\ufeff名称,'=x,c,d,e,f,g\r\n"
            "张三,-12.50,2026-11-23,2026-11-23 08:30:00,TRUE,,7\r\n"
            '"a,""b""",1000,,,FALSE,\'-1,-7\r\n'
        )

    def test_comes_in_pieces(self) -> None:
        pieces = list(write_csv(["n"], [[number] for number in range(1200)]))
        assert len(pieces) == 3
        assert read_table(b"".join(pieces), "x.csv").rows == [[str(number)] for number in range(1200)]

    @given(
        st.lists(
            st.lists(
                st.text(
                    alphabet=st.one_of(
                        st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from(list("'=+-@,;\"\n"))
                    ),
                    max_size=8,
                ).filter(lambda text: text.strip() == text),
                min_size=2,
                max_size=2,
            ),
            max_size=8,
        )
    )
    def test_what_is_written_comes_in_again(self, rows: list[list[str]]) -> None:
        table = read_table(csv_of(["一", "二"], rows), "x.csv")
        expected = [[cell or None for cell in row] for row in rows if any(row)]
        assert (table.header, table.rows) == (["一", "二"], expected)
