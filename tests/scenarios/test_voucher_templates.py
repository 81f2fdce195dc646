"""Templates of vouchers: used by hand, written again each month at most once, taken back the month after."""

from functools import partial
from uuid import uuid4

from heyi.modules.ledger.jobs import write_recurring
from heyi.platform.jobs.definition import Nothing
from heyi.platform.jobs.queue import enqueue_for_system
from heyi.platform.jobs.runner import Runner
from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.http import Json
from tests.builders.server import Served
from tests.builders.together import together

RENT = [
    {"account": "560203", "debit": "3000", "summary": "计提房租"},
    {"account": "224199", "credit": "3000"},
]


def vouchers(company: Company) -> list[tuple[str, str, str]]:
    """Day, total and state of every voucher by hand."""
    found = company.get("/vouchers", sort="occurred_on", limit=50)["items"]
    return [(one["occurred_on"], one["total"], one["state"]) for one in found]


def template(company: Company, **fields: object) -> Json:
    """A template of the rent."""
    return company.post("/voucher-templates", {"name": "房租", "lines": RENT, **fields})


class TestByHand:
    def test_a_template_writes_drafts_as_often_as_one_likes(self, company: Company) -> None:
        made = template(company)
        first = company.post(f"/voucher-templates/{made['id']}/use", {"occurred_on": "2026-11-01"})
        company.post(f"/voucher-templates/{made['id']}/use")
        assert (first["state"], first["total"]) == ("draft", "3000")
        assert vouchers(company) == [("2026-11-01", "3000", "draft"), ("2026-11-02", "3000", "draft")]
        lines = company.get(f"/vouchers/{first['id']}")["lines"]
        assert [(line["account_code"], line["debit"], line["credit"], line["summary"]) for line in lines] == [
            ("560203", "3000", "0", "计提房租"),
            ("224199", "0", "3000", "房租"),
        ]

    def test_shares_of_a_balance_are_taken_to_the_cent(self, company: Company) -> None:
        """100.01 of costs, a third each to three accounts: 33.34, 33.34 and 33.33."""
        lines = [{"account": "410101", "debit": "100.01"}, {"account": "224199", "credit": "100.01"}]
        written = company.post("/vouchers", {"occurred_on": "2026-11-01", "lines": lines})
        company.post(f"/vouchers/{written['id']}/post")
        shares = [
            {"account": code, "debit": "1", "share_of": "410101", "share": share}
            for code, share in (("560202", "33.34"), ("560203", "33.33"), ("560299", "33.33"))
        ]
        all_of_it = {"account": "410101", "credit": "1", "share_of": "410101", "share": "100"}
        made = company.post("/voucher-templates", {"name": "分摊", "lines": [*shares, all_of_it]})

        voucher = company.post(f"/voucher-templates/{made['id']}/use")

        found = company.get(f"/vouchers/{voucher['id']}")["lines"]
        assert [(line["account_code"], line["debit"], line["credit"]) for line in found] == [
            ("560202", "33.35", "0"),
            ("560203", "33.33", "0"),
            ("560299", "33.33", "0"),
            ("410101", "0", "100.01"),
        ]
        company.post(f"/vouchers/{voucher['id']}/post")
        path = f"/voucher-templates/{made['id']}/use"
        company.refused(409, "ledger.nothing_to_share", "POST", path, {})

    def test_what_would_be_no_voucher_is_no_template(self, company: Company) -> None:
        path = "/voucher-templates"
        torn = [{**RENT[0], "debit": "1"}, RENT[1]]
        company.refused(422, "ledger.entry_unbalanced", "POST", path, {"name": "x", "lines": torn})
        share = {"account": "560203", "debit": "1", "share_of": "410101", "share": "50"}
        other = {"account": "410101", "credit": "1", "share_of": "410101", "share": "40"}
        body = {"name": "x", "lines": [share, other]}
        company.refused(422, "ledger.template_unbalanced", "POST", path, body)
        template(company)
        company.refused(409, "platform.already_exists", "POST", path, {"name": "房租", "lines": RENT})
        viewer = company.colleague("viewer")
        viewer.refused(403, "platform.not_allowed", "POST", path, {"name": "y", "lines": RENT})

    def test_a_template_is_changed_at_the_version_that_was_read(self, company: Company) -> None:
        made = template(company)
        path = f"/voucher-templates/{made['id']}"
        changed = company.patch(path, {"name": "房租", "lines": RENT, "monthly_on": 25}, version=1)
        assert (changed["monthly_on"], changed["version"]) == (25, 2)
        body = {"name": "房租", "lines": RENT}
        company.refused(412, "platform.version_changed", "PATCH", path, body, version=1)


def night(served: Served, company: Company) -> None:
    """The job of the night runs once more in this company."""
    with served.services.engine.connect() as connection, connection.begin():
        now = served.services.clock.now()
        key, tenant = str(uuid4()), company.tenant_id
        enqueue_for_system(connection, write_recurring, Nothing(), now=now, key=key, tenant_id=tenant)
    Runner(served.services).run_due()


class TestEachMonth:
    def test_it_is_written_once_a_month_until_its_last(
        self, company: Company, served: Served, later: Later
    ) -> None:
        made = template(company, monthly_on=31, until="2026-12-31", reverses=True)
        night(served, company)
        assert vouchers(company) == []
        for days in (28, 28, 59, 90):
            with later(days=days):
                night(served, company)
        assert vouchers(company) == [("2026-11-30", "3000", "draft"), ("2026-12-31", "3000", "draft")]
        assert company.get(f"/voucher-templates/{made['id']}")["months"] == ["2026-12", "2026-11"]
        (voucher,) = company.get("/vouchers", sort="occurred_on", limit=1)["items"]
        posted = company.post(f"/vouchers/{voucher['id']}/post")
        assert posted["state"] == "reversed"
        days = company.get("/journal-entries", sort="number_key", limit=5)["items"]
        assert [(entry["occurred_on"], entry["total"]) for entry in days] == [
            ("2026-11-30", "3000"),
            ("2026-12-01", "-3000"),
        ]
        assert company.get("/verify")["green"]

    def test_two_who_write_the_month_write_it_once(self, company: Company) -> None:
        made = template(company, monthly_on=2)
        path = f"/voucher-templates/{made['id']}/use"
        answers = together([partial(one.send, "POST", path, {}) for one in (company, company.browser())])
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert vouchers(company) == [("2026-11-02", "3000", "draft")]

    def test_what_cannot_be_written_says_why_and_holds_up_no_other(
        self, company: Company, served: Served
    ) -> None:
        broken = template(company, monthly_on=1)
        company.post("/voucher-templates", {"name": "水电", "lines": RENT, "monthly_on": 2})
        shares = [
            {"account": "560203", "debit": "1", "share_of": "410101", "share": "100"},
            {"account": "410101", "credit": "1", "share_of": "410101", "share": "100"},
        ]
        path = f"/voucher-templates/{broken['id']}"
        body = {"name": "房租", "lines": shares, "monthly_on": 1}
        company.patch(path, body, version=broken["version"])

        night(served, company)

        assert vouchers(company) == [("2026-11-02", "3000", "draft")]
        assert company.get(path)["refused"] == "ledger.nothing_to_share"
        company.patch(path, {**body, "lines": RENT}, version=company.get(path)["version"])
        night(served, company)
        assert (company.get(path)["refused"], company.get(path)["months"]) == (None, ["2026-11"])
