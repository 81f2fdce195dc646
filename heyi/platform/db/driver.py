"""Our word with psycopg: what a refusal must not cost the connection that served it."""

from psycopg import Connection, OperationalError
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import PoolProxiedConnection

DRIVER = "postgresql+heyi"
_OPEN = (TransactionStatus.INTRANS, TransactionStatus.INERROR)


class KeepingPlans(PGDialect_psycopg):
    """psycopg's dialect, with a rollback that forgets no prepared statement.

    Where psycopg itself rolls back, or sees it done by one of its cursors, it drops every statement it prepared,
    because a table that was dropped and made anew would not be found by them. The application's role makes and drops
    no table, and what a migration changes beside it is met in `engine`; each refusal would cost its connection the
    plans of all that comes after it.
    """

    supports_statement_cache = True

    def do_rollback(self, dbapi_connection: DBAPIConnection) -> None:
        """End the transaction and keep the plans; a connection that is gone says so as it would to psycopg."""
        pooled = isinstance(dbapi_connection, PoolProxiedConnection)
        connection = dbapi_connection.driver_connection if pooled else dbapi_connection
        if isinstance(connection, Connection) and connection.pgconn.transaction_status in _OPEN:
            _send(connection, b"ROLLBACK")
        else:
            dbapi_connection.rollback()


def _send(connection: Connection, command: bytes) -> None:
    result = connection.pgconn.exec_(command)
    if result.status != ExecStatus.COMMAND_OK:
        raise OperationalError(result.get_error_message())


registry.register("postgresql.heyi", __name__, KeepingPlans.__name__)
