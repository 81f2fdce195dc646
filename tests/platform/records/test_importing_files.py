"""Files as offices in China have them come in as they are."""

from datetime import date

import pytest

from tests.builders.company import Company
from tests.builders.sheets import applied, checked, findings, lines, send_file, workbook

CUSTOMERS = (
    ("客户编号", "名称", "电话", "地区", "客户级别", "是供应商", "备注"),
    ("C-001", "北京华信科技有限公司", "010-62345678", "北京", "A 级", "否", "老客户"),
    ("C-002", "上海𬭎科贸易有限公司", "138 0013 8000", "上海", "", "是", ""),
    ("C-003", "Müller & Söhne", "+49 30 1234567", "", "c", "", "=1+1"),
)
FIELDS = "code,name,phone,region,level,is_supplier,note"
SAVED = [
    ("C-001", "北京华信科技有限公司", "+861062345678", "北京", "a", False, "老客户"),
    ("C-002", "上海𬭎科贸易有限公司", "+8613800138000", "上海", None, True, None),
    ("C-003", "Müller & Söhne", "+49301234567", None, "c", False, "=1+1"),
]


def saved(company: Company) -> list[tuple[object, ...]]:
    found = company.get("/parties", sort="code", fields=FIELDS)["items"]
    return [tuple(item[name] for name in FIELDS.split(",")) for item in found]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (lines(*CUSTOMERS, encoding="gb18030"), "gb18030"),
        (lines(*CUSTOMERS, encoding="gb18030").replace(b"\r\n", b"\n", 2), "gb18030"),
        (lines(*CUSTOMERS, encoding="utf-16"), "utf-16"),
        (b"\xfe\xff" + lines(*CUSTOMERS, encoding="utf-16-be"), "utf-16"),
        (lines(*CUSTOMERS, encoding="utf-8-sig"), "utf-8"),
        (lines(*CUSTOMERS, line_end="\n"), "utf-8"),
        (lines(*CUSTOMERS, line_end="\r"), "utf-8"),
        (lines(*CUSTOMERS).replace(b",", b"\t"), "utf-8"),
        (b"sep=;\r\n" + lines(*CUSTOMERS).replace(b",", b";"), "utf-8"),
        (workbook(*CUSTOMERS), "xlsx"),
        (workbook(*CUSTOMERS, title="客户资料（2026 年）"), "xlsx"),
    ],
    ids=[
        "gb18030",
        "mixed line ends",
        "utf-16",
        "utf-16-be",
        "utf-8 mark",
        "lf",
        "cr",
        "tabs",
        "sep",
        "xlsx",
        "merged title",
    ],
)
def test_come_in_whatever_their_dress(company: Company, data: bytes, encoding: str) -> None:
    report = applied(company, "parties", data, mapping={"客户编号": "code"})
    assert {
        name: report[name] for name in ("applied", "rows", "good", "bad", "created", "encoding", "findings")
    } == {
        "applied": True,
        "rows": 3,
        "good": 3,
        "bad": 0,
        "created": 3,
        "encoding": encoding,
        "findings": [],
    }
    assert saved(company) == SAVED


def test_a_workbook_s_numbers_and_days_arrive_as_they_are_seen(company: Company) -> None:
    data = workbook(
        ("名称", "编码", "电话", "备注"),
        ("华信", 1001, 13800138000, date(2026, 11, 2)),
        ("长城", 1002.5, None, 0.1 + 0.2),
    )
    report = applied(company, "parties", data, filename="客户.xlsx")
    assert (report["sheet"], report["created"]) == ("客户", 2)
    found = company.get("/parties", sort="code", fields="name,code,phone,note")["items"]
    assert [(item["name"], item["code"], item["phone"], item["note"]) for item in found] == [
        ("华信", "1001", "+8613800138000", "2026-11-02"),
        ("长城", "1002.5", None, "0.3"),
    ]


def test_cells_merged_downwards_fill_only_the_first_row(company: Company) -> None:
    # What a reader sees beside three rows stands in the first; to fill the others would be a guess.
    data = workbook(("地区", "名称"), ("北京", "华信"), (None, "长城"), ("上海", "浦江"))
    applied(company, "parties", data)
    found = company.get("/parties", sort="created_at", fields="name,region")["items"]
    assert {item["name"]: item["region"] for item in found} == {"华信": "北京", "长城": None, "浦江": "上海"}


def test_products_name_their_unit_and_tax_rate(company: Company) -> None:
    data = workbook(
        ("编码", "名称", "计量单位", "税率", "销售单价", "启用"),
        ("P1", "螺丝", "个", "13", 1234.5, "是"),
        ("P2", "垫片", "箱", "9%", "￥1,234.50", "yes"),
        ("P3", "安装", "次", 0.06, None, 0),
        ("P4", "种子", "包", "exempt", "0", None),
        ("P5", "图书", "件", "0%", 12, True),
    )
    applied(company, "products", data)
    found = company.get("/products", sort="code", fields="code,unit_id,tax_rate_id,sale_price,active")[
        "items"
    ]
    assert [
        (
            item["code"],
            item["unit_id"]["title"],
            item["tax_rate_id"]["title"],
            item["sale_price"],
            item["active"],
        )
        for item in found
    ] == [
        ("P1", "个", "13", "1234.5", True),
        ("P2", "箱", "9", "1234.5", True),
        ("P3", "次", "6", None, False),
        ("P4", "包", "exempt", "0", True),
        ("P5", "件", "0", "12", True),
    ]


