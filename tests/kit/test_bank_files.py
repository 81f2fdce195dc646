"""Statements of banks and payment services, as they are given out."""

from decimal import Decimal

import pytest

from heyi.kit.bank_files import BankFile, read_bank_file, same_account
from heyi.kit.tabular import TableError, TableFault
from tests.builders import bank_files as files
from tests.builders.sheets import lines, workbook

OWNERS = {
    "icbc": (files.ICBC, ("1002003004005006",), ()),
    "ccb": (files.CCB, ("6217001",), ("CNY",)),
    "abc": (files.ABC, (), ()),
    "boc": (files.BOC, ("4563",), ()),
    "alipay": (files.ALIPAY, ("20884021",), ()),
    "wechat": (files.WECHAT_OWN, (), ()),
    "mt940": (files.MT940, ("1002003004",), ("CNY",)),
    "camt": (files.CAMT, (), ("CNY",)),
    "camt of an account": (
        files.CAMT.replace(
            b"<Stmt>",
            b"<Stmt><Acct><Id><Othr><Id>998877</Id></Othr></Id><Ccy>USD</Ccy><Svcr><X><Id>1</Id></X></Svcr></Acct>",
        ),
        ("998877",),
        ("USD", "CNY"),
    ),
    "in one cell": (
        lines(
            ("账号: 7559 0000 0000 0001 币种: 美元 对方账号: 1",),
            ("日期", "金额", "币种"),
            ("2026-11-02", "5", "HKD"),
            ("2026-11-02", "5", "银两"),
        ),
        ("7559 0000 0000 0001",),
        ("USD", "HKD"),
    ),
    "beside": (
        lines(("卡号", "6222****1234"), ("货币", "港币"), ("日期", "金额"), ("2026-11-02", "5")),
        ("6222****1234",),
        ("HKD",),
    ),
    "with the days beside": (
        lines(("账号：1002003004005006 2026-11-01",), ("日期", "金额"), ("2026-11-02", "5")),
        ("1002003004005006",),
        (),
    ),
}


@pytest.mark.parametrize(("data", "accounts", "currencies"), OWNERS.values(), ids=OWNERS.keys())
def test_a_file_says_whose_it_is(data: bytes, accounts: tuple[str, ...], currencies: tuple[str, ...]) -> None:
    read = read_bank_file(data, "statement")
    assert (read.accounts, read.currencies) == (accounts, currencies)


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("7559 0000-0001", "755900000001", True),
        ("755900000001", "755900000002", False),
        ("7559****0001", "755900000001", True),
        ("7559****0001", "755900000011", False),
        ("6222xxxx0001", "755900000001", False),
        ("****0001", "755900000001", True),
        ("755900000001", "*0001", True),
        ("37040044/0532013000", "DE89370400440532013000", True),
        ("0532013000", "DE89370400440532013000", True),
        ("BANKCNBJ01X/998877", "755900000998877", True),
        ("13000", "DE89370400440532013000", False),
        ("998877USD", "998877", True),
        ("pay@heyi.cn", "20884021", True),
        ("pay@heyi.cn", " Pay@heyi.cn", True),
        ("pay@heyi.cn", "other@heyi.cn", False),
        ("MAIN", "998877", True),
    ],
)
def test_numbers_of_one_account(said: str, known: str, same: bool) -> None:
    assert same_account(said, known) is same


def told(read: BankFile) -> list[tuple[str, str, str | None, str, str, str]]:
    """The lines in short."""
    return [
        (
            line.occurred_on.isoformat(),
            str(line.amount),
            None if line.balance is None else str(line.balance),
            line.counterparty,
            line.reference,
            line.summary,
        )
        for line in read.lines
    ]


