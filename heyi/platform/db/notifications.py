"""The database's notifications: a hint to look sooner, on a connection of its own; nothing depends on one arriving."""

import psycopg


class Listener:
    """Waits for a notification on a channel; connects again when the connection was lost."""

    def __init__(self, url: str, channel: str) -> None:
        self._url = url
        self._channel = channel
        self._connection: psycopg.Connection | None = None

    def wait(self, seconds: float) -> bool:
        """Whether somebody notified within this time.

        Raises:
            psycopg.OperationalError: the database is away; the next wait connects again.
        """
        try:
            if self._connection is None:
                self._connection = psycopg.connect(
                    self._url, autocommit=True, application_name="heyi listener"
                )
                self._connection.execute(f"LISTEN {self._channel}".encode())
            return any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))
        except psycopg.OperationalError:
            self.close()
            raise

    def close(self) -> None:
        """Listen no more."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
