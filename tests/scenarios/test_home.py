"""The morning of a salesperson: what waits, his figures, whom he forgets, his plan, and who is ahead."""

import json

import pytest

from heyi.modules.insight.queries import home
from tests.builders.company import Company
from tests.builders.crm import lead, opportunity
from tests.builders.http import Json, Person, statements_of
from tests.builders.scoped import colleague_with

# The story's clock stands on Monday, 2 November 2026, half past nine in Shanghai.
YESTERDAY, AT_TEN, AT_FOUR, TOMORROW = (
    f"2026-11-{moment}:00:00+08:00" for moment in ("01T15", "02T10", "02T16", "03T09")
)
VIEW_PARTY, VIEW_ORDER = "parties.party.view", "sales.order.view"


def counted(person: Person) -> dict[str, int]:
    """The counters of his home page, those that are not zero."""
    shown = person.get("/home")
    return {item["name"]: item["count"] for item in shown["counters"] if item["count"]}


def overdue(person: Person) -> tuple[int, bool]:
    """How many of his tasks are late, and whether that is all of them."""
    (told,) = [one for one in person.get("/home")["counters"] if one["name"] == "tasks_overdue"]
    return told["count"], told["exact"]


def figures(person: Person, whose: str = "mine") -> dict[str, tuple[object, ...]]:
    shown = person.get("/home", whose=whose)["figures"]
    return {
        item["name"]: (item["this"], item["last_to_date"], item["last"], item["change"]) for item in shown
    }


def opened(person: Person, item: Json) -> int:
    """How many rows the list has that a figure opens."""
    page = person.get(f"/{item['path']}", filter=json.dumps(item["filter"]), sort=item["sort"], limit=1)
    return int(page["count"]["value"])


def ranked(person: Person, by: str, over: str = "this_month") -> list[tuple[int, str, str, bool]]:
    places = person.get("/home/ranking", by=by, over=over)["places"]
    return [(one["place"], one["name"], one["amount"], one["me"]) for one in places]


def belongs_to(company: Company, party: str, person: Person | None, **columns: object) -> None:
    """Have a customer be somebody's since some time, from behind."""
    changed = {"owner_id": getattr(person, "user_id", None), **columns} if person else columns
    for name, value in changed.items():
        company.books.execute(f"UPDATE party SET {name} = %s WHERE id = %s", [value, party])