def test_the_report_shows_how_rows_will_be_saved(company: Company) -> None:
    data = lines(
        ("名称", "编码", "负责人", "传真"), *((f"客户{n}", f"K{n}", "张三", "1") for n in range(1, 13))
    )
    report = checked(company, "parties", data)
    (me,) = [item["id"] for item in company.get("/users")["items"]]
    assert [row["row"] for row in report["preview"]] == list(range(2, 12))
    assert report["preview"][0]["values"] == {
        "name": "客户1",
        "code": "K1",
        "kind": "company",
        "is_customer": True,
        "is_supplier": False,
        **dict.fromkeys(("level", "source", "phone", "email", "region", "address", "uscc")),
        "tags": None,
        **dict.fromkeys(("bank_name", "bank_account", "parent_id", "note", "next_contact_at")),
        **dict.fromkeys(("latitude", "longitude")),
        "owner_id": {"id": me, "title": "张三"},
    }
    assert [(item["letter"], item["column"], item["field"], item["label"]) for item in report["columns"]] == [
        ("A", "名称", "name", "field.party.name"),
        ("B", "编码", "code", "field.party.code"),
        ("C", "负责人", "owner_id", "field.party.owner_id"),
        ("D", "传真", None, None),
    ]


def test_a_file_with_a_header_only_brings_nothing(company: Company) -> None:
    report = applied(company, "parties", lines(("名称",)))
    assert (report["rows"], report["good"], report["bad"], report["created"]) == (0, 0, 0, 0)


class TestTheTemplate:
    @pytest.mark.parametrize(
        ("language", "header", "example"),
        [
            (
                "zh-CN",
                (
                    "名称,编码,类型,规格型号,商品分类,计量单位,条码,销售单价,销售底价,税率,"
                    "批次/序列号管理,单位重量（千克）,保质期（天）,来料待检,备注,启用"
                ),
                "示例名称,,商品,示例规格型号,,个,,1,1,,不管理,1,1,否,,是",
            ),
            (
                "en",
                (
                    "Name,Code,Kind,Specification,Category,Unit of measure,Barcode,Sale price,Floor price,"
                    "Tax rate,Told apart by,Weight of one (kg),Shelf life (days),Inspected on receipt,Note,In use"
                ),
                "Example Name,,Goods,Example Specification,,个,,1,1,,Nothing,1,1,No,,Yes",
            ),
        ],
    )
    def test_has_the_columns_in_the_reader_s_language(
        self, company: Company, language: str, header: str, example: str
    ) -> None:
        answer = company.send("GET", "/products/import/template", headers={"Accept-Language": language})
        assert answer.content == f"\ufeff{header}\r\n{example}\r\n".encode()
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"].startswith('attachment; filename="products.csv"; ')
        assert answer.headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("path", ["parties", "products"])
    @pytest.mark.parametrize("language", ["zh-CN", "en"])
    def test_comes_in_as_it_is(self, company: Company, path: str, language: str) -> None:
        template = company.send(
            "GET", f"/{path}/import/template", headers={"Accept-Language": language}
        ).content
        report = applied(company, path, template, language=language)
        assert (report["created"], findings(report)) == (1, [])
        assert [column for column in report["columns"] if column["field"] is None] == []


def test_every_creation_stands_in_the_relationship_ledger(company: Company) -> None:
    applied(company, "parties", lines(("名称", "编码"), ("华信", "C1"), ("长城", "C2")))
    query = (
        "SELECT action, title, changes, party_id = record_id AS on_timeline, actor_name FROM audit_event "
        "WHERE tenant_id = %s AND record = 'party' ORDER BY title"
    )
    me = [None, company.get("/auth/me")["user_id"]]
    same = {
        "owner_id": me,
        "kind": [None, "company"],
        "is_customer": [None, True],
        "is_supplier": [None, False],
    }
    rows = company.books.rows(query, [company.tenant_id])
    assert [(row["action"], row["title"], row["changes"], row["on_timeline"]) for row in rows] == [
        ("created", "华信", {"name": [None, "华信"], "code": [None, "C1"], **same}, True),
        ("created", "长城", {"name": [None, "长城"], "code": [None, "C2"], **same}, True),
    ]


@pytest.mark.parametrize("words", ["长城", "城", "changcheng", "zhangcheng", "cc", "C2", "8000"])
def test_what_came_in_is_found_by_its_words(company: Company, words: str) -> None:
    applied(
        company, "parties", lines(("名称", "编码", "电话"), ("华信", "C1", ""), ("长城", "C2", "13800138000"))
    )
    assert [item["name"] for item in company.get("/parties", search=words)["items"]] == ["长城"]


def test_the_same_file_twice_makes_the_records_twice_unless_they_are_numbered(company: Company) -> None:
    unnumbered, numbered = lines(("名称",), ("华信",)), lines(("名称", "编码"), ("长城", "C1"))
    for _ in range(2):
        applied(company, "parties", unnumbered)
    applied(company, "parties", numbered)
    assert send_file(company, "parties", numbered, mode="apply").status_code == 422
    assert sorted(item["name"] for item in company.get("/parties")["items"]) == ["华信", "华信", "长城"]
