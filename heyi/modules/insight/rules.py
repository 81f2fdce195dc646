"""Which rows wait, as conditions of the list: the one place where counters are added."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from heyi.kit.dates import Period
from heyi.kit.spans import Span, span_of_instants
from heyi.modules.insight.contracts import Measure

Tree = Mapping[str, Any]
_SOON: Final = 7
_LONG_OPEN: Final = 30
FORGOTTEN_AFTER: Final = (7, 15, 30)


@dataclass(frozen=True)
class Day:
    """A business day where the company is."""

    today: date
    time_zone: str

    def instant(self, days: int = 0) -> str:
        """The same as a condition says it."""
        return self.begins(days).isoformat()

    def begins(self, days: int = 0) -> datetime:
        """The moment at which the day so many days from now begins, as the company's clock shows it."""
        begins, _ = span_of_instants(Span.TODAY, self.today + timedelta(days=days), self.time_zone)
        return begins.astimezone(ZoneInfo(self.time_zone))

    def date(self, days: int = 0) -> str:
        """The day so many days from now."""
        return (self.today + timedelta(days=days)).isoformat()


@dataclass(frozen=True)
class Waiting:
    """Rows of a record that wait for somebody: under which condition, and which first."""

    name: str
    group: str
    record: str
    condition: Callable[[Day], Tree]
    sort: str


def leaf(field: str, op: str, value: object = None) -> Tree:
    """One comparison."""
    return {"field": field, "op": op} if value is None else {"field": field, "op": op, "value": value}


def every(*parts: Tree) -> Tree:
    """All of these."""
    return {"and": list(parts)}


def either(*parts: Tree) -> Tree:
    """At least one of these."""
    return {"or": list(parts)}


MINE: Final = leaf("owner_id", "eq", "@me")
_OPEN_TASK: Final = every(MINE, leaf("state", "eq", "open"))
_LEAD: Final = every(MINE, leaf("state", "in", ["new", "following"]))
_DEAL: Final = every(MINE, leaf("state", "eq", "open"))
_CUSTOMER: Final = every(MINE, leaf("is_customer", "eq", value=True))

# Only what is posted is open.
_OPEN_CREDIT: Final = every(leaf("kind", "eq", "credit_note"), leaf("open", "gt", "0"))


def _constantly(tree: Tree) -> Callable[[Day], Tree]:
    return lambda _: tree


