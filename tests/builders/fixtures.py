"""What tests of the running product are given: the application, companies in it, and a look at the books."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Protocol

import httpx
import psycopg
import pytest
from argon2 import PasswordHasher

from heyi.platform.db.connect import DatabaseUrls
from heyi.platform.db.engine import create_app_engine
from heyi.platform.identity import passwords
from heyi.platform.installation import Installation, installation_secret
from heyi.platform.jobs.runner import Runner
from tests.builders.books import Books
from tests.builders.clock import StoryClock
from tests.builders.company import Company
from tests.builders.http import Person
from tests.builders.mailbox import Mailbox
from tests.builders.process import web_processes
from tests.builders.routes import Api
from tests.builders.server import Served, serving


class Found(Protocol):
    """Found a company; its books must be right when the test ends."""

    def __call__(
        self, *, name: str = ..., taxpayer: str = ..., chart: str = ..., language: str = ..., url: str = ...
    ) -> Company: ...


@pytest.fixture(scope="session")
def clock() -> StoryClock:
    """The clock of every story: a known morning, running on."""
    return StoryClock()


@pytest.fixture(scope="session")
def served(urls: DatabaseUrls, place: Installation, clock: StoryClock) -> Iterator[Served]:
    """The application, answering on a port."""
    # A run founds thousands of companies: hashing their founders' passwords would take a fifth of that.
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    engine = create_app_engine(urls.app)
    with serving(engine, secret=installation_secret(place.home), home=place.home, clock=clock) as served:
        yield served


@pytest.fixture(scope="session")
def api(served: Served) -> Api:
    """What the API says of itself."""
    return Api(httpx.get(f"{served.url}/api/openapi.json", timeout=60).json())


@pytest.fixture(scope="session")
def books(admin_database_url: str) -> Iterator[Books]:
    """The database from behind, under no row-level security."""
    # The same looks at two hundred tables thousands of times: planning them anew each time is half of what they cost.
    kept_plans = "-c plan_cache_mode=force_generic_plan"
    with psycopg.connect(admin_database_url, autocommit=True, options=kept_plans) as admin:
        yield Books(admin)


@pytest.fixture
def found(request: pytest.FixtureRequest, served: Served, books: Books) -> Iterator[Found]:
    """Found companies; when the test ends, every law of the books is checked for each of them.

    By the second telling of the laws, and after whole stories by the product's own too.
    """
    companies: list[Company] = []

    def founding(
        *,
        name: str = "华信商贸",
        taxpayer: str = "general",
        chart: str = "small_enterprise",
        language: str = "zh-CN",
        url: str = "",
    ) -> Company:
        company = Company(url or served.url, books)
        companies.append(company)
        company.found(name=name, taxpayer=taxpayer, chart=chart, language=language)
        return company

    yield founding
    try:
        for company in companies:
            assert books.broken_laws(company.tenant_id) == []
            if request.node.path.parent.name == "scenarios":
                assert [item for item in company.get("/verify")["findings"] if not item["holds"]] == []
    finally:
        for company in companies:
            company.close()


@pytest.fixture(scope="session")
def two_servers(place: Installation, admin_database_url: str) -> Iterator[list[str]]:
    """The addresses of two web processes: nothing inside one of them can be what makes a race come out right."""
    with web_processes(2, home=place.home, database_url=admin_database_url) as urls:
        yield urls


@pytest.fixture
def company(found: Callable[[], Company]) -> Company:
    """A company of this test alone."""
    return found()


@pytest.fixture(scope="module")
def firm(served: Served, books: Books) -> Iterator[Company]:
    """A company that the tests of one file share, because none of them changes what another one looks at."""
    with founded(served, books) as firm:
        yield firm
        assert books.broken_laws(firm.tenant_id) == []


@pytest.fixture
def office(served: Served, books: Books) -> Iterator[Company]:
    """A company of this test alone that keeps no books, so that its owner may end signed out."""
    with founded(served, books) as office:
        yield office


@contextmanager
def founded(served: Served, books: Books, name: str = "华信商贸") -> Iterator[Company]:
    """A company for a while."""
    company = Company(served.url, books)
    try:
        company.found(name=name, taxpayer="general")
        yield company
    finally:
        company.close()


@pytest.fixture
def stranger(served: Served, books: Books) -> Iterator[Callable[[], Person]]:
    """Somebody who is signed in to nothing."""
    strangers: list[Person] = []

    def arriving() -> Person:
        strangers.append(Person(served.url, books))
        return strangers[-1]

    yield arriving
    for person in strangers:
        person.close()


@pytest.fixture
def run_jobs(served: Served) -> Callable[[], int]:
    """Run every job that is due, as the worker would; gives back how many."""
    return Runner(served.services).run_due


@pytest.fixture
def mailbox(served: Served) -> Mailbox:
    """The mail that left."""
    return Mailbox(served.services.home / "mail")


class Later(Protocol):
    """Let time pass until the end of a block."""

    def __call__(
        self, *, days: int = ..., minutes: int = ..., seconds: int = ...
    ) -> AbstractContextManager[None]: ...


@pytest.fixture
def later(clock: StoryClock) -> Later:
    """Let time pass until the end of a block; then it is as before, for the other stories of the day."""

    @contextmanager
    def passing(*, days: int = 0, minutes: int = 0, seconds: int = 0) -> Iterator[None]:
        span = timedelta(days=days, minutes=minutes, seconds=seconds)
        clock.advance(span)
        try:
            yield
        finally:
            clock.advance(-span)

    return passing