HUA_XIN = "北京华信科技有限公司"
CASES = {
    "icbc": (
        files.ICBC,
        [
            ("2026-11-02", "500.00", "10500.00", HUA_XIN, "", "货款 SK202611020001"),
            ("2026-11-02", "1130.00", "11630.00", HUA_XIN, "", "货款"),
            ("2026-11-03", "-12.50", "11617.50", "", "", "手续费"),
        ],
        ("10000.00", "11617.50"),
    ),
    "ccb": (
        files.CCB,
        [
            ("2026-11-02", "2000.00", "10000.00", HUA_XIN, "14-N000", "转账 货款"),
            ("2026-11-03", "-1000.00", "9000.00", "上海钢材有限公司", "15-N001", "转账 材料款"),
        ],
        ("8000.00", "9000.00"),
    ),
    "abc": (
        files.ABC,
        [
            ("2026-11-02", "88.80", "188.80", HUA_XIN, "A1", "货款"),
            ("2026-11-03", "-8.80", "180.00", "", "A2", "短信费"),
        ],
        ("100.00", "180.00"),
    ),
    "boc": (
        files.BOC,
        [
            ("2026-11-02", "300.00", "1300.00", HUA_XIN, "B1", "转账 来账 货款"),
            ("2026-11-03", "-50.00", "1250.00", "上海钢材有限公司", "B2", "转账 往账 材料"),
        ],
        ("1000.00", "1250.00"),
    ),
    "cmb": (
        files.CMB,
        [
            ("2026-11-02", "1000000.00", "1000000.00", HUA_XIN, "C0001", "划款 往来款"),
            ("2026-11-03", "-41186.38", "958813.62", "保险公司", "C0002", "保险费"),
        ],
        ("0.00", "958813.62"),
    ),
    "alipay": (
        files.ALIPAY,
        [
            ("2026-11-02", "99.00", "199.00", "张三", "3001", "在线支付 螺丝 T1"),
            ("2026-11-02", "-0.59", "198.41", "", "3002", "收费 服务费 T1"),
        ],
        ("100.00", "198.41"),
    ),
    "wechat": (
        files.WECHAT,
        [
            ("2026-11-02", "66.00", "166.00", "", "W1", "交易 结算 V1"),
            ("2026-11-02", "-0.40", "165.60", "", "W2", "扣除交易手续费 手续费 V2"),
        ],
        ("100.00", "165.60"),
    ),
    "mt940": (
        files.MT940,
        [
            (
                "2026-11-02",
                "500.00",
                None,
                "BEIJING HUAXIN",
                "BK0001",
                "extra words /ORDP/NAME/BEIJING HUAXIN/REMI/INVOICE 77",
            ),
            ("2026-11-03", "-12.50", None, "THE BANK", "BK0002", "FEES MONTHLY"),
            ("2027-01-02", "-7.00", None, "", "", ""),
        ],
        ("1000.00", "1480.50"),
    ),
    "camt053": (
        files.CAMT,
        [
            ("2026-11-02", "250.00", None, "Huaxin & Co", "R1", "SK202611020001"),
            ("2026-11-03", "-10.00", None, "", "", "Fee"),
        ],
        ("100.00", "340.00"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_bank_is_known_by_what_is_in_its_file(name: str) -> None:
    data, expected, (opening, closing) = CASES[name]

    read = read_bank_file(data, "statement.csv")

    assert (read.layout, told(read)) == (name, expected)
    assert (str(read.opening), str(read.closing)) == (opening, closing)
    assert (read.problems, read.gaps) == ([], [])


def test_bills_of_a_person_tell_what_was_drawn_to_the_bank_and_what_it_cost() -> None:
    read = read_bank_file(files.WECHAT_OWN, "bill.csv")

    assert (read.layout, read.skipped) == ("wechat", 1)
    assert told(read) == [
        ("2026-11-01", "120.00", None, "李四", "1003", "转账 货款"),
        ("2026-11-02", "-100.00", None, "工商银行", "1002", "零钱提现"),
        ("2026-11-02", "-0.10", None, "工商银行", "1002", "服务费¥0.10"),
        ("2026-11-02", "-12.00", None, "便利店", "1001", "商户消费 水"),
    ]
    assert [(row.row, row.code, row.value) for row in read.left_out] == [
        (8, "neither_in_nor_out", "零钱通转出-到工商银行(1234) ¥30.00")
    ]


def test_bills_of_an_alipay_person_are_known_too() -> None:
    read = read_bank_file(files.ALIPAY_OWN, "alipay_record.csv")

    assert (read.layout, read.skipped, read.left_out) == ("alipay", 0, [])
    assert told(read) == [
        ("2026-11-01", "120.00", None, "李四", "2002", "转账红包 货款"),
        ("2026-11-02", "3.00", None, "便利店", "2001_1", "退款 退款-水"),
        ("2026-11-02", "-12.00", None, "便利店", "2001", "日用百货 水"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-02-09.12.33.123456",
        "2026/11/2 09:30:00",
        "2026/11/02-09:12:33",
        "2026.11.2 9:12",
        "2026-11-02T09:12:33.123+08:00",
        "2026年11月2日",
        "2026年11月02日 09:12",
        "2026年11月2日09时12分",
        "20261102",
        "20261102091233",
        "20261102-09:12:33",
        "20261102 09.12.33.123456",
    ],
)
def test_days_are_read_as_banks_write_them(written: str) -> None:
    read = read_bank_file(lines(("交易时间", "金额"), (written, "5.00")), "table.csv")
    assert [(line.occurred_on.isoformat(), read.problems) for line in read.lines] == [("2026-11-02", [])]


def test_a_workbook_reads_as_the_text_does() -> None:
    head = ("交易日", "借方金额", "贷方金额", "余额", "摘要", "流水号", "收/付方名称")
    book = workbook(head, ("20261102", None, 12.5, 112.5, "划款", "C1", HUA_XIN), title="招商银行")

    read = read_bank_file(book, "statement.xlsx")

    assert read.layout == "cmb"
    assert told(read) == [("2026-11-02", "12.50", "112.50", HUA_XIN, "C1", "划款")]


def test_unknown_headings_are_shown_and_read_once_they_are_explained() -> None:
    data = lines(("我的账单",), ("哪天", "多少", "谁"), ("2026/11/2", "-8.00", "张三"))

    read = read_bank_file(data, "own.csv")
    assert (read.layout, read.headings, read.sample) == (
        None,
        ["哪天", "多少", "谁"],
        [["2026/11/2", "-8.00", "张三"]],
    )

    mapping = {"occurred_on": "哪天", "amount": "多少", "counterparty": "谁"}
    read = read_bank_file(data, "own.csv", mapping=mapping)
    assert (read.layout, told(read)) == ("own", [("2026-11-02", "-8.00", None, "张三", "", "")])


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        (("2026-13-01", "5", ""), "day_unreadable", "2026-13-01"),
        (("2026-11-02-31", "5", ""), "day_unreadable", "2026-11-02-31"),
        (("2026-11-021", "5", ""), "day_unreadable", "2026-11-021"),
        (("9999-12-31", "5", ""), "day_unreadable", "9999-12-31"),
        (("20261102", "五元", ""), "amount_unreadable", "五元"),
        (("20261102", "1.005", ""), "amount_unreadable", "1.005"),
        (("20261102", "100000000000000", ""), "amount_unreadable", "100000000000000"),
        (("20261102", "5", "x"), "amount_unreadable", "x"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_place(
    row: tuple[str, str, str], code: str, value: str
) -> None:
    good = ("20261102", "7", "107")
    read = read_bank_file(lines(("日期", "金额", "余额"), good, row), "table.csv")

    assert [(one.row, one.code, one.value) for one in read.problems] == [(3, code, value)]
    assert [line.amount for line in read.lines] == [Decimal("7.00")]


def test_a_balance_that_does_not_follow_shows_where_lines_are_missing() -> None:
    rows = (("20261102", "7", "107"), ("20261103", "1", "109"), ("20261104", "1", "110"))
    read = read_bank_file(lines(("日期", "金额", "余额"), *rows), "table.csv")

    assert list(read.gaps) == [3]


def test_lines_of_one_day_come_in_the_order_of_their_balances() -> None:
    rows = (("20261102", "1", "108"), ("20261102", "7", "107"))
    read = read_bank_file(lines(("日期", "金额", "余额"), *rows), "table.csv")

    assert [str(line.amount) for line in read.lines] == ["7.00", "1.00"]
    assert (str(read.opening), list(read.gaps)) == ("100.00", [])


BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><Document><BkToCstmrStmt>&a;</BkToCstmrStmt></Document>'


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (BOMB, TableFault.BROKEN_STATEMENT),
        (b"<Document><BkToCstmrStmt>" + b"<a>" * 50, TableFault.BROKEN_STATEMENT),
        (b"<Document><BkToCstmrStmt><Stmt>", TableFault.BROKEN_STATEMENT),
        (b":20:X\n:60F:C26XX01CNY1\n", TableFault.BROKEN_STATEMENT),
        (b"a" * 20_000_001, TableFault.TOO_LARGE),
        (b"", TableFault.EMPTY),
        (b"\x00\x01\x02", TableFault.NOT_A_TEXT),
        ("日期,金额\n".encode() + b"20261102,1\n" * 20_001, TableFault.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_statement_or_too_much_is_refused(data: bytes, fault: TableFault) -> None:
    with pytest.raises(TableError) as caught:
        read_bank_file(data, "x")
    assert caught.value.code == fault


def test_an_entry_of_mt940_that_cannot_be_read_is_told() -> None:
    data = b":20:X\n:60F:C261101CNY1,00\n:61:rubbish\n:61:261399C1,00NTRFX\n:62F:C261101CNY1,00\n"
    read = read_bank_file(data, "x.sta")

    assert [(one.row, one.code) for one in read.problems] == [(3, "entry_unreadable"), (4, "day_unreadable")]
