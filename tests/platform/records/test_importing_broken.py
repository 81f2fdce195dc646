"""A broken file: row, column, value and reason of everything that is wrong; the good rows only on request."""

import csv
import io

import pytest

from heyi.kit.tabular import TableFault
from heyi.platform.messages import has_message
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.sheets import applied, checked, findings, lines, not_applied, workbook

HEADER = ("名称", "编码", "客户级别", "是供应商", "电话", "邮箱", "统一社会信用代码", "负责人")
BROKEN = lines(
    HEADER,
    ("华信", "C1", "A 级", "是", "13800138000", "a@example.com", "91110000600037341L", "张三"),
    ("", "C2", "", "", "", "", "", ""),
    ("长城", "C1", "甲级", "也许", "12", "a@", "91110000600037341X", "李四"),
    ("浦江", "C3", "", "", "", "", "", ""),
    ("黄河", "C" * 41, "", "", "", "", "", ""),
    ("泰山", "C5", "", "", "", "", "", "", "", "备用"),
    encoding="gb18030",
)
FOUND = [
    (3, "名称", None, "必填"),
    (4, "编码", "C1", "“C1”与第 2 行重复"),
    (4, "客户级别", "甲级", "“甲级”不是可选项，可填：A 级, B 级, C 级"),
    (4, "是供应商", "也许", "“也许”不是可选项，可填：是, 否"),
    (4, "电话", "12", "“12”不是有效的电话号码"),
    (4, "邮箱", "a@", "“a@”不是有效的邮箱"),
    (
        4,
        "统一社会信用代码",
        "91110000600037341X",
        "“91110000600037341X”不是有效的统一社会信用代码（校验位不符）",
    ),
    (4, "负责人", "李四", "引用的记录不存在：李四"),
    (6, "编码", "C" * 41, "最多 40 个字符"),
    (7, "J", "备用", "该单元格上方没有列名：备用"),
]


def names(company: Company) -> list[str]:
    return sorted(item["name"] for item in company.get("/parties")["items"])


class TestABrokenFile:
    def test_is_told_by_row_column_value_and_reason(self, company: Company) -> None:
        report = checked(company, "parties", BROKEN)
        assert findings(report) == FOUND
        assert (report["rows"], report["good"], report["bad"], report["findings_total"]) == (6, 2, 4, 10)
        assert (report["applied"], report["created"]) == (False, 0)
        assert [row["values"]["name"] for row in report["preview"]] == ["华信", "浦江"]

    def test_is_told_in_the_reader_s_language(self, company: Company) -> None:
        report = checked(company, "parties", lines(("Name", "Customer level"), ("", "x")), language="en")
        assert findings(report) == [
            (2, "Name", None, "Required"),
            (2, "Customer level", "x", "“x” is not one of: A, B, C"),
        ]

    def test_brings_nothing_in(self, company: Company) -> None:
        problem = not_applied(company, "parties", BROKEN, 422, "records.has_bad_rows")
        assert problem["title"] == "共 6 行，其中 4 行有误，未写入任何数据"
        assert problem["params"] == {"rows": 6, "bad": 4, "findings": 10}
        assert problem["errors"][0] == {"field": "3.名称", "code": "missing", "detail": "必填"}
        assert len(problem["errors"]) == 10
        assert names(company) == []

    def test_brings_its_good_rows_in_on_request(self, company: Company) -> None:
        report = applied(company, "parties", BROKEN, skip_bad=True)
        assert (report["created"], report["good"], report["bad"], report["findings_total"]) == (2, 2, 4, 10)
        assert names(company) == ["华信", "浦江"]

    def test_comes_back_as_a_file_to_mend(self, company: Company) -> None:
        report = applied(company, "parties", BROKEN, skip_bad=True, bad_rows=True)
        text = report["bad_rows_csv"]
        assert text.startswith("\ufeff")
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert rows[0] == [*HEADER, "", "", "未导入原因"]
        assert [row[1] for row in rows[1:]] == ["C2", "C1", "C" * 41, "C5"]
        assert rows[1][-1] == "名称: 必填"
        assert rows[4][-1] == "J: 该单元格上方没有列名：备用"

        mended = [("名称", "编码", "电话", "未导入原因"), ("秦岭", "C2", "13800138001", rows[1][-1])]
        again = applied(company, "parties", lines(*mended))
        assert (again["created"], again["columns"][3]["field"]) == (1, None)
        assert names(company) == ["华信", "浦江", "秦岭"]

    def test_without_good_rows_changes_nothing_even_on_request(self, company: Company) -> None:
        report = applied(company, "parties", lines(("名称", "电话"), ("华信", "12")), skip_bad=True)
        assert (report["created"], report["bad"]) == (0, 1)
        assert names(company) == []

    def test_lists_500_findings_and_counts_all(self, company: Company) -> None:
        data = lines(("名称", "电话"), *(("华信", "12") for _ in range(600)))
        report = checked(company, "parties", data)
        assert (len(report["findings"]), report["findings_total"], report["bad"]) == (500, 600, 600)
        problem = not_applied(company, "parties", data, 422, "records.has_bad_rows")
        assert (len(problem["errors"]), problem["params"]["findings"]) == (20, 600)


