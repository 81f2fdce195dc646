"""The demo company is everybody's: whoever founds one of his own is counted."""

import pytest

from heyi.platform.identity.actions.sign_up import BY_ADDRESS, tries_to_sign_up
from heyi.platform.limits import Attempt


@pytest.mark.parametrize(
    ("address", "counted"),
    [("127.0.0.1", False), ("::1", False), ("203.0.113.9", True), ("2001:db8::7", True), ("", True)],
)
def test_founding_companies_is_counted_by_address_but_not_at_the_machine_itself(
    address: str, counted: bool
) -> None:
    assert tries_to_sign_up(address) == ([Attempt(BY_ADDRESS, address)] if counted else [])
    assert (BY_ADDRESS.most, BY_ADDRESS.window.total_seconds()) == (20, 3600)
