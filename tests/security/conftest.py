"""What the tests of this folder find in every company."""

import pytest

from tests.builders.company import Company


@pytest.fixture
def company(company: Company) -> Company:
    """A company of this test alone, with a record type of its own."""
    company.post("/record-types", {"name": "x_thing", "labels": {"zh": "物件"}})
    return company


@pytest.fixture(scope="module")
def firm(firm: Company) -> Company:
    """A company that the tests of one file share, with a record type of its own."""
    firm.post("/record-types", {"name": "x_thing", "labels": {"zh": "物件"}})
    return firm
