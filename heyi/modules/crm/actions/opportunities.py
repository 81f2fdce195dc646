"""Opportunities begin, are given lines, move from stage to stage, and end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from heyi.kit.dates import business_date
from heyi.modules.catalog import api as catalog
from heyi.modules.crm.contracts import LineDraft, OpportunityLines, OpportunityStatus, StageFacts
from heyi.modules.crm.errors import (
    AmountOfLines,
    BackwardNeedsReason,
    MergeWithLines,
    OpportunityClosed,
)
from heyi.modules.crm.events import OpportunityLost, OpportunityMoved, OpportunityWon
from heyi.modules.crm.models.opportunities import OPPORTUNITY, OPPORTUNITY_LINE, OPPORTUNITY_STEP
from heyi.modules.crm.queries.opportunities import lock_opportunity, opportunity_lines, status_of, steps_taken
from heyi.modules.crm.queries.stages import hold_stages, stage_group, stage_of
from heyi.modules.crm.rules import ZERO, line_amounts, stale_on
from heyi.modules.crm.states import OpportunityState, opportunity_step
from heyi.modules.parties import api as parties
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_O, _L = OPPORTUNITY.table, OPPORTUNITY_LINE
# How sure is what has ended: nobody asks any more.
_RATE_AT_END = {
    OpportunityState.WON: Decimal(1),
    OpportunityState.LOST: Decimal(0),
    OpportunityState.INVALID: Decimal(0),
}


def move_opportunity(
    uow: UnitOfWork,
    opportunity_id: UUID,
    *,
    stage_id: UUID,
    reason: str | None = None,
    group_id: UUID | None = None,
) -> OpportunityStatus:
    """Put an opportunity into another stage, of its own or another group; going back needs a reason.

    Who moves a card to where it stands already changes nothing.

    Raises:
        NotFound: there is none of that id.
        WrongState: it has ended.
        StageUnknown: the stage is none of the group's, or is used no more.
        BackwardNeedsReason: the stage is an earlier one, and no reason is given.
    """
    row = lock_opportunity(uow, opportunity_id)
    opportunity_step(OpportunityState(row["state"]), "move")
    group = stage_group(uow, group_id or row["group_id"])
    stage = stage_of(group, stage_id)
    if stage.id == row["stage_id"]:
        return status_of(uow, row)
    before = stage_of(stage_group(uow, row["group_id"]), row["stage_id"], also_unused=True)
    if group.id == row["group_id"] and stage.position < before.position and not reason:
        raise BackwardNeedsReason(opportunity=row["name"], before=before.name, after=stage.name)
    hold_stages(uow, [stage.id])
    changed = {"group_id": group.id, "stage_id": stage.id, **standing(uow, stage)}
    moved = _change(uow, row, changed, verb="move", reason=reason)
    _audit(uow, "moved", moved, {"stage_id": [before.name, stage.name]})
    uow.emit(
        OpportunityMoved(
            aggregate_id=row["id"],
            aggregate_seq=moved["version"],
            party_id=row["party_id"],
            stage_id=stage.id,
        )
    )
    return status_of(uow, moved)


def win_opportunity(
    uow: UnitOfWork,
    opportunity_id: UUID,
    *,
    note: str | None = None,
    amount: Decimal | None = None,
    won_on: date | None = None,
) -> OpportunityStatus:
    """The customer buys: today or on a day before, for the amount that stands there or the one that is said.

    Raises:
        NotFound: there is none of that id.
        WrongState: it has ended already.
        AmountOfLines: its amount is the sum of its lines, and another one is said.
        InvalidInput: the day has not come yet, or the amount is not the actor's to change.
    """
    if won_on is not None and won_on > uow.today:
        raise InvalidInput(
            problems=[FieldProblem("won_on", "less_than_equal", {"le": uow.today.isoformat()})]
        )
    changed: dict[str, Any] = {"won_on": won_on or uow.today, "end_note": note}
    before = lock_opportunity(uow, opportunity_id)
    opportunity_step(OpportunityState(before["state"]), "win")
    if amount is not None and amount != before["amount"]:
        if "amount" in access.levels(uow, shape_of(uow, OPPORTUNITY.name)):
            raise InvalidInput(problems=[FieldProblem("amount", "field_read_only")])
        if before["has_lines"]:
            raise AmountOfLines(opportunity=before["name"])
        changed["amount"] = amount
        told = {"amount": [number_text(before["amount"]), number_text(amount)]}
        _audit(uow, "changed", before, told)
    row = _end(uow, opportunity_id, "win", changed, reason=note)
    parties.note_won(uow, row["party_id"])
    uow.emit(
        OpportunityWon(
            aggregate_id=row["id"],
            aggregate_seq=row["version"],
            party_id=row["party_id"],
            amount=row["amount"],
        )
    )
    return status_of(uow, row)


def lose_opportunity(
    uow: UnitOfWork, opportunity_id: UUID, *, reason: str, note: str | None = None
) -> OpportunityStatus:
    """The customer does not buy, for one of the reasons that the company keeps.

    Raises:
        NotFound: there is none of that id.
        WrongState: it has ended already.
        InvalidInput: the reason is none of those.
    """
    choices = shape_of(uow, OPPORTUNITY.name).field("loss_reason").choices
    if reason not in choices:
        known = [f"choice.opportunity.loss_reason.{choice}" for choice in choices[:20]]
        params: dict[str, object] = {"value": reason[:80], "expected": known}
        raise InvalidInput(problems=[FieldProblem("reason", "literal_error", params)])
    row = _end(uow, opportunity_id, "lose", {"loss_reason": reason, "end_note": note}, reason=note or reason)
    uow.emit(OpportunityLost(aggregate_id=row["id"], aggregate_seq=row["version"], party_id=row["party_id"]))
    return status_of(uow, row)


def invalidate_opportunity(uow: UnitOfWork, opportunity_id: UUID, *, reason: str) -> OpportunityStatus:
    """It never was an opportunity; says why.

    Raises:
        NotFound: there is none of that id.
        WrongState: it has ended already.
    """
    row = _end(uow, opportunity_id, "invalidate", {"end_note": reason}, reason=reason)
    parties.refresh_standing(uow, [row["party_id"]])
    return status_of(uow, row)


def reopen_opportunity(
    uow: UnitOfWork, opportunity_id: UUID, *, reason: str, stage_id: UUID | None = None
) -> OpportunityStatus:
    """What has ended is worked on again, where it stood or in another stage of its group.

    Raises:
        NotFound: there is none of that id.
        WrongState: it has not ended.
        StageUnknown: the stage is none of the group's, or is used no more.
    """
    row = lock_opportunity(uow, opportunity_id)
    group = stage_group(uow, row["group_id"])
    stage = stage_of(group, stage_id or row["stage_id"])
    state = opportunity_step(OpportunityState(row["state"]), "reopen")
    hold_stages(uow, [stage.id])
    ended = dict.fromkeys(("won_on", "closed_at", "loss_reason", "end_note"))
    changed = {"state": state, "stage_id": stage.id, **standing(uow, stage), **ended}
    opened = _change(uow, row, changed, verb="reopen", reason=reason)
    _audit(uow, "reopened", opened, {"state": [row["state"], state]})
    parties.refresh_standing(uow, [row["party_id"]])
    return status_of(uow, opened)


def set_lines(
    uow: UnitOfWork, opportunity_id: UUID, version: int, lines: Sequence[LineDraft], *, discount: Decimal
) -> OpportunityLines:
    """Replace the lines of an opportunity and the discount on the whole; its amount is what they come to.

    Without lines the amount stays as it is, and may be said by hand again.

    Raises:
        NotFound: there is none of that id.
        OpportunityClosed: it has ended.
        VersionChanged: somebody changed it meanwhile.
        ProductUnusable: a line names a product that does not exist or is switched off.
        InvalidInput: a product has no price, and the line says none; or the amount is not his to change.
    """
    if "amount" in access.levels(uow, shape_of(uow, OPPORTUNITY.name)):
        raise InvalidInput(problems=[FieldProblem("amount", "field_read_only")])
    row = lock_opportunity(uow, opportunity_id)
    if row["state"] != OpportunityState.OPEN:
        raise OpportunityClosed(opportunity=row["name"], state=f"choice.opportunity.state.{row['state']}")
    if row["version"] != version:
        raise VersionChanged(what="record.opportunity", yours=version, now=row["version"])
    priced = _priced(uow, lines, row["party_id"])
    parts, total = line_amounts(
        [(line.quantity, line.unit_price or ZERO, line.discount) for line in priced], discount
    )
    uow.execute(delete(_L).where(_L.c.tenant_id == uow.tenant_id, _L.c.opportunity_id == opportunity_id))
    uow.insert(
        _L,
        *(
            {
                "id": uow.new_id(),
                "opportunity_id": opportunity_id,
                "line_no": number,
                "product_id": line.product_id,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "discount": line.discount,
                "share": part.share,
                "amount": part.amount,
            }
            for number, (line, part) in enumerate(zip(priced, parts, strict=True), start=1)
        ),
    )
    amount = total if priced else row["amount"]
    changed = {"amount": amount, "has_lines": bool(priced), "discount": discount if priced else ZERO}
    uow.change(_O, opportunity_id, changed)
    told = {"amount": [number_text(row["amount"]), number_text(amount)]} if amount != row["amount"] else {}
    _audit(uow, "changed", row, told)
    return opportunity_lines(uow, opportunity_id)


def judge_merge(uow: UnitOfWork, winner: Mapping[Any, Any], loser: Mapping[Any, Any]) -> None:
    """Let one of two opportunities go only if no lines go with it: an amount is the sum of its own lines.

    Raises:
        MergeWithLines: it has lines.
    """
    if loser["has_lines"]:
        query = select(func.count()).where(
            _L.c.tenant_id == uow.tenant_id, _L.c.opportunity_id == loser["id"]
        )
        raise MergeWithLines(opportunity=loser["name"], stays=winner["name"], lines=uow.scalar(query))


def _priced(uow: UnitOfWork, lines: Sequence[LineDraft], party_id: UUID) -> list[LineDraft]:
    """Each line with its price: as said, or by the customer's price lists, or the product's own."""
    if not lines:
        return []
    products = catalog.products(uow, {line.product_id for line in lines}, to_be_counted=True)
    unsaid = {at: line for at, line in enumerate(lines) if line.unit_price is None}
    asked = [
        catalog.AskedPrice(product_id=line.product_id, quantity=line.quantity) for line in unsaid.values()
    ]
    offered = catalog.prices(uow, asked, party_id=party_id, on=None, currency="CNY") if asked else []
    prices = {
        at: offer.price if offer.price is not None else products[offer.product_id].sale_price
        for at, offer in zip(unsaid, offered, strict=True)
    }
    problems = [
        FieldProblem(f"lines.{at}.unit_price", "missing") for at, price in prices.items() if price is None
    ]
    if problems:
        raise InvalidInput(problems=problems)
    return [replace(line, unit_price=prices.get(at, line.unit_price)) for at, line in enumerate(lines)]


def _end(
    uow: UnitOfWork, opportunity_id: UUID, verb: str, changed: Mapping[str, Any], *, reason: str | None
) -> Mapping[str, Any]:
    row = lock_opportunity(uow, opportunity_id)
    state = opportunity_step(OpportunityState(row["state"]), verb)
    ended = _change(
        uow,
        row,
        {"state": state, "closed_at": uow.now, "stale_on": None, "win_rate": _RATE_AT_END[state], **changed},
        verb=verb,
        reason=reason,
    )
    _audit(uow, state, ended, {"state": [row["state"], state]})
    return ended


def _change(
    uow: UnitOfWork, row: Mapping[Any, Any], changed: Mapping[str, Any], *, verb: str, reason: str | None
) -> dict[str, Any]:
    """Write what a verb changes, and the step that this is on the opportunity's way."""
    uow.change(_O, row["id"], changed)
    after = {**row, **changed, "version": row["version"] + 1}
    take_step(
        uow,
        row["id"],
        number=steps_taken(uow, row["id"]) + 1,
        verb=verb,
        from_stage=row["stage_id"],
        to_stage=after["stage_id"],
        from_state=row["state"],
        to_state=after["state"],
        reason=reason,
    )
    return after


