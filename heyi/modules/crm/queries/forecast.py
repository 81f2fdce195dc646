"""Figures of opportunities, each by one statement over the rows that the reader sees."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Numeric, RowMapping, and_, case, cast, extract, func, select

from heyi.kit.money import round_amount
from heyi.modules.crm.contracts import Forecast, ForecastCell, Funnel, FunnelStage, Named, StageGroupFacts
from heyi.modules.crm.models.opportunities import OPPORTUNITY, OPPORTUNITY_STEP
from heyi.modules.crm.models.stages import STAGE
from heyi.modules.crm.queries.stages import group_for, stage_group, stage_groups, usable
from heyi.modules.crm.rules import ZERO, category, share
from heyi.modules.crm.states import OpportunityState
from heyi.platform.records import access
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_O, _T, _S = OPPORTUNITY.table, OPPORTUNITY_STEP, STAGE.table
_DAY = 86_400
CATEGORIES = ("committed", "best", "pipeline")


def forecast(
    uow: UnitOfWork, *, since: date, until: date, group_id: UUID | None, owner_id: UUID | None
) -> Forecast:
    """What open opportunities expected from `since` to before `until` will bring, by month and certainty, weighted by
    the rate of their stage; what is expected on no day stands under no month. Beside it what was won in those months.
    """
    _require_figures(uow, owner_id)
    month = cast(func.date_trunc("month", _O.c.expected_on), Date)
    chosen = _chosen(uow, group_id, owner_id)
    weighted = func.sum(_O.c.amount * _O.c.win_rate)
    rows = uow.rows(
        select(
            month.label("month"),
            _O.c.win_rate,
            func.count().label("n"),
            func.sum(_O.c.amount).label("amount"),
            weighted.label("weighted"),
        )
        .where(
            *chosen,
            _O.c.state == OpportunityState.OPEN,
            _O.c.expected_on.is_(None) | and_(_O.c.expected_on >= since, _O.c.expected_on < until),
        )
        .group_by(month, _O.c.win_rate)
    )
    won_month = cast(func.date_trunc("month", _O.c.won_on), Date)
    won = uow.rows(
        select(won_month.label("month"), func.count().label("n"), func.sum(_O.c.amount).label("amount"))
        .where(*chosen, _O.c.state == OpportunityState.WON, _O.c.won_on >= since, _O.c.won_on < until)
        .group_by(won_month)
        .order_by(won_month)
    )
    cells = _cells(rows)
    return Forecast(
        cells=cells,
        won=[
            ForecastCell(
                month=row["month"],
                category="won",
                count=row["n"],
                amount=row["amount"],
                weighted=row["amount"],
            )
            for row in won
        ],
        stages=_stages_by_category(uow),
        amount=sum((cell.amount for cell in cells), ZERO),
        weighted=sum((cell.weighted for cell in cells), ZERO),
    )


def funnel(
    uow: UnitOfWork, *, group_id: UUID | None, since: date, until: date, owner_id: UUID | None
) -> Funnel:
    """What stands in each stage of a group now, and what became of the opportunities made from `since` to before
    `until`: how many came how far, how many were won or lost, and in how many days.

    Raises:
        NotFound: there is no such group.
        NoStageGroup: there is none at all.
    """
    _require_figures(uow, owner_id)
    group = stage_group(uow, group_id) if group_id else group_for(uow, uow.actor.user_id)
    chosen = _chosen(uow, group.id, owner_id)
    now = _standing_now(uow, chosen)
    made = cast(func.timezone(uow.facts.time_zone, _O.c.created_at), Date)
    cohort = [*chosen, made >= since, made < until]
    reached = _reached(uow, group, cohort)
    ended = _ended(uow, cohort)
    count, open_ = int(ended["made"]), sum(int(row["n"]) for row in now.values())
    stages = usable(group)
    ways = [count, *(reached[stage.id] for stage in stages)]
    return Funnel(
        group=Named(group.id, group.name),
        stages=[
            _stage(stage, now.get(stage.id), reached[stage.id], before=ways[at])
            for at, stage in enumerate(stages)
        ],
        made=count,
        won=ended["won"],
        lost=ended["lost"],
        invalid=ended["invalid"],
        won_amount=ended["won_amount"],
        lost_amount=ended["lost_amount"],
        win_rate=share(ended["won"], ended["won"] + ended["lost"]),
        win_rate_by_amount=share(ended["won_amount"], ended["won_amount"] + ended["lost_amount"]),
        cycle_days=None if ended["cycle"] is None else round_amount(Decimal(ended["cycle"]) / _DAY, 1),
        stale_share=share(sum(int(row["stale"]) for row in now.values()), open_),
        groups=[Named(one.id, one.name) for one in stage_groups(uow).values() if one.active],
    )


def _require_figures(uow: UnitOfWork, owner_id: UUID | None) -> None:
    """Sums tell of what they are made of: they are for who sees the amounts and rates themselves.

    Raises:
        InvalidInput: one of them is hidden from him or masked.
    """
    selecting = Selecting(uow, shape_of(uow, OPPORTUNITY.name))
    for name in ("amount", "win_rate", *(("owner_id",) if owner_id is not None else ())):
        selecting.compared("measures", name)


def _chosen(uow: UnitOfWork, group_id: UUID | None, owner_id: UUID | None) -> list[ColumnElement[bool]]:
    rows = access.rows(uow, shape_of(uow, OPPORTUNITY.name))
    if group_id is not None:
        rows.append(_O.c.group_id == group_id)
    if owner_id is not None:
        rows.append(_O.c.owner_id == owner_id)
    return rows


def _cells(rows: Sequence[RowMapping]) -> list[ForecastCell]:
    """Rates of success gathered into categories; rounded once, when all of a cell is together."""
    sums: dict[tuple[date | None, str], list[Any]] = defaultdict(lambda: [0, ZERO, ZERO])
    for row in rows:
        cell = sums[row["month"], category(row["win_rate"])]
        cell[0] += row["n"]
        cell[1] += row["amount"]
        cell[2] += row["weighted"]
    ordered = sorted(sums.items(), key=lambda item: (item[0][0] or date.max, CATEGORIES.index(item[0][1])))
    return [
        ForecastCell(
            month=month,
            category=kind,
            count=count,
            amount=round_amount(amount),
            weighted=round_amount(weighted),
        )
        for (month, kind), (count, amount, weighted) in ordered
    ]


def _stages_by_category(uow: UnitOfWork) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {name: [] for name in CATEGORIES}
    for group in stage_groups(uow).values():
        for stage in group.stages:
            found[category(stage.win_rate)].append(stage.id)
    return found


def _standing_now(uow: UnitOfWork, chosen: list[ColumnElement[bool]]) -> dict[UUID, RowMapping]:
    stale = func.count().filter(_O.c.stale_on <= uow.today)
    query = (
        select(
            _O.c.stage_id,
            func.count().label("n"),
            func.sum(_O.c.amount).label("amount"),
            func.sum(_O.c.amount * _O.c.win_rate).label("weighted"),
            stale.label("stale"),
        )
        .where(*chosen, _O.c.state == OpportunityState.OPEN)
        .group_by(_O.c.stage_id)
    )
    return {row["stage_id"]: row for row in uow.rows(query)}


def _reached(uow: UnitOfWork, group: StageGroupFacts, cohort: list[ColumnElement[bool]]) -> dict[UUID, int]:
    """How many of the cohort came to each stage or further; what was won came all the way."""
    furthest = (
        select(
            _O.c.id,
            case((_O.c.state == OpportunityState.WON, 2**30), else_=func.max(_S.c.position)).label(
                "position"
            ),
        )
        .select_from(
            _O.join(_T, and_(_T.c.tenant_id == _O.c.tenant_id, _T.c.opportunity_id == _O.c.id)).join(
                _S,
                and_(
                    _S.c.tenant_id == _T.c.tenant_id,
                    _S.c.id == _T.c.to_stage,
                    _S.c.group_id == _O.c.group_id,
                    _S.c.active,
                ),
            )
        )
        .where(*cohort)
        .group_by(_O.c.id, _O.c.state)
        .subquery()
    )
    row = uow.first(
        select(
            *(
                func.count().filter(furthest.c.position >= stage.position).label(f"s{at}")
                for at, stage in enumerate(usable(group))
            )
        ).select_from(furthest)
    )
    assert row is not None
    return {stage.id: row[f"s{at}"] for at, stage in enumerate(usable(group))}


def _ended(uow: UnitOfWork, cohort: list[ColumnElement[bool]]) -> RowMapping:
    def number(state: OpportunityState) -> ColumnElement[int]:
        return func.count().filter(_O.c.state == state)

    def money(state: OpportunityState) -> ColumnElement[Any]:
        return func.coalesce(func.sum(_O.c.amount).filter(_O.c.state == state), 0)

    seconds = extract("epoch", _O.c.closed_at - _O.c.created_at)
    row = uow.first(
        select(
            func.count().label("made"),
            number(OpportunityState.WON).label("won"),
            number(OpportunityState.LOST).label("lost"),
            number(OpportunityState.INVALID).label("invalid"),
            cast(money(OpportunityState.WON), Numeric).label("won_amount"),
            cast(money(OpportunityState.LOST), Numeric).label("lost_amount"),
            func.avg(seconds).filter(_O.c.state == OpportunityState.WON).label("cycle"),
        ).where(*cohort)
    )
    assert row is not None
    return row


def _stage(stage: Any, now: RowMapping | None, reached: int, *, before: int) -> FunnelStage:
    return FunnelStage(
        id=stage.id,
        name=stage.name,
        win_rate=stage.win_rate,
        open=now["n"] if now else 0,
        amount=round_amount(now["amount"]) if now else ZERO,
        weighted=round_amount(now["weighted"]) if now else ZERO,
        stale=now["stale"] if now else 0,
        reached=reached,
        conversion=share(reached, before),
    )