COUNTERS: Final[tuple[Waiting, ...]] = (
    Waiting(
        "contact_today",
        "contact",
        "party",
        _constantly(every(MINE, leaf("next_contact_at", "within", "today"))),
        "next_contact_at",
    ),
    Waiting(
        "contact_overdue",
        "contact",
        "party",
        lambda day: every(MINE, leaf("next_contact_at", "lt", day.instant())),
        "next_contact_at",
    ),
    Waiting(
        "never_contacted",
        "contact",
        "party",
        _constantly(every(_CUSTOMER, leaf("last_followed_at", "empty"))),
        "created_at",
    ),
    Waiting(
        "assigned_lately",
        "contact",
        "party",
        lambda day: every(MINE, leaf("received_at", "gte", day.instant(1 - _SOON))),
        "-received_at",
    ),
    Waiting(
        "falling_soon",
        "contact",
        "party",
        lambda day: every(MINE, leaf("due_on", "lte", day.date(_SOON))),
        "due_on",
    ),
    Waiting(
        "leads_new",
        "lead",
        "lead",
        lambda day: every(_LEAD, leaf("received_at", "gte", day.instant(1 - _SOON))),
        "-received_at",
    ),
    Waiting(
        "leads_untouched",
        "lead",
        "lead",
        _constantly(every(_LEAD, leaf("last_followed_at", "empty"))),
        "created_at",
    ),
    Waiting(
        "leads_due",
        "lead",
        "lead",
        lambda day: every(_LEAD, leaf("next_contact_at", "lt", day.instant(1))),
        "next_contact_at",
    ),
    Waiting(
        "deals_stale",
        "opportunity",
        "opportunity",
        lambda day: every(_DEAL, leaf("stale_on", "lte", day.date())),
        "stale_on",
    ),
    Waiting(
        "deals_closing",
        "opportunity",
        "opportunity",
        _constantly(every(_DEAL, leaf("expected_on", "within", "this_month"))),
        "expected_on",
    ),
    Waiting(
        "tasks_today",
        "task",
        "task",
        _constantly(every(*_OPEN_TASK["and"], leaf("due_at", "within", "today"))),
        "due_at",
    ),
    Waiting(
        "tasks_overdue",
        "task",
        "task",
        lambda day: every(*_OPEN_TASK["and"], leaf("due_at", "lt", day.instant())),
        "due_at",
    ),
    Waiting(
        "my_draft_orders",
        "document",
        "sales_order",
        _constantly(every(MINE, leaf("state", "eq", "draft"))),
        "ordered_on",
    ),
    Waiting(
        "orders_to_confirm",
        "document",
        "sales_order",
        _constantly(leaf("state", "eq", "draft")),
        "ordered_on",
    ),
    Waiting(
        "orders_to_deliver",
        "document",
        "sales_order",
        _constantly(every(leaf("state", "eq", "confirmed"), leaf("delivery_state", "ne", "full"))),
        "next_delivery_on",
    ),
    Waiting(
        "orders_to_invoice",
        "document",
        "sales_order",
        _constantly(every(leaf("delivery_state", "ne", "none"), leaf("invoice_state", "ne", "full"))),
        "ordered_on",
    ),
    Waiting(
        "draft_invoices",
        "document",
        "sales_invoice",
        _constantly(leaf("state", "eq", "draft")),
        "invoiced_on",
    ),
    Waiting(
        "invoices_to_collect",
        "document",
        "sales_invoice",
        _constantly(every(leaf("kind", "ne", "credit_note"), leaf("open", "gt", "0"))),
        "invoiced_on",
    ),
    Waiting(
        "invoices_long_open",
        "document",
        "sales_invoice",
        lambda day: every(
            leaf("kind", "ne", "credit_note"),
            leaf("open", "gt", "0"),
            leaf("invoiced_on", "lt", day.date(-_LONG_OPEN)),
        ),
        "invoiced_on",
    ),
    Waiting("refunds_to_pay", "document", "sales_invoice", _constantly(_OPEN_CREDIT), "invoiced_on"),
    Waiting("refunds_to_collect", "document", "supplier_invoice", _constantly(_OPEN_CREDIT), "invoiced_on"),
    Waiting(
        "returns_to_credit",
        "document",
        "sales_return",
        _constantly(leaf("credit_state", "eq", "due")),
        "returned_on",
    ),
    Waiting(
        "sent_back_to_credit",
        "document",
        "purchase_return",
        _constantly(leaf("credit_state", "eq", "due")),
        "returned_on",
    ),
    Waiting(
        "advances_to_settle",
        "document",
        "receipt",
        _constantly(
            every(
                leaf("kind", "in", ["receipt", "opening"]),
                leaf("state", "eq", "posted"),
                leaf("advance", "gt", "0"),
            )
        ),
        "received_on",
    ),
    # Of those that fall due within a week, and those that should have been collected.
    Waiting(
        "bills_due",
        "document",
        "bill",
        lambda day: every(leaf("state", "eq", "held"), leaf("due_on", "lte", day.date(_SOON))),
        "due_on",
    ),
)


def _forgotten(days: int) -> Waiting:
    def condition(day: Day) -> Tree:
        since = day.instant(-days)
        new = every(leaf("last_followed_at", "empty"), leaf("created_at", "lt", since))
        return every(*_CUSTOMER["and"], either(leaf("last_followed_at", "lt", since), new))

    return Waiting(f"forgotten_{days}", "forgotten", "party", condition, "last_followed_at")


FORGOTTEN: Final = tuple(_forgotten(days) for days in FORGOTTEN_AFTER)


@dataclass(frozen=True)
class Months:
    """The present month and the last one, as days: where each begins, and where the part of the last up to now ends."""

    last: date
    same_day: date
    this: date
    following: date


def months_of(today: date) -> Months:
    """The present month beside the last; where that was shorter, its last day stands for those it does not have."""
    this = Period.from_date(today).first_day
    last_day = this - timedelta(days=1)
    last = last_day.replace(day=1)
    same = last + timedelta(days=min(today.day, last_day.day))
    following = Period.from_date(today).last_day + timedelta(days=1)
    return Months(last, same, this, following)


@dataclass(frozen=True)
class Measured:
    """What people are measured by: rows of a record by day, counted, or summed by `amount`.

    They belong to whom `owner` names; where that is empty, to the owner of their party. What a column `less` holds did
    not come after all.
    """

    record: str
    when: str
    amount: str
    owner: str
    counted: tuple[Tree, ...]
    less: str = ""


MEASURED: Final[Mapping[Measure, Measured]] = {
    Measure.ORDERS: Measured(
        "sales_order",
        "ordered_on",
        "gross",
        "owner_id",
        (leaf("state", "in", ["confirmed", "closed"]),),
    ),
    Measure.RECEIPTS: Measured(
        "receipt",
        "received_on",
        "amount",
        "",
        (leaf("kind", "in", ["receipt", "recovery"]), leaf("state", "eq", "posted")),
        less="dishonoured",
    ),
    Measure.NEW_CUSTOMERS: Measured(
        "party", "created_at", "", "owner_id", (leaf("is_customer", "eq", value=True),)
    ),
    Measure.FOLLOW_UPS: Measured("follow_up", "happened_at", "", "author_id", ()),
}
