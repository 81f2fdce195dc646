"""Counting what lies there: blindly or not, while goods move or not, and what becomes of the difference."""

from functools import partial

import pytest

from tests.builders.company import Company
from tests.builders.http import Person
from tests.builders.stock import Store
from tests.builders.together import together


def lines_of(count: dict[str, object], *names: str) -> list[list[object]]:
    lines = count["lines"]
    assert isinstance(lines, list)
    return [[line[name] for name in names] for line in lines]


def test_too_many_come_in_too_few_leave_and_the_sheet_says_how_right_it_was(company: Company) -> None:
    nuts = company.product(stock="50", cost="2", name="a 螺母")
    screws = company.product(stock="100", cost="6", name="b 螺丝")
    rings = company.product(stock="30", cost="1", name="c 垫片")
    store = Store(company)
    count = store.count(note="月底")
    assert (count["number"], count["state"], count["line_count"]) == ("PD202611020001", "counting", 3)
    store.noted(count, (nuts, "53"), (screws, "98"))
    counted = store.noted(count, (rings, "30"))
    assert lines_of(counted, "expected", "counted", "difference") == [
        ["50", "53", "3"],
        ["100", "98", "-2"],
        ["30", "30", "0"],
    ]

    posted = store.posted(count)

    told = ("state", "line_count", "right_lines", "gain", "loss", "allowed_actions")
    assert [posted[name] for name in told] == ["posted", 3, 1, "6", "12", []]
    assert lines_of(posted, "value") == [["6"], ["-12"], ["0"]]
    gain = company.get(f"/stock-receipts/{posted['gain_paper']['id']}")
    loss = company.get(f"/stock-issues/{posted['loss_paper']['id']}")
    assert (gain["reason"], loss["reason"]) == ("count_gain", "count_loss")
    assert company.entries("stock_receipt", gain) == [{"1405": "6", "190101": "-6"}]
    assert company.entries("stock_issue", loss) == [{"190101": "12", "1405": "-12"}]
    assert company.on_hand(nuts)["on_hand"] == "53"
    assert company.on_hand(screws)["on_hand"] == "98"
    assert company.chain("stock_count", posted) == ["stock_count", "stock_receipt", "stock_issue"]
    (month,) = company.get("/stock/count-accuracy")
    assert [month[name] for name in ("month", "counts", "lines", "right_lines", "gain", "loss")] == [
        "2026-11",
        1,
        3,
        1,
        "6",
        "12",
    ]


def test_what_a_count_found_goes_to_its_cause(company: Company) -> None:
    """小企业会计准则: 盘盈 500; 盘亏 1000 with 130 of input VAT to pay back, of which somebody makes 300 good."""
    gold = company.product(stock="10", cost="500", name="a")
    steel = company.product(stock="100", cost="100", name="b")
    store = Store(company)
    count = store.count()
    store.noted(count, (gold, "11"), (steel, "90"))
    posted = store.posted(count)
    gain, loss = (
        f"/stock-receipts/{posted['gain_paper']['id']}",
        f"/stock-issues/{posted['loss_paper']['id']}",
    )
    for path in (gain, loss):
        company.refused(409, "stock.not_reversible", "POST", f"{path}/reverse", {})
    much = {"compensation": "1130.01", "vat_out": "130"}
    company.refused(422, "stock.cause_too_great", "POST", f"{loss}/settle", much)

    company.post(f"{gain}/settle")
    company.post(f"{loss}/settle", {"compensation": "300", "vat_out": "130"})

    assert company.entries("stock_receipt", posted["gain_paper"])[1] == {"190101": "500", "530104": "-500"}
    assert company.entries("stock_issue", posted["loss_paper"])[1] == {
        "122199": "300",
        "571101": "830",
        "190101": "-1000",
        "22210109": "-130",
    }
    assert "190101" not in company.accounts()
    company.refused(409, "platform.wrong_state", "POST", f"{gain}/settle", {})


def test_who_counts_blindly_is_told_nothing_and_who_posts_is(company: Company) -> None:
    screws = company.product(stock="100")
    keeper, accountant = company.colleague("warehouse"), company.colleague("accountant", "王五")
    count = Store(company, keeper).count(blind=True)
    assert (count["hidden"], count["allowed_actions"]) == (True, ["count"])
    noted = Store(company, keeper).noted(count, (screws, "98"))
    assert lines_of(noted, "expected", "counted", "difference") == [[None, "98", None]]
    path = f"/stock-counts/{count['id']}"
    seen = accountant.get(path)
    assert (seen["hidden"], seen["allowed_actions"]) == (False, ["recount", "post", "give_up"])
    assert lines_of(seen, "expected", "difference") == [["100", "-2"]]
    for verb in ("post", "give-up"):
        keeper.refused(403, "platform.not_allowed", "POST", f"{path}/{verb}", {})
    accountant.refused(
        403,
        "platform.not_allowed",
        "POST",
        f"{path}/count",
        {"lines": [{"product_id": screws, "quantity": "1"}]},
    )

    line = seen["lines"][0]["id"]
    again = accountant.post(f"{path}/recount", {"line_ids": [line]})
    assert lines_of(again, "counted", "expected", "recounts") == [[None, None, 1]]
    Store(company, keeper).noted(count, (screws, "100"))
    posted = accountant.post(f"{path}/post")
    assert (posted["right_lines"], posted["gain_paper"], posted["loss_paper"]) == (1, None, None)
    told = keeper.get(path)
    assert (told["hidden"], lines_of(told, "expected", "counted_by")) == (False, [["100", "李四"]])


