"""Reads of periods."""

from decimal import Decimal

from sqlalchemy import RowMapping, func, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import PeriodChecks, PeriodFacts
from heyi.modules.ledger.models import PERIOD
from heyi.modules.ledger.permissions import CLOSE_PERIOD
from heyi.modules.ledger.queries.checks import checks_of
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.states import PERIODS, PeriodState
from heyi.platform.unit_of_work import UnitOfWork

ZERO = Decimal(0)


def list_periods(uow: UnitOfWork) -> list[PeriodFacts]:
    """The months of the books, the latest first: from where they begin to the current one.

    What stood before them lies in months of its own, which are told only where somebody closed them with it.
    """
    known = {row["code"]: row for row in _rows(uow)}
    current = Period.from_date(uow.today)
    began = book_rules(uow).started_on
    months = [current, *map(Period.parse, known)]
    first = Period.from_date(began) if began else min(months)
    last = max(months)
    codes = []
    while last >= first:
        codes.append(str(last))
        last = last.previous()
    before = (code for code in known if code < str(first))
    codes += sorted((code for code in before if _was_closed(known[code])), reverse=True)
    turn = _turn(known)
    return [_facts(uow, code, known.get(code), turn) for code in codes]


def period_checks(uow: UnitOfWork, period: Period) -> PeriodChecks:
    """A month with everything that is looked at before it is closed."""
    known = {row["code"]: row for row in _rows(uow)}
    facts = _facts(uow, str(period), known.get(str(period)), _turn(known))
    return PeriodChecks(facts, checks_of(uow, period))


def latest_closed(uow: UnitOfWork) -> str | None:
    """The last month that is closed."""
    query = select(func.max(PERIOD.c.code)).where(
        PERIOD.c.tenant_id == uow.tenant_id,
        PERIOD.c.company_id == uow.company_id,
        PERIOD.c.state != PeriodState.OPEN,
    )
    found: str | None = uow.scalar(query)
    return found


def _rows(uow: UnitOfWork) -> list[RowMapping]:
    columns = PERIOD.c
    query = select(columns.code, columns.state, columns.last_number, columns.total).where(
        columns.tenant_id == uow.tenant_id, columns.company_id == uow.company_id
    )
    return list(uow.rows(query))


def _was_closed(row: RowMapping) -> bool:
    return bool(row["state"] != PeriodState.OPEN and row["last_number"])


def _turn(known: dict[str, RowMapping]) -> dict[str, str]:
    """Which period each verb may be done with next: closing goes forward, opening again back."""
    closed = [code for code, row in known.items() if row["state"] != PeriodState.OPEN]
    return {"reopen": max(closed, default="")}


def _facts(uow: UnitOfWork, code: str, row: RowMapping | None, turn: dict[str, str]) -> PeriodFacts:
    state = PeriodState(row["state"]) if row else PeriodState.OPEN
    verbs = [verb for (from_state, verb) in PERIODS if from_state is state and verb != "post"]
    allowed = [verb for verb in verbs if turn.get(verb, code) == code and uow.actor.may(CLOSE_PERIOD)]
    vouchers, total = (row["last_number"], row["total"]) if row else (0, ZERO)
    return PeriodFacts(code, state, vouchers, total, allowed)