class TestColumns:
    def test_that_are_required_and_missing_stop_all_of_it(self, company: Company) -> None:
        data = lines(("编码", "电话"), ("C1", "13800138000"))
        report = checked(company, "parties", data)
        assert findings(report) == [(1, "名称", None, "缺少必填的列")]
        assert (report["good"], report["bad"]) == (0, 1)
        not_applied(company, "parties", data, 422, "records.has_bad_rows", skip_bad=True)

    def test_that_mean_the_same_stop_all_of_it(self, company: Company) -> None:
        data = lines(("名称", "Name"), ("华信", "长城"))
        assert findings(checked(company, "parties", data)) == [
            (1, "Name", None, "与“名称”列含义相同，只能保留一列")
        ]
        not_applied(company, "parties", data, 422, "records.has_bad_rows", skip_bad=True)

    @pytest.mark.parametrize(
        ("mapping", "code"),
        [
            ("{", "not_json"),
            ('["名称"]', "invalid"),
            ('{"名称": 1}', "invalid"),
            ('{"公司": "name"}', "import_no_such_column"),
            ('{"名称": "tenant_id"}', "unknown_field"),
            ('{"名称": "created_by"}', "unknown_field"),
        ],
    )
    def test_are_not_mapped_to_what_does_not_exist(self, company: Company, mapping: str, code: str) -> None:
        before = company.books.fingerprint(company.tenant_id)
        answer = company.client.post(
            "/parties/import",
            files={"file": ("a.csv", lines(("名称",), ("华信",)))},
            data={"mode": "apply", "mapping": mapping},
            headers={"Idempotency-Key": code},
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "platform.invalid_input")
        assert [(item["field"], item["code"]) for item in answer.json()["errors"]] == [("mapping", code)]
        assert company.books.fingerprint(company.tenant_id) == before

    def test_of_the_table_that_are_no_fields_are_never_filled(self, company: Company) -> None:
        data = lines(("名称", "id", "tenant_id", "version", "name_key", "created_by"), ("华信", *["1"] * 5))
        report = applied(company, "parties", data)
        assert [column["field"] for column in report["columns"]] == ["name", *[None] * 5]
        (row,) = company.books.rows("SELECT * FROM party WHERE tenant_id = %s", [company.tenant_id])
        assert (row["name"], row["version"], row["name_key"]) == ("华信", 1, "hua2华 xin4信")


class TestUniqueValues:
    def test_that_are_in_use_are_told_for_all_rows_at_once(self, company: Company) -> None:
        company.customer("已有", code="C1")
        company.customer("也有", code="C2")
        data = lines(
            ("名称", "编码", "电话"), ("甲", "C1", ""), ("乙", "C2", "12"), ("丙", "C3", ""), ("丁", "c1", "")
        )
        report = checked(company, "parties", data)
        assert findings(report) == [
            (2, "编码", "C1", "“C1”已被使用"),
            (3, "编码", "C2", "“C2”已被使用"),
            (3, "电话", "12", "“12”不是有效的电话号码"),
        ]
        not_applied(company, "parties", data, 422, "records.has_bad_rows")
        assert applied(company, "parties", data, skip_bad=True)["created"] == 2
        assert names(company) == ["丁", "丙", "也有", "已有"]

    def test_that_stand_twice_are_good_the_first_time(self, company: Company) -> None:
        data = lines(("名称", "编码"), ("甲", "C1"), ("乙", "C1"), ("丙", "C1"))
        assert findings(checked(company, "parties", data)) == [
            (3, "编码", "C1", "“C1”与第 2 行重复"),
            (4, "编码", "C1", "“C1”与第 2 行重复"),
        ]
        applied(company, "parties", data, skip_bad=True)
        assert names(company) == ["甲"]

    def test_of_another_company_do_not_matter(self, company: Company, found: Found) -> None:
        other = found(name="长城")
        other.customer("别家", code="C1")
        assert applied(company, "parties", lines(("名称", "编码"), ("甲", "C1")))["created"] == 1


class TestReferences:
    def test_that_mean_two_records_are_told(self, company: Company) -> None:
        company.colleague("sales", "王五")
        company.colleague("sales", "王五")
        data = lines(("名称", "负责人"), ("甲", "王五"), ("乙", "张三"), ("丙", "张"))
        assert findings(checked(company, "parties", data)) == [
            (2, "负责人", "王五", "“王五”对应 2 条记录，请改填其登录账号"),
            (4, "负责人", "张", "引用的记录不存在：张"),
        ]

    def test_of_a_percentage_that_two_records_have_are_told(self, company: Company) -> None:
        rate = {"code": "13特", "rate": "0.13"}
        company.post("/tax-rates", rate)
        data = workbook(
            ("名称", "计量单位", "税率"), ("螺丝", "个", 0.13), ("垫片", "个", "13"), ("螺母", "打", None)
        )
        assert findings(checked(company, "products", data)) == [
            (2, "税率", "0.13", "“0.13”对应 2 条记录，请改填其税率代码"),
            (4, "计量单位", "打", "引用的记录不存在：打"),
        ]

    @pytest.mark.parametrize("text", ["99999", "1" * 25, "9" * 30 + "%", "-0.5", "%", "1e400", "NaN", "a\tb"])
    def test_that_mean_nothing_are_told(self, company: Company, text: str) -> None:
        data = workbook(("名称", "计量单位", "税率"), ("螺丝", text, text))
        assert findings(checked(company, "products", data)) == [
            (2, "计量单位", text, f"引用的记录不存在：{text}"),
            (2, "税率", text, f"引用的记录不存在：{text}"),
        ]

    def test_to_records_of_another_company_find_nothing(self, company: Company, found: Found) -> None:
        other = found(name="长城")
        other.post("/units", {"name": "打"})
        report = checked(company, "products", lines(("名称", "计量单位"), ("螺丝", "打")))
        assert findings(report) == [(2, "计量单位", "打", "引用的记录不存在：打")]


@pytest.mark.parametrize("fault", list(TableFault))
def test_every_reason_to_refuse_a_file_has_its_sentence(fault: TableFault) -> None:
    assert has_message(f"problem.file_{fault}")
