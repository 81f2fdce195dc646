"""Write a change of a promised order, compare it with the order again, and call it off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from heyi.kit.quantity import QuantityError
from heyi.modules.catalog import api as catalog
from heyi.modules.catalog.errors import QuantityInexact
from heyi.modules.sales.actions.pricing import price_lines
from heyi.modules.sales.actions.reschedule import refuse_gone_by
from heyi.modules.sales.contracts import ChangeDraft, ChangeLineDraft, ChangeStatus, Difference, Side
from heyi.modules.sales.errors import ChangeDrafted, ChangeRefused, ChangesNothing, ChangeStale, LineUnknown
from heyi.modules.sales.models import CHANGE_SERIES, SALES_ORDER_CHANGE, SALES_ORDER_CHANGE_LINE
from heyi.modules.sales.queries.changes import KEPT, change_status, compared, lock_change, with_taken
from heyi.modules.sales.queries.orders import LockedOrder, lock_order
from heyi.modules.sales.rules import ZERO, in_own_unit
from heyi.modules.sales.rules.changes import Outcome, Terms, differences, merged, outcome_of, wanted_still
from heyi.modules.sales.states import ChangeState, OrderState, step, step_change
from heyi.platform import numbering
from heyi.platform.approvals import api as approvals
from heyi.platform.documents.days import refuse_days_before
from heyi.platform.errors import AppError, FieldProblem, InvalidInput, VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.records.search import add_words
from heyi.platform.unit_of_work import UnitOfWork

_C, _L = SALES_ORDER_CHANGE.table, SALES_ORDER_CHANGE_LINE
NAME = SALES_ORDER_CHANGE.name
Row = Mapping[Any, Any]


def begin_change(uow: UnitOfWork, order_id: UUID, draft: ChangeDraft) -> ChangeStatus:
    """Write the next version of a promised order; the order stays as it is until the change is applied.

    Raises:
        NotFound: the order does not exist in this company.
        WrongState: it is not confirmed.
        ChangeDrafted: another change of it is being written.
        LineUnknown: a line stands for one that is none of the order.
        ProductUnusable, UnitUnknown, TaxRateUnknown: a line that is new, or priced anew, names one that cannot be used.
        ChangeRefused: less is wanted of a line than was delivered, or another price for what was.
        ChangesNothing: it leaves the order as it is.
        InvalidInput: a day lies before the order's, or has gone by.
    """
    order = lock_order(uow, order_id)
    step(OrderState(order.head["state"]), "change")
    drafted = uow.scalar(
        select(_C.c.number).where(
            _C.c.tenant_id == uow.tenant_id, _C.c.order_id == order_id, _C.c.state == ChangeState.DRAFT
        )
    )
    if drafted is not None:
        raise ChangeDrafted(number=drafted)
    wished = _wished(uow, order, draft)
    was = with_taken(uow, order.lines)
    outcome = _outcome(order, was, wished, draft)
    last = uow.scalar(
        select(func.max(_C.c.version_no)).where(_C.c.tenant_id == uow.tenant_id, _C.c.order_id == order_id)
    )
    head = {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "order_id": order_id,
        "version_no": (last or 0) + 1,
        "party_id": order.head["party_id"],
        "state": ChangeState.DRAFT,
        "changed_on": uow.today,
        **_said(draft),
        **_before(order),
        **_amounts(order, outcome),
    }
    head["number"] = numbering.take(uow, CHANGE_SERIES, uow.today)[0]
    uow.insert(_C, head)
    add_words(uow, SALES_ORDER_CHANGE, head["id"], head)
    write_lines(uow, head["id"], Side.WAS, was)
    write_lines(uow, head["id"], Side.WANTED, wished)
    audit_change(uow, "created", head)
    return change_status(uow, head | {"version": 1})


def update_change(uow: UnitOfWork, change_id: UUID, version: int, draft: ChangeDraft) -> ChangeStatus:
    """Replace what a change that is being written wants.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        WrongState: it was applied or called off, or its order is not confirmed any more.
        UnderApproval: somebody decides whether it may be applied.
        ChangeStale: the order moved since it began; compare it first.
        LineUnknown, ProductUnusable, UnitUnknown, TaxRateUnknown, ChangeRefused, ChangesNothing, InvalidInput: as for a
            new one.
    """
    order, head = lock_change(uow, change_id)
    step_change(ChangeState(head["state"]), "update")
    step(OrderState(order.head["state"]), "change")
    approvals.refuse_pinned(uow, NAME, change_id, "update")
    if head["version"] != version:
        raise VersionChanged(what=f"record.{NAME}", yours=version, now=head["version"])
    found = compared(uow, order, head)
    if found.moved:
        raise ChangeStale(number=order.head["number"])
    wished = _wished(uow, order, draft)
    outcome = _outcome(order, found.now, wished, draft)
    forget_lines(uow, change_id, Side.WANTED)
    after = change_head(uow, head, {**_said(draft), **_amounts(order, outcome)})
    write_lines(uow, change_id, Side.WANTED, wished)
    audit_change(uow, "changed", after, {"gross": [number_text(head["gross"]), number_text(after["gross"])]})
    return change_status(uow, after)


def compare_change(uow: UnitOfWork, change_id: UUID) -> ChangeStatus:
    """Take the order as it is now into a change (重新比对): what the change leaves alone follows the order, what it
    wants otherwise stays wanted, though never less than was delivered.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it was applied or called off, or its order is not confirmed any more.
        UnderApproval: somebody decides whether it may be applied.
    """
    order, head = lock_change(uow, change_id)
    step_change(ChangeState(head["state"]), "compare")
    step(OrderState(order.head["state"]), "change")
    approvals.refuse_pinned(uow, NAME, change_id, "compare")
    found = compared(uow, order, head)
    terms = Terms.of(order.head)
    wished = merged(found.was, found.wished, found.now, terms) or found.now
    outcome = outcome_of(found.now, wished, terms)
    wanted = {
        name: wanted_still(head[f"old_{name}"], head[name], order.head[name])
        for name in ("deliver_on", "note")
    }
    forget_lines(uow, change_id, *Side)
    # What cannot be applied is still told, and left to whoever writes on.
    comes_to = Outcome(lines=[dict(line) for line in wished]) if outcome.problems else outcome
    after = change_head(uow, head, {**wanted, **_before(order), **_amounts(order, comes_to)})
    write_lines(uow, change_id, Side.WAS, found.now)
    write_lines(uow, change_id, Side.WANTED, wished)
    audit_change(uow, "compared", after)
    return change_status(uow, after)


def cancel_change(uow: UnitOfWork, change_id: UUID) -> ChangeStatus:
    """Call a change off; its order stays as it is.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it was applied or called off already.
        UnderApproval: somebody decides whether it may be applied.
    """
    _, head = lock_change(uow, change_id)
    state = step_change(ChangeState(head["state"]), "cancel")
    approvals.refuse_pinned(uow, NAME, change_id, "cancel")
    after = change_head(uow, head, {"state": state})
    audit_change(uow, "cancelled", after)
    return change_status(uow, after)


def refuse_problems(outcome: Outcome) -> None:
    """Go on only where every line can become what is wanted of it.

    Raises:
        ChangeRefused: some cannot; each is named with what was delivered and what is wanted.
    """
    if outcome.problems:
        first = outcome.problems[0]
        raise ChangeRefused(problems=outcome.problems, **first.params)


def audit_change(uow: UnitOfWork, action: str, head: Row, changes: Mapping[str, Any] | None = None) -> None:
    """Write down who did what to a change."""
    uow.audit(
        action,
        record=NAME,
        record_id=head["id"],
        party_id=head["party_id"],
        title=head["number"],
        changes=changes or {},
    )


def write_lines(uow: UnitOfWork, change_id: UUID, side: Side, lines: Sequence[Row]) -> None:
    """Keep lines as one side of a change, in their order."""
    rows = [
        {
            "id": uow.new_id(),
            "change_id": change_id,
            "side": side,
            "line_no": line_no,
            "order_line_id": line["order_line_id"],
            **{name: line[name] for name in KEPT},
        }
        for line_no, line in enumerate(lines, start=1)
    ]
    uow.insert(_L, *rows)


def _outcome(order: LockedOrder, was: Sequence[Row], wished: Sequence[Row], draft: ChangeDraft) -> Outcome:
    outcome = outcome_of(was, wished, Terms.of(order.head))
    refuse_problems(outcome)
    differing = (one for one in differences(was, outcome.lines) if one.kind is not Difference.SAME)
    told = ((draft.deliver_on, order.head["deliver_on"]), (draft.note or None, order.head["note"]))
    if next(differing, None) is None and all(new == old for new, old in told):
        raise ChangesNothing(number=order.head["number"])
    return outcome


def _wished(uow: UnitOfWork, order: LockedOrder, draft: ChangeDraft) -> list[dict[str, Any]]:
    """The lines that are wanted. What is sold as before is measured as before, also where its product is not sold any
    more; everything else as on a new order."""
    before = {line["id"]: line for line in order.lines}
    stands_for = [_stands_for(before, line) for line in draft.lines]
    _refuse_twice([line.order_line_id for line in draft.lines])
    days = [line.deliver_on for line in draft.lines]
    was = [order.head, *(line or {"deliver_on": None} for line in stands_for)]
    refuse_gone_by(uow.today, was, [draft.deliver_on, *days])
    refuse_days_before(order.head["ordered_on"], field="deliver_on", head=draft.deliver_on, lines=days)
    terms = Terms.of(order.head)
    rows: dict[int, dict[str, Any]] = {}
    anew = []
    for at, (line, old) in enumerate(zip(draft.lines, stands_for, strict=True)):
        if old is not None and _sold_as(old, line):
            rows[at] = _as_before(old, line, terms)
        else:
            anew.append(at)
    same = [
        catalog.Typed(product_id=rows[at]["product_id"], quantity=line.quantity, unit_id=rows[at]["unit_id"])
        if at in rows and rows[at]["quantity"] != (stands_for[at] or {})["quantity"]
        else catalog.Typed(product_id=line.product_id, quantity=Decimal(1))
        for at, line in enumerate(draft.lines)
    ]
    catalog.refuse_fractions(uow, same)
    for at, row in zip(anew, _priced_anew(uow, order, draft, anew, stands_for), strict=True):
        rows[at] = dict(row)
    return [
        {
            **rows[at],
            "order_line_id": old["id"] if old is not None else None,
            "deliver_on": draft.lines[at].deliver_on,
        }
        for at, old in enumerate(stands_for)
    ]


def _stands_for(before: Mapping[UUID, Row], line: ChangeLineDraft) -> Row | None:
    """The line of the order that is meant; one that brings another product is new."""
    if line.order_line_id is None:
        return None
    if line.order_line_id not in before:
        raise LineUnknown(line=str(line.order_line_id))
    found = before[line.order_line_id]
    return found if found["product_id"] == line.product_id else None


def _refuse_twice(named: Sequence[UUID | None]) -> None:
    problems = [
        FieldProblem(f"lines.{at}.order_line_id", "line_twice", {"line": at + 1})
        for at, line_id in enumerate(named)
        if line_id is not None and line_id in named[:at]
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _sold_as(old: Row, line: ChangeLineDraft) -> bool:
    """Whether a line is sold in the same unit at the same price and tax as the order's line that it stands for."""
    own = old["unit_numerator"] == old["unit_denominator"]
    unit = line.unit_id == old["unit_id"] or (line.unit_id is None and own)
    return unit and line.unit_price == old["unit_price"] and line.tax_code in (None, old["tax_code"])


