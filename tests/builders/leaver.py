"""Somebody who leaves, what belongs to him, and what is asked of his hand-over."""

import pytest

from tests.builders.company import Company
from tests.builders.crm import opportunity
from tests.builders.http import Json, Person

TOMORROW = "2027-01-01T09:00:00+08:00"


class Leaver:
    """A salesman who leaves, and what belonged to him."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.person = company.colleague("sales", "老周")
        self.id = str(self.person.user_id)
        self.heirs = [company.colleague("sales", name) for name in ("李四", "王五", "赵六")]
        self.heir_ids = [str(one.user_id) for one in self.heirs]

    def customer(self, name: str, **fields: object) -> str:
        """A customer of his."""
        return self.company.customer(name, owner_id=self.id, **fields)

    def deal(self, customer: str, name: str = "年度采购", **fields: object) -> str:
        """A deal of his."""
        return str(opportunity(self.company, customer, name, owner_id=self.id, **fields)["id"])

    def task(self, customer: str | None = None) -> str:
        """A task of his."""
        body = {"title": "回访", "due_at": TOMORROW, "party_id": customer, "owner_id": self.id}
        return str(self.company.post("/tasks", body)["id"])

    def start(self, **plan: object) -> Json:
        """The owner of the company starts a hand-over."""
        return self.starts(self.company, plan)

    def starts(self, by: Person, plan: Json) -> Json:
        """Somebody starts a hand-over."""
        said = {"way": "one", "people": self.heir_ids[:1], **plan}
        return by.post(f"/users/{self.id}/hand-over", said)

    def seen(self, run: Json) -> Json:
        """How far it is."""
        return self.company.get(f"/hand-overs/{run['id']}")

    def owners(self, path: str) -> dict[str, str]:
        """Whose the records at a path are."""
        rows = self.company.get(f"/{path}", limit=200, fields="owner_id", sort="created_at")["items"]
        return {row["id"]: row["owner_id"]["title"] for row in rows if row["owner_id"]}

    def lines(self, run: Json, **query: object) -> list[Json]:
        """The lines of a hand-over."""
        found: list[Json] = self.company.get(f"/hand-overs/{run['id']}/lines", **query)["items"]
        return found


def tallies(run: Json) -> dict[str, tuple[int, int, int, int]]:
    """Of each kind how many moved, stayed, came back and did not."""
    return {
        one["kind"]: (one["moved"], one["stayed"], one["returned"], one["kept"]) for one in run["tallies"]
    }


@pytest.fixture
def leaver(company: Company) -> Leaver:
    """Somebody of the company who leaves, with three colleagues who may inherit."""
    return Leaver(company)