def test_who_counts_and_posts_counts_blindly_too(company: Company) -> None:
    """The owner may do both: what he counted himself stays blind until it is posted, what others counted does not."""
    screws = company.product(stock="100")
    keeper = company.colleague("warehouse")
    own = Store(company).count(blind=True)
    noted = Store(company).noted(own, (screws, "98"))
    assert (noted["hidden"], lines_of(noted, "expected", "difference")) == (True, [[None, None]])
    posted = company.post(f"/stock-counts/{own['id']}/post")
    assert (posted["hidden"], lines_of(posted, "expected", "difference")) == (False, [["100", "-2"]])

    count = Store(company).count(blind=True)
    Store(company, keeper).noted(count, (screws, "99"))
    seen = company.get(f"/stock-counts/{count['id']}")
    assert (seen["hidden"], lines_of(seen, "expected", "difference")) == (False, [["98", "1"]])


def test_an_open_count_hides_nothing(company: Company) -> None:
    company.product(stock="100")
    keeper = company.colleague("warehouse")
    count = Store(company, keeper).count(blind=False, frozen=True)
    assert (count["hidden"], lines_of(count, "expected", "difference")) == (False, [["100", None]])


def test_goods_move_on_under_a_running_count_and_the_difference_stays_right(company: Company) -> None:
    """98 are found of 100; 10 are sold before and 20 after the counting: 68 must lie there in the end."""
    screws = company.product(stock="110", cost="6")
    store = Store(company)
    count = store.count()
    store.issue((screws, "10"))
    store.noted(count, (screws, "98"))
    store.issue((screws, "20"))
    company.receive_goods((screws, "5", "6"))
    posted = store.posted(count)
    assert lines_of(posted, "expected", "counted", "difference") == [["100", "98", "-2"]]
    assert company.on_hand(screws)["on_hand"] == "83"


def test_nothing_moves_where_a_count_has_frozen_what_is_expected(company: Company) -> None:
    screws, nuts = company.product(stock="100", name="螺丝"), company.product(stock="100", name="螺母")
    store = Store(company)
    order = company.confirmed(company.customer(), (screws, "5", "113"))
    sent = store.sent((screws, "1"))
    draft = store.transfer((screws, "1"))
    count = store.count(frozen=True, scope="products", product_ids=[screws])
    goods = {"lines": [{"product_id": screws, "quantity": "1"}]}
    paid = {"lines": [{"product_id": screws, "quantity": "1", "unit_cost": "1"}]}
    for path, body in (
        ("/stock-issues", goods),
        ("/stock-receipts", paid),
        (f"/sales-orders/{order['id']}/deliver", {}),
        (f"/stock-transfers/{draft['id']}/send", {}),
        (f"/stock-transfers/{sent['id']}/come-back", {}),
    ):
        problem = company.refused(409, "stock.place_frozen", "POST", path, body)
        assert problem["params"] == {"count": count["number"], "product": "螺丝"}
    other = {"warehouse_id": store.main, "frozen": True}
    company.refused(409, "stock.place_frozen", "POST", "/stock-counts", other)
    # Other goods move, these move elsewhere, and they may be promised.
    store.issue((nuts, "1"))
    store.do(sent, "arrive")
    company.confirmed(company.customer("上海乙公司"), (screws, "1", "113"))

    store.noted(count, (screws, "97"))
    posted = store.posted(count)
    assert lines_of(posted, "expected", "difference") == [["99", "-2"]]
    company.deliver(order)
    assert store.lying(screws)["main"] == "92"


def test_a_count_that_is_given_up_changes_nothing(company: Company) -> None:
    screws = company.product(stock="100")
    store = Store(company)
    count = store.count(frozen=True)
    store.noted(count, (screws, "1"))
    ended = company.post(f"/stock-counts/{count['id']}/give-up")
    assert (ended["state"], ended["gain"], ended["allowed_actions"]) == ("given_up", None, [])
    store.issue((screws, "1"))
    for verb, body in (
        ("count", {"lines": [{"product_id": screws, "quantity": "1"}]}),
        ("recount", {"line_ids": [count["lines"][0]["id"]]}),
        ("post", {}),
        ("give-up", {}),
    ):
        path = f"/stock-counts/{count['id']}/{verb}"
        company.refused(409, "platform.wrong_state", "POST", path, body)


