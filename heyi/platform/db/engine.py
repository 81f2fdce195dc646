"""The application's connections to its database."""

from typing import Any

import orjson
from psycopg.errors import FeatureNotSupported
from sqlalchemy import Engine, ExceptionContext, create_engine, event

from heyi.platform.db.driver import DRIVER
from heyi.platform.db.long_texts import remember_long_texts

POOL = 16
# So many forms of statements a connection keeps prepared. A check of all laws alone is more than psycopg's hundred,
# and of whatever goes round in more than is kept, none is ever found again.
_PREPARED = 500
_TIMEOUTS = "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s"


def create_app_engine(url: str, *, pool: int = POOL) -> Engine:
    """An engine for the application's role: bounded waiting for locks, statements and idle transactions."""
    remember_long_texts()
    engine = create_engine(
        url.replace("postgresql://", f"{DRIVER}://", 1),
        pool_size=pool,
        max_overflow=0,
        pool_use_lifo=True,  # of many connections the few that are warm
        pool_pre_ping=True,
        pool_recycle=1800,
        query_cache_size=2000,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # a fault is logged with its statement, never with what customers told us
        connect_args={"options": _TIMEOUTS, "application_name": "heyi"},
    )
    event.listen(engine, "connect", _keep_prepared)
    event.listen(engine, "handle_error", _give_up_old_plans)
    return engine


def _keep_prepared(connection: Any, _: object) -> None:
    connection.prepared_max = _PREPARED


def _give_up_old_plans(fault: ExceptionContext) -> None:
    """A migration may change a column while this process runs: a connection whose plans are of before is not used any
    more, since nothing but a new one forgets them."""
    if isinstance(fault.original_exception, FeatureNotSupported) and fault.connection is not None:
        fault.is_disconnect = True
        fault.invalidate_pool_on_disconnect = False