class TestWhatWaits:
    def test_more_than_anybody_counts_is_told_as_more(
        self, company: Company, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(home, "COUNTED", 2)
        for title in ("催款", "寄样品"):
            company.post("/tasks", {"title": title, "due_at": YESTERDAY})
        assert overdue(company) == (2, True)
        company.post("/tasks", {"title": "报价", "due_at": YESTERDAY})
        assert overdue(company) == (2, False)

    def test_every_counter_is_the_list_that_it_opens(self, company: Company) -> None:
        late, due, new = (company.customer(name) for name in ("甲", "乙", "丙"))
        belongs_to(company, late, None, next_contact_at=YESTERDAY, last_followed_at=YESTERDAY)
        belongs_to(company, due, None, next_contact_at=AT_TEN, last_followed_at=YESTERDAY)
        belongs_to(company, new, None, received_at=YESTERDAY, due_on="2026-11-09")
        for title, at in (("催款", YESTERDAY), ("寄样品", AT_FOUR), ("报价", TOMORROW)):
            company.post("/tasks", {"title": title, "due_at": at})
        for name, fields in (
            ("丁", {"next_contact_at": AT_TEN}),
            ("戊", {}),
            ("己", {"next_contact_at": TOMORROW}),
        ):
            lead(company, name, **fields)
        given_up = lead(company, "庚", next_contact_at=AT_TEN)
        company.post(f"/leads/{given_up['id']}/invalidate", {"reason": "空号"})
        closing = opportunity(company, due, "本月", expected_on="2026-11-30")
        stale = opportunity(company, due, "停留", expected_on="2026-12-01")
        company.books.execute("UPDATE opportunity SET stale_on = '2026-11-02' WHERE id = %s", [stale["id"]])
        ended = opportunity(company, due, "已输", expected_on="2026-11-30")
        company.post(f"/opportunities/{ended['id']}/lose", {"reason": "price"})
        assert closing["stale_on"] == "2026-11-10"
        screws = company.product(stock="100")
        company.order(due, (screws, "1", "113"))
        company.confirmed(due, (screws, "1", "113"))
        delivered = company.confirmed(due, (screws, "2", "113"))
        company.deliver(delivered, "1")
        company.sold(due, (screws, "1", "113"), ordered_on="2026-11-01")
        company.receipt(due, "50")
        expected = {
            "contact_today": 1,
            "contact_overdue": 1,
            "never_contacted": 1,
            "assigned_lately": 3,
            "falling_soon": 1,
            "leads_new": 3,
            "leads_untouched": 3,
            "leads_due": 1,
            "deals_stale": 1,
            "deals_closing": 1,
            "tasks_today": 1,
            "tasks_overdue": 1,
            "my_draft_orders": 1,
            "orders_to_confirm": 1,
            "orders_to_deliver": 2,
            "orders_to_invoice": 1,
            "invoices_to_collect": 1,
            "advances_to_settle": 1,
        }
        assert counted(company) == expected
        shown = company.get("/home")
        all_of_them = [*shown["counters"], *shown["forgotten"]]
        assert len(all_of_them) == 28
        assert {item["name"]: opened(company, item) for item in all_of_them} == {
            item["name"]: item["count"] for item in all_of_them
        }

    def test_what_is_another_s_is_not_mine(self, company: Company) -> None:
        company.post("/tasks", {"title": "催款", "due_at": YESTERDAY})
        belongs_to(company, company.customer("甲"), None, next_contact_at=AT_TEN)
        company.order(company.customer("乙"), (company.product(), "1", "113"))
        person = company.colleague("sales")
        assert counted(person) == {}
        assert person.get("/home")["plan"] == []

    def test_who_may_not_look_has_no_counter(self, company: Company) -> None:
        blind = colleague_with(company, ["identity.user.view"], name="外人")
        shown = blind.get("/home")
        assert [shown[name] for name in ("counters", "figures", "forgotten", "plan")] == [[], [], [], []]
        ranks = blind.get("/home/ranking")
        assert (ranks["by"], ranks["offered"], ranks["places"]) == (None, [], [])
        hidden = {"party": {"next_contact_at": "hidden"}}
        half = colleague_with(company, [VIEW_PARTY], {}, hidden, name="半盲")
        names = {item["name"] for item in half.get("/home")["counters"]}
        assert names == {"never_contacted", "assigned_lately", "falling_soon"}
        assert half.get("/home")["plan"] == []

    def test_an_invoice_is_long_open_after_thirty_days(self, company: Company) -> None:
        _, _, invoice = company.sold(company.customer(), (company.product(stock="5"), "1", "113"))
        for day, count in (("2026-10-03", None), ("2026-10-02", 1)):
            company.books.execute(
                "UPDATE sales_invoice SET invoiced_on = %s WHERE id = %s", [day, invoice["id"]]
            )
            assert counted(company).get("invoices_long_open") == count

    @pytest.mark.parametrize("whose", ["mine", "reached"])
    def test_takes_five_statements_whatever_there_is(self, company: Company, whose: str) -> None:
        def taken() -> int:
            return statements_of(company.send("GET", "/home", query={"whose": whose}))

        company.get("/home")
        assert taken() == FEW
        for name in ("甲", "乙", "丙"):
            belongs_to(company, company.customer(name), None, next_contact_at=AT_TEN)
            company.post("/tasks", {"title": name, "due_at": AT_TEN})
        assert taken() == FEW


# Who asks and in which company: 2. All counters and figures: 1. Contacts and tasks of the plan: 2.
FEW = 5


class TestThePlan:
    def test_is_the_day_in_the_order_of_time(self, company: Company) -> None:
        customer = company.customer("华信", phone="13800138000")
        belongs_to(company, customer, None, next_contact_at=AT_TEN)
        company.post("/tasks", {"title": "寄样品", "due_at": AT_FOUR, "party_id": customer})
        company.post("/tasks", {"title": "催款", "due_at": YESTERDAY})
        company.post("/tasks", {"title": "明天的事", "due_at": TOMORROW})
        shown = [
            (one["kind"], one["title"], one["late"], one["phone"], one["party"])
            for one in company.get("/home")["plan"]
        ]
        assert shown == [
            ("task", "催款", True, None, None),
            ("contact", "华信", False, "+8613800138000", None),
            ("task", "寄样品", False, None, "华信"),
        ]

    def test_covers_what_the_reader_sees_only_masked(self, company: Company) -> None:
        person = colleague_with(company, [VIEW_PARTY], {}, {"party": {"phone": "masked"}})
        belongs_to(company, company.customer("华信", phone="13800138000"), person, next_contact_at=AT_TEN)
        (step,) = person.get("/home")["plan"]
        assert step["phone"] == "+86138****8000"


class TestTheMonth:
    def test_stands_beside_the_last_until_the_same_day(self, company: Company) -> None:
        """On the second of November: October's first two days, and all of October."""
        screws = company.product(stock="100")
        customer, old = company.customer("甲"), company.customer("乙")
        belongs_to(company, old, None, created_at="2026-10-02T23:59:00+08:00")
        belongs_to(company, company.customer("丙"), None, created_at="2026-10-03T00:00:00+08:00")
        for number, day in (
            ("3", "2026-11-02"),
            ("1", "2026-10-01"),
            ("1", "2026-10-02"),
            ("4", "2026-10-03"),
        ):
            company.confirmed(customer, (screws, number, "113"), ordered_on=day)
        company.order(customer, (screws, "9", "113"))
        company.receipt(customer, "50", received_on="2026-11-01")
        company.reverse(company.receipt(customer, "70", received_on="2026-11-01"))
        told = {"record": "party", "record_id": customer, "content": "谈了", "way": "call"}
        company.post("/follow-ups", told)
        company.post("/follow-ups", told | {"happened_at": "2026-10-31T12:00:00+08:00"})
        assert figures(company) == {
            "orders": ("339", "226", "678", "0.5"),
            "receipts": ("50", "0", "0", None),
            "new_customers": ("1", "1", "2", "0"),
            "follow_ups": ("1", "0", "1", None),
        }
        assert figures(company, "reached") == figures(company)

    def test_counts_mine_or_all_that_i_see(self, company: Company) -> None:
        person = company.colleague("sales")
        screws = company.product(stock="100")
        his, mine = company.customer("甲"), company.customer("乙")
        belongs_to(company, his, person)
        company.confirmed(his, (screws, "1", "113"), owner_id=str(person.user_id))
        company.confirmed(mine, (screws, "2", "113"))
        company.receipt(his, "30")
        company.receipt(mine, "40")
        assert {name: one[0] for name, one in figures(company).items()} == {
            "orders": "226",
            "receipts": "40",
            "new_customers": "1",
            "follow_ups": "0",
        }
        assert {name: one[0] for name, one in figures(company, "reached").items()} == {
            "orders": "339",
            "receipts": "70",
            "new_customers": "2",
            "follow_ups": "0",
        }
        assert {name: one[0] for name, one in figures(person, "reached").items()} == {
            "orders": "113",
            "receipts": "30",
            "new_customers": "1",
            "follow_ups": "0",
        }
        assert [one.get("/home")["reaches_others"] for one in (company, person)] == [True, False]


class TestForgotten:
    def test_is_who_nobody_spoke_to_for_so_long(self, company: Company) -> None:
        for name, followed, created in (
            ("甲", "2026-10-25T12:00:00+08:00", YESTERDAY),
            ("乙", "2026-10-15T12:00:00+08:00", YESTERDAY),
            ("丙", None, "2026-09-01T12:00:00+08:00"),
            ("丁", YESTERDAY, "2026-09-01T12:00:00+08:00"),
        ):
            belongs_to(company, company.customer(name), None, last_followed_at=followed, created_at=created)
        shown = {item["name"]: item["count"] for item in company.get("/home")["forgotten"]}
        assert shown == {"forgotten_7": 3, "forgotten_15": 2, "forgotten_30": 1}


class TestTheRanking:
    def test_names_whom_the_reader_s_roles_reach(self, company: Company) -> None:
        one = company.colleague("sales", "王一")
        two = company.colleague("sales", "王二")
        screws = company.product(stock="100")
        for person, number in ((one, "3"), (two, "1")):
            customer = company.customer(f"客户{number}")
            belongs_to(company, customer, person)
            company.confirmed(customer, (screws, number, "113"), owner_id=str(person.user_id))
            company.receipt(customer, number)
        assert ranked(company, "orders") == [(1, "王一", "339", False), (2, "王二", "113", False)]
        assert ranked(company, "receipts") == [(1, "王一", "3", False), (2, "王二", "1", False)]
        assert ranked(company, "orders", "last_month") == []
        assert ranked(one, "orders") == [(1, "王一", "339", True)]
        assert ranked(two, "new_customers") == [(1, "王二", "1", True)]

    def test_does_not_name_who_shared_a_customer(self, company: Company) -> None:
        customer = company.customer("甲")
        person = company.colleague("sales")
        company.post(f"/parties/{customer}/members", {"user_id": str(person.user_id), "may": "read"})
        assert person.get(f"/parties/{customer}")["name"] == "甲"
        assert ranked(person, "new_customers") == []
        assert ranked(company, "new_customers") == [(1, "张三", "1", True)]

    def test_offers_only_what_the_reader_sees(self, company: Company) -> None:
        hidden = {"sales_order": {"gross": "hidden"}}
        person = colleague_with(company, [VIEW_PARTY, VIEW_ORDER], {}, hidden)
        shown = person.get("/home/ranking")
        assert (shown["by"], shown["offered"]) == ("new_customers", ["new_customers"])
        person.refused(403, "platform.not_allowed", "GET", "/home/ranking", query={"by": "orders"})
        assert "orders" not in figures(person)

    def test_shares_places(self, company: Company) -> None:
        for person in (company.colleague("sales", "王一"), company.colleague("sales", "王二")):
            belongs_to(company, company.customer(f"客户 {person.login}"), person)
        assert ranked(company, "new_customers") == [(1, "王一", "1", False), (1, "王二", "1", False)]
