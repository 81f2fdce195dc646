"""Programs may send so many requests a minute; people in the browser are not counted."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from heyi.platform.errors import Unavailable
from heyi.platform.http import rates
from heyi.platform.http.rates import Left, Rates, TokenBuckets, TooManyRequests
from heyi.platform.installation import BadSetting, installation
from tests.builders.company import Company
from tests.builders.fixtures import Found, Later
from tests.builders.server import Served

NOW = datetime(2026, 11, 2, tzinfo=UTC)
KEY, OTHER, TENANT, NEIGHBOUR = (UUID(int=number) for number in (1, 2, 3, 4))


def take(
    buckets: TokenBuckets, *, key: UUID = KEY, tenant: UUID = TENANT, after: int = 0
) -> tuple[Left, ...]:
    return buckets.take(key_id=key, tenant_id=tenant, now=NOW + timedelta(seconds=after))


class TestABucket:
    def test_empties_and_fills_again_evenly(self) -> None:
        buckets = TokenBuckets(Rates(key=6, tenant=100))
        assert [take(buckets)[0].remaining for _ in range(6)] == [5, 4, 3, 2, 1, 0]
        with pytest.raises(TooManyRequests) as refused:
            take(buckets, after=2)
        assert refused.value.params == {"retry_after": 8, "most": 6, "of": "rates.key"}
        assert take(buckets, after=10)[0] == Left("key", 6, 0, 10)
        assert take(buckets, after=10_000)[0].remaining == 5

    def test_of_one_key_is_no_other_keys(self) -> None:
        buckets = TokenBuckets(Rates(key=1, tenant=100))
        take(buckets)
        take(buckets, key=OTHER)
        with pytest.raises(TooManyRequests):
            take(buckets)

    def test_of_a_tenant_counts_all_its_keys_and_no_neighbours(self) -> None:
        buckets = TokenBuckets(Rates(key=10, tenant=2))
        take(buckets)
        take(buckets, key=OTHER)
        with pytest.raises(TooManyRequests) as refused:
            take(buckets)
        assert refused.value.params["of"] == "rates.tenant"
        take(buckets, key=OTHER, tenant=NEIGHBOUR)

    def test_is_not_counted_for_what_is_refused(self) -> None:
        buckets = TokenBuckets(Rates(key=1, tenant=2))
        take(buckets)
        for _ in range(5):
            with pytest.raises(TooManyRequests):
                take(buckets)
        assert take(buckets, key=OTHER)[1].remaining == 0

    def test_stays_as_it_is_when_the_clock_is_set_back(self) -> None:
        buckets = TokenBuckets(Rates(key=2, tenant=100))
        take(buckets, after=60)
        assert take(buckets)[0].remaining == 0

    def test_that_nobody_asks_for_is_forgotten(self) -> None:
        buckets = TokenBuckets(Rates(key=1, tenant=100), kept=4)
        take(buckets)
        for number in range(10, 20):
            take(buckets, key=UUID(int=number))
        assert take(buckets)[0].remaining == 0


class Broken:
    """A counter that does not work."""

    def take(self, *, key_id: UUID, tenant_id: UUID, now: datetime) -> tuple[Left, ...]:
        raise RuntimeError("the counter is away")


def test_reads_pass_and_writes_wait_where_counting_fails() -> None:
    assert rates.taken(Broken(), method="GET", key_id=KEY, tenant_id=TENANT, now=NOW) == ()
    with pytest.raises(Unavailable):
        rates.taken(Broken(), method="POST", key_id=KEY, tenant_id=TENANT, now=NOW)


@pytest.fixture
def few(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served.services, "rates", TokenBuckets(Rates(key=3, tenant=5)))


def key_of(company: Company) -> dict[str, str]:
    body = {"name": "程序", "scopes": ["parties.party.view", "parties.party.create"]}
    return {"Authorization": f"Bearer {company.post('/api-keys', body)['key']}"}


@pytest.mark.usefixtures("few")
class TestAProgram:
    def test_is_told_what_it_has_left_and_when_to_come_again(self, office: Company, later: Later) -> None:
        key = key_of(office)
        answers = [office.send("GET", "/parties", headers=key) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[0].headers["RateLimit-Policy"] == '"key";q=3;w=60, "tenant";q=5;w=60'
        assert answers[0].headers["RateLimit"].startswith('"key";r=2;t=0, "tenant";r=4')
        refused = answers[3]
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["code"] == "platform.too_many_requests"
        assert 1 <= int(refused.headers["Retry-After"]) <= 20
        with later(minutes=1):
            assert office.send("GET", "/parties", headers=key).status_code == 200

    def test_is_told_on_refusals_too(self, office: Company) -> None:
        answer = office.send("GET", "/products", headers=key_of(office))
        assert (answer.status_code, "RateLimit" in answer.headers) == (403, True)

    def test_leaves_its_people_and_its_neighbours_alone(self, office: Company, found: Found) -> None:
        for key in (key_of(office), key_of(office)):
            for _ in range(4):
                office.send("GET", "/parties", headers=key)
        assert office.send("GET", "/parties", headers=key_of(office)).status_code == 429
        assert "RateLimit" not in office.send("GET", "/parties").headers
        neighbour = found(name="别家")
        assert neighbour.send("GET", "/parties", headers=key_of(neighbour)).status_code == 200


class TestTheOperator:
    def test_says_how_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HEYI_RATE_KEY", "60")
        assert (installation().rate_key, installation().rate_tenant) == (60, 3_000)

    @pytest.mark.parametrize("text", ["0", "-1", "many", "1.5"])
    def test_says_a_number(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setenv("HEYI_RATE_TENANT", text)
        with pytest.raises(BadSetting, match="HEYI_RATE_TENANT"):
            installation()
