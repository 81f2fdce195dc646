"""One PostgreSQL server for a test run, one database for each process of it, built by the migrations."""

import contextlib
import fcntl
import gc
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine

from heyi.app.prepare import prepare_database
from heyi.platform.db.connect import LOGIN_ROLES, DatabaseUrls, as_role, role_passwords
from heyi.platform.db.embedded import DATABASE, EmbeddedServer
from heyi.platform.db.processes import command_line
from heyi.platform.installation import Installation, installation_secret

pytest_plugins = [
    "tests.builders.fixtures",
    "tests.builders.notices",
    "tests.builders.sea",
    "tests.builders.leaver",
]

# No test is timed: on a busy machine an example that is right may be slow; and the suite has its time.
settings.register_profile("heyi", deadline=None, max_examples=60)
settings.load_profile("heyi")

_PREFIX = "heyi-tests-"
_HOME = pytest.StashKey[Path]()
# Nobody's data: what a crash of the machine would cost is a test run.
_FAST_AND_LOOSE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "autovacuum": "off",
}


def pytest_collection_finish() -> None:
    """What was read until here stays until the end: nobody need look through it for waste again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """The first process of the run makes the folder; its helpers are told where it is."""
    told = getattr(config, "workerinput", None)
    if told is not None:
        config.stash[_HOME] = Path(told["heyi_home"])
        return
    _remove_what_killed_runs_left()
    config.stash[_HOME] = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a helper process of pytest-xdist where the run's folder is."""
    node.workerinput["heyi_home"] = str(node.config.stash[_HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    """The first process ends the server that any of them started."""
    if hasattr(config, "workerinput"):
        return
    _remove(config.stash[_HOME])


@pytest.fixture(scope="session")
def place(pytestconfig: pytest.Config) -> Installation:
    """The test run's installation, its server running and its database prepared as `./dev up` would."""
    home = pytestconfig.stash[_HOME]
    run = Installation(home=home, port=8000, database_url=None, demo=False)
    with _one_at_a_time(home):
        installation_secret(home)
        EmbeddedServer(home).start(settings=_FAST_AND_LOOSE)
        if not (home / "prepared").exists():
            prepare_database(run)
            (home / "prepared").touch()
    return run


@pytest.fixture(scope="session")
def worker_name() -> str:
    """The name of this process of the test run, for what its neighbours must not share."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def admin_database_url(place: Installation, worker_name: str) -> str:
    """A database of this process, copied from the prepared one, as the server's administrator."""
    name = f"heyi_{worker_name}"
    server = EmbeddedServer(place.home)
    with _one_at_a_time(place.home), psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}")
    return server.admin_url(name)


@pytest.fixture(scope="session")
def urls(admin_database_url: str, place: Installation) -> DatabaseUrls:
    """How each role reaches this process's database."""
    passwords = role_passwords(installation_secret(place.home))
    urls = {role: as_role(admin_database_url, role, passwords[role]) for role in LOGIN_ROLES}
    return DatabaseUrls(**{role.removeprefix("heyi_"): url for role, url in urls.items()})


@pytest.fixture(scope="session")
def app_engine(urls: DatabaseUrls) -> Iterator[Engine]:
    """The application's engine: its role, its row-level security."""
    engine = create_engine(urls.app)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """A folder for an installation of its own; whatever runs in it is stopped afterwards."""
    home = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    yield home
    _remove(home)


@pytest.fixture
def run_together() -> Callable[[Sequence[Callable[[], object]]], list[object]]:
    """Run functions at the same moment, each in its own thread; their results, or the first error."""

    def together(functions: Sequence[Callable[[], object]]) -> list[object]:
        barrier = threading.Barrier(len(functions))

        def released(function: Callable[[], object]) -> object:
            barrier.wait()
            return function()

        with ThreadPoolExecutor(len(functions)) as pool:
            return [future.result() for future in [pool.submit(released, function) for function in functions]]

    return together


@contextlib.contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "tests.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _remove(home: Path) -> None:
    EmbeddedServer(home).stop()
    shutil.rmtree(home)


def _remove_what_killed_runs_left() -> None:
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = int(home.name.removeprefix(_PREFIX).partition("-")[0])
        if command_line(pid) is None and os.access(home, os.W_OK):
            _remove(home)
