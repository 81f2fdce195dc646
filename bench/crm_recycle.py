"""`./dev bench crm_recycle`: the night of the public seas over a million customers with ten rules in four seas.

Three nights, by the night's own steps, each committed: the first one reckons every customer's day for the first time;
the second is a night as it is, when some thousand were followed up during the day and some thousand fall; in the third
nothing was done since. HEYI_BENCH_CUSTOMERS says how many customers.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import psycopg
from sqlalchemy import Engine, select

from bench._figures import say_figure
from bench._loaded import LOADED, Crowd, crowd, multiply_customers
from heyi.modules.sea.actions.recycling import fall_step, reckon_step
from heyi.modules.sea.models import POOL
from heyi.platform.clock import SystemClock
from heyi.platform.db.engine import create_app_engine
from heyi.platform.identity.sessions import system_work
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

FALLING = 5_000
RULES: tuple[tuple[dict[str, Any], ...], ...] = (
    (
        {"kind": "no_follow_up", "days": 30, "by_level": {"a": 60, "b": 45}, "won_exempt": True},
        {"kind": "no_opportunity", "days": 90, "won_exempt": True},
        {"kind": "not_won", "days": 180, "opportunity_exempt": True},
    ),
    (
        {"kind": "no_follow_up", "days": 45},
        {"kind": "not_won", "days": 200},
        {"kind": "condition", "days": 30, "date_field": "x_until"},
    ),
    (
        {"kind": "condition", "days": 60, "condition": {"field": "x_industry", "op": "eq", "value": "i3"}},
        {"kind": "no_opportunity", "days": 120},
    ),
    (
        {"kind": "no_follow_up", "by_level": {"a": 90, "b": 60, "c": 30}},
        {"kind": "condition", "days": 90, "condition": {"field": "region", "op": "starts", "value": "北京"}},
    ),
)


def main() -> None:
    """Three nights."""
    with crowd(LOADED) as there:
        multiply_customers(there)
        engine = create_app_engine(there.heyi.admin_url(), pool=1)
        now = SystemClock().now()
        tenant = UUID(there.tenant_id)
        with _working(engine, tenant, now) as uow:
            _dig_seas(uow)
        _live(there, "received_at = now(), last_followed_at = NULL, due_on = NULL", "TRUE")
        nights = {
            "first": ("last_followed_at = now() - interval '1 day'", "right(id::text, 1) = 'f'"),
            "usual": (
                "received_at = now() - interval '400 days', last_followed_at = NULL",
                f"id IN (SELECT id FROM party WHERE owner_id IS NOT NULL ORDER BY id LIMIT {FALLING})",
            ),
            "quiet": ("note = note", "FALSE"),
        }
        for name, (change, where) in nights.items():
            _live(there, change, where)
            _night(engine, tenant, now, name)
        engine.dispose()


def _night(engine: Engine, tenant: UUID, now: datetime, name: str) -> None:
    began, statements, fallen, slowest = time.perf_counter(), 0, 0, 0.0

    def step(act: Callable[[UnitOfWork], Any]) -> Any:
        nonlocal statements, slowest
        at = time.perf_counter()
        with _working(engine, tenant, now) as uow:
            found = act(uow)
            uow.flush()
            statements += uow.statements
        slowest = max(slowest, time.perf_counter() - at)
        return found

    last: UUID | None = None
    while (last := step(partial(_reckon, after=last))) is not None:
        pass
    reckoned = time.perf_counter()
    while (fell := step(lambda uow: fall_step(uow, shape_of(uow, "party"), uow.today))) is not None:
        fallen += fell
    ended = time.perf_counter()
    goal = None if name == "first" else "<= 30"
    say_figure(name=f"crm_recycle.{name}.night", value=ended - began, unit="s", goal=goal)
    say_figure(name=f"crm_recycle.{name}.reckoning", value=reckoned - began, unit="s")
    say_figure(name=f"crm_recycle.{name}.falling", value=ended - reckoned, unit="s")
    say_figure(name=f"crm_recycle.{name}.slowest_step", value=slowest, unit="s")
    say_figure(name=f"crm_recycle.{name}.statements", value=statements, unit="statements")
    say_figure(name=f"crm_recycle.{name}.fallen", value=fallen, unit="customers")


def _reckon(uow: UnitOfWork, *, after: UUID | None) -> UUID | None:
    return reckon_step(uow, shape_of(uow, "party"), after)


def _dig_seas(uow: UnitOfWork) -> None:
    """Four seas for everybody, with ten rules."""
    people = [str(row["id"]) for row in uow.rows(_people(uow))]
    uow.change_settings()
    for number, rules in enumerate(RULES):
        kept = [{**rule, "id": f"{number}-{at}"} for at, rule in enumerate(rules)]
        uow.insert(
            POOL.table,
            {
                "id": uow.new_id(),
                "name": f"公海{number} {uow.now:%H%M%S}",
                "holds": "party",
                "active": True,
                "position": number,
                **dict.fromkeys(("cool_down_days", "protect_days", "warn_days"), 3),
                "members": orjson.dumps({"users": people, "departments": []}).decode(),
                "rules": orjson.dumps(kept).decode(),
            },
        )
    uow.flush()


def _people(uow: UnitOfWork) -> Any:
    return select(APP_USER.c.id).where(APP_USER.c.tenant_id == uow.tenant_id)


def _live(there: Crowd, change: str, where: str) -> None:
    """What happened to customers during the day, and the database's own housekeeping after it."""
    with psycopg.connect(there.heyi.admin_url(), autocommit=True) as connection:
        text = f"UPDATE party SET {change} WHERE tenant_id = %s AND {where}"
        connection.execute(text.encode(), [there.tenant_id])
        connection.execute("VACUUM ANALYZE party")


@contextmanager
def _working(engine: Engine, tenant: UUID, now: datetime) -> Iterator[UnitOfWork]:
    with engine.connect() as connection, connection.begin():
        yield system_work(connection, tenant_id=tenant, now=now, door="job")


if __name__ == "__main__":
    main()