def test_lines_nobody_counted_stay_as_they_are_but_only_when_told(company: Company) -> None:
    nuts, screws = company.product(stock="50", name="a"), company.product(stock="100", name="b")
    store = Store(company)
    count = store.count()
    path = f"/stock-counts/{count['id']}/post"
    company.refused(409, "stock.count_incomplete", "POST", path, {"leave_uncounted": True})
    store.noted(count, (nuts, "49"))
    problem = company.refused(409, "stock.count_incomplete", "POST", path, {})
    assert problem["params"] == {"open": 1}
    posted = store.posted(count, leave_uncounted=True)
    assert (posted["line_count"], posted["right_lines"]) == (1, 0)
    assert company.on_hand(screws)["on_hand"] == "100"


def test_what_is_found_where_nothing_was_expected(company: Company) -> None:
    company.product(stock="10", name="a")
    stray = company.product(name="b")
    store = Store(company)
    count = store.count()
    company.refused(
        422,
        "stock.not_goods",
        "POST",
        f"/stock-counts/{count['id']}/count",
        {"lines": [{"product_id": company.service(), "quantity": "1"}]},
    )
    store.noted(count, (stray, "4"))
    posted = store.posted(count, leave_uncounted=True)
    assert (posted["line_count"], posted["gain"]) == (1, "0")
    assert company.on_hand(stray) == {"on_hand": "4", "held": "0", "available": "4", "value": "0"}


def test_goods_that_are_promised_are_not_counted_away(company: Company) -> None:
    screws = company.product(stock="10")
    company.confirmed(company.customer(), (screws, "9", "113"))
    store = Store(company)
    count = store.count()
    store.noted(count, (screws, "8"))
    path = f"/stock-counts/{count['id']}/post"
    problem = company.refused(409, "stock.insufficient", "POST", path, {})
    assert [one["detail"] for one in problem["errors"]] == ["Line 1, 螺丝: wanted 2, available 1"]


def test_counting_by_turns_begins_with_what_was_left_alone_or_moves_most(company: Company) -> None:
    products = [company.product(stock="10", name=f"{letter}") for letter in "abcd"]
    store = Store(company)
    first = store.count(scope="longest_ago", most=2)
    assert lines_of(first, "product") == [["a"], ["b"]]
    store.noted(first, (products[0], "10"), (products[1], "10"))
    store.posted(first)
    assert lines_of(store.count(scope="longest_ago", most=3), "product") == [["c"], ["d"], ["a"]]
    for _ in range(3):
        store.issue((products[2], "1"))
    store.issue((products[1], "1"))
    assert lines_of(store.count(scope="most_moved", most=2), "product") == [["c"], ["b"]]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"scope": "all"}, "stock.nothing_to_count"),
        ({"scope": "products"}, "stock.nothing_to_count"),
        ({"scope": "longest_ago"}, "stock.nothing_to_count"),
    ],
)
def test_there_must_be_something_to_count(company: Company, fields: dict[str, str], code: str) -> None:
    company.refused(422, code, "POST", "/stock-counts", fields)


def test_one_count_is_posted_once_whoever_posts_it(company: Company) -> None:
    screws = company.product(stock="100")
    store = Store(company)
    count = store.count()
    store.noted(count, (screws, "90"))
    path = f"/stock-counts/{count['id']}/post"
    answers = together([partial(company.browser().send, "POST", path, {}) for _ in range(8)])
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 7]
    assert company.on_hand(screws)["on_hand"] == "90"


def test_shipping_and_counting_at_once_leaves_what_was_found_less_what_left_since(company: Company) -> None:
    """Whatever shipped before the counting is not in the expectation, whatever shipped after is not in the count."""
    screws = company.product(stock="1000", cost="1")
    store = Store(company)
    count = store.count()

    def ship(browser: Person) -> int:
        for _ in range(10):
            browser.post("/stock-issues", {"lines": [{"product_id": screws, "quantity": "1"}]})
        return 0

    def find(browser: Person) -> int:
        for _ in range(10):
            browser.post(
                f"/stock-counts/{count['id']}/count", {"lines": [{"product_id": screws, "quantity": "950"}]}
            )
        return 0

    together(
        [
            *(partial(ship, company.browser()) for _ in range(4)),
            partial(find, company.browser()),
        ]
    )
    (line,) = company.get(f"/stock-counts/{count['id']}")["lines"]
    store.posted(count)
    assert int(company.on_hand(screws)["on_hand"]) == 960 + 950 - int(line["expected"])


def test_statements_of_a_count_do_not_grow_with_its_lines(company: Company) -> None:
    products = [company.product(stock="10", name=f"商品{number:02d}") for number in range(16)]
    store = Store(company)

    def steps(chosen: list[str]) -> list[int]:
        body = {"scope": "products", "product_ids": chosen, "frozen": True}
        begun = company.statements("POST", "/stock-counts", {"warehouse_id": store.main, **body})
        count = company.get("/stock-counts", sort="-created_at", limit=1)["items"][0]
        path = f"/stock-counts/{count['id']}"
        found = [
            {"product_id": product, "quantity": str(8 + 4 * (place % 2))}
            for place, product in enumerate(chosen)
        ]
        noted = company.statements("POST", f"{path}/count", {"lines": found})
        return [begun, noted, company.statements("POST", f"{path}/post", {})]

    steps(products[:2])
    assert steps(products[2:4]) == steps(products[4:])
