"""The application's connections to its database."""

import orjson
from sqlalchemy import Engine, create_engine

from heyi.platform.db.long_texts import remember_long_texts

POOL = 16
_TIMEOUTS = "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s"


def create_app_engine(url: str, *, pool: int = POOL) -> Engine:
    """An engine for the application's role: bounded waiting for locks, statements and idle transactions."""
    remember_long_texts()
    return create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=pool,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=1800,
        query_cache_size=2000,
        json_deserializer=orjson.loads,
        hide_parameters=True,  # a fault is logged with its statement, never with what customers told us
        connect_args={"options": _TIMEOUTS, "application_name": "heyi"},
    )
