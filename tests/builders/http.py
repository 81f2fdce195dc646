"""One person's way into the product: his session, his requests, and refusals that must leave no trace."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import httpx

from tests.builders.books import Books

Json = Any
# Making one reads the certificates of the world, and a run has thousands of clients that need none of them.
_TLS = httpx.create_ssl_context()
PASSWORD = "correct horse battery staple"


class Person:
    """Somebody signed in to a company; every request is real HTTP."""

    def __init__(self, url: str, books: Books) -> None:
        self.client = httpx.Client(
            base_url=f"{url}/api", timeout=180, headers={"Accept-Language": "en"}, verify=_TLS
        )
        self.books = books
        self.tenant_id = UUID(int=0)
        self.login = f"{uuid4().hex[:12]}@example.com"

    def close(self) -> None:
        """Leave no connection open."""
        self.client.close()

    def shares_session(self, other: "Person") -> None:
        """Become another browser of the same person."""
        self.client.cookies.update(other.client.cookies)
        self.tenant_id, self.login = other.tenant_id, other.login

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str | None = None,
        version: int | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> httpx.Response:
        """One request and its answer, whatever it is; a POST gets a fresh Idempotency-Key unless one is given."""
        sent = dict(headers or {})
        if method == "POST":
            sent.setdefault("Idempotency-Key", key or str(uuid4()))
        if version is not None:
            sent.setdefault("If-Match", f'"{version}"')
        return self.client.request(method, path, json=body, headers=sent, params=query)

    def upload(
        self,
        path: str,
        content: bytes,
        *,
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send a file as a form does, with the form's other fields."""
        sent = {"Idempotency-Key": str(uuid4()), **(headers or {})}
        files = {"file": ("rows.csv", content, "text/csv")}
        data = {name: value for name, value in (fields or {}).items() if name != "file"}
        return self.client.post(path, files=files, data=data, headers=sent)

    def get(self, path: str, **query: object) -> Json:
        """What a read answers."""
        return self._good(self.send("GET", path, query=query))

    def post(
        self, path: str, body: object = None, *, key: str | None = None, version: int | None = None
    ) -> Json:
        """What a verb or a creation answers; a verb that changes what was read names its `version`."""
        return self._good(self.send("POST", path, {} if body is None else body, key=key, version=version))

    def patch(self, path: str, body: object, *, version: int) -> Json:
        """What a change answers."""
        return self._good(self.send("PATCH", path, body, version=version))

    def delete(self, path: str, *, version: int) -> None:
        """Remove a record."""
        self._good(self.send("DELETE", path, version=version))

    def statements(self, method: str, path: str, body: object = None) -> int:
        """How many SQL statements the request needed."""
        answer = self.send(method, path, body)
        self._good(answer)
        return statements_of(answer)

    def refused(
        self,
        status: int,
        code: str,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str | None = None,
        version: int | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Json:
        """The problem with which a request is refused; nothing that the company has may change by it."""
        before = self.books.fingerprint(self.tenant_id)
        answer = self.send(method, path, body, key=key, version=version, headers=headers, query=query)
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (status, code), answer.text
        assert self.books.fingerprint(self.tenant_id) == before, "a refusal changed something"
        return problem

    @staticmethod
    def _good(answer: httpx.Response) -> Json:
        assert answer.is_success, (
            f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}"
        )
        return answer.json() if answer.content else None


def statements_of(answer: httpx.Response) -> int:
    """The number of SQL statements that the server says an answer took."""
    return int(answer.headers["server-timing"].partition('desc="')[2].split()[0])