def _as_before(old: Row, line: ChangeLineDraft, terms: Terms) -> dict[str, Any]:
    if line.quantity == old["typed_quantity"]:
        return {name: old[name] for name in KEPT}
    try:
        quantity = in_own_unit(old, line.quantity)
    except QuantityError:
        said = {"quantity": number_text(line.quantity), "product": old["product_name"]}
        raise QuantityInexact(**said, unit="") from None
    return {
        **{name: old[name] for name in KEPT},
        "quantity": quantity,
        "typed_quantity": line.quantity,
        **terms.amounts(line.quantity, old, old["head_discount"]),
    }


def _priced_anew(
    uow: UnitOfWork,
    order: LockedOrder,
    draft: ChangeDraft,
    places: Sequence[int],
    stands_for: Sequence[Row | None],
) -> Sequence[Row]:
    if not places:
        return []
    terms = Terms.of(order.head)
    lines = [draft.lines[at] for at in places]
    try:
        priced = price_lines(
            uow, lines, party_id=order.head["party_id"], prices_include_tax=terms.includes_tax
        )
    except AppError as refusal:
        refusal.problems = tuple(_said_of(places, problem) for problem in refusal.problems)
        raise
    given = [(stands_for[at] or {"head_discount": ZERO})["head_discount"] for at in places]
    return [
        {**row, **terms.amounts(row["typed_quantity"], row, part)}
        for row, part in zip(priced.rows, given, strict=True)
    ]


