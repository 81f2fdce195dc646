"""The application, served from a thread of the test process: real HTTP, real concurrency."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from sqlalchemy import Engine

from heyi.app.application import create_app
from heyi.platform.clock import Clock
from heyi.platform.http.services import Services
from heyi.platform.secrets import SecretBox


@dataclass(frozen=True)
class Served:
    """Where the application answers, what it was given, and how often it had to try a transaction again."""

    url: str
    services: Services
    retries: list[float]


@contextmanager
def serving(engine: Engine, *, secret: str, home: Path, clock: Clock, demo: bool = False) -> Iterator[Served]:
    """Serve the application on a port of its own until the block ends."""
    retries: list[float] = []
    services = Services(
        engine=engine, secrets=SecretBox(secret), home=home, clock=clock, pause=retries.append, demo=demo
    )
    config = uvicorn.Config(
        create_app(services), log_config=None, access_log=False, lifespan="on", server_header=False
    )
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listener],), name="application")
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", services, retries)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
