"""What tests of jobs are given: an empty queue, a desk to ask at, and a runner."""

from collections.abc import Iterator

import pytest

from heyi.platform.http.services import Services
from heyi.platform.jobs.runner import Runner
from tests.builders.books import Books
from tests.builders.company import Company
from tests.builders.desk import SCRIPT, Desk, Script
from tests.builders.server import Served


@pytest.fixture(autouse=True)
def script(books: Books) -> Iterator[Script]:
    """An empty queue, and a job that does nothing yet."""
    books.execute("DELETE FROM job")
    books.execute("DELETE FROM job_turn")
    SCRIPT.begin_anew()
    yield SCRIPT
    books.execute("DELETE FROM job")


@pytest.fixture
def services(served: Served) -> Services:
    """What the application works with."""
    return served.services


@pytest.fixture
def runner(services: Services) -> Runner:
    """Runs jobs in the test's own thread."""
    return Runner(services)


@pytest.fixture
def desk(services: Services, office: Company) -> Desk:
    """Where the owner of a company asks for jobs."""
    return Desk(services, office)