def _said_of(places: Sequence[int], problem: FieldProblem) -> FieldProblem:
    """A problem with a line that was asked for among others, told for where it stands."""
    first, _, rest = problem.field.partition(".")
    at, _, cell = rest.partition(".")
    if first != "lines" or not at.isdigit():
        return problem
    place = places[int(at)]
    params = {**problem.params, **({"line": place + 1} if "line" in problem.params else {})}
    return replace(problem, field=f"lines.{place}.{cell}", params=params)


def _said(draft: ChangeDraft) -> dict[str, Any]:
    return {"reason": draft.reason, "deliver_on": draft.deliver_on, "note": draft.note or None}


def _before(order: LockedOrder) -> dict[str, Any]:
    return {"old_deliver_on": order.head["deliver_on"], "old_note": order.head["note"]}


def _amounts(order: LockedOrder, outcome: Outcome) -> dict[str, Decimal]:
    amounts = {name: outcome.total(name) for name in ("net", "tax", "gross")}
    return {**amounts, "gross_change": amounts["gross"] - order.head["gross"]}


def forget_lines(uow: UnitOfWork, change_id: UUID, *sides: Side) -> None:
    """Take these sides off a change, to write them anew."""
    own = (_L.c.tenant_id == uow.tenant_id, _L.c.change_id == change_id, _L.c.side.in_(sides))
    uow.execute(delete(_L).where(*own))


def change_head(uow: UnitOfWork, head: Row, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Write what a verb changes of a change that is held."""
    uow.change(_C, head["id"], changed)
    return {**head, **changed, "version": head["version"] + 1}