def take_step(
    uow: UnitOfWork,
    opportunity_id: UUID,
    *,
    number: int,
    verb: str,
    to_stage: UUID,
    to_state: str,
    from_stage: UUID | None = None,
    from_state: str | None = None,
    reason: str | None = None,
) -> None:
    """Write down a step on the way of an opportunity."""
    uow.insert(
        OPPORTUNITY_STEP,
        {
            "id": uow.new_id(),
            "opportunity_id": opportunity_id,
            "number": number,
            "verb": verb,
            "from_stage": from_stage,
            "to_stage": to_stage,
            "from_state": from_state,
            "to_state": to_state,
            "reason": reason,
            "actor": uow.actor.user_id,
            "occurred_at": uow.now,
        },
    )


def standing(uow: UnitOfWork, stage: StageFacts) -> dict[str, Any]:
    """What an opportunity has from the stage it comes to."""
    since = business_date(uow.now, uow.facts.time_zone)
    return {"win_rate": stage.win_rate, "stage_since": uow.now, "stale_on": stale_on(since, stage.most_days)}


def _audit(uow: UnitOfWork, action: str, row: Mapping[Any, Any], changes: Mapping[str, Any]) -> None:
    uow.audit(
        action,
        record="opportunity",
        record_id=row["id"],
        party_id=row["party_id"],
        title=row["name"],
        changes=changes,
    )
