"""`./dev bench records_list`: lists, counts, groups of a million customers, for who sees all and for who sees 3,000.

Times are of whole requests against one web process, one after the other; CPU is the web process's own, beside what
the same statements cost a bare connection. See bench/_loaded.py for how many customers and where they are kept.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import httpx
import psutil

from bench._driver import bare
from bench._figures import say_figure
from bench._loaded import Crowd, crowd
from bench._server import cpu_of
from heyi.app.load import PASSWORD

TIMES = 40
COLUMNS = "name,code,level,phone,region,owner_id,x_industry,x_until"
RARE, COMMON = "华信", "科技有限公司"


def main() -> None:
    """Each question forty times for each of the two."""
    with crowd() as there, bare(there.heyi) as without:
        for who, login in (("manager", there.manager), ("salesperson", there.salesperson)):
            client = signed_in(httpx.Client(base_url=f"{there.heyi.url}/api", timeout=300), login)
            alone = questions(signed_in(without.client, login))
            for name, ask in questions(client).items():
                measure(there, f"records_list.{who}.{name}", ask, driver=without.cpu_of(alone[name], TIMES))


def signed_in(client: httpx.Client, login: str) -> httpx.Client:
    """The client, as somebody who logged in."""
    body = {"login": login, "password": PASSWORD}
    client.post("/auth/log-in", json=body, headers={"Idempotency-Key": login}).raise_for_status()
    return client


def questions(client: httpx.Client) -> dict[str, Callable[[int], httpx.Response]]:
    """What people ask of a long list."""

    def listed(sort: str, condition: dict[str, Any] | None = None) -> Callable[[int], httpx.Response]:
        query: dict[str, str | int] = {"sort": sort, "fields": COLUMNS, "limit": 50}
        if condition is not None:
            query["filter"] = json.dumps(condition)
        return lambda _: client.get("/parties", params=query)

    def holding(text: str) -> dict[str, Any]:
        return {"field": "name", "op": "contains", "value": text}

    industry = {"field": "x_industry", "op": "eq", "value": "i3"}
    return {
        "first_page": listed("-created_at"),
        "rare_substring": listed("-created_at", holding(RARE)),
        "common_substring": listed("-created_at", holding(COMMON)),
        "substring_by_own_date": listed("-x_until", holding(RARE)),
        "own_choice": listed("-created_at", industry),
        "substring_and_choice": listed("-created_at", {"and": [holding(COMMON), industry]}),
        "by_city": lambda _: client.get("/parties/aggregate", params={"group": "region"}),
        "by_city_filtered": lambda _: client.get(
            "/parties/aggregate", params={"group": "region", "filter": json.dumps(holding(RARE))}
        ),
    }


def measure(there: Crowd, name: str, ask: Callable[[int], httpx.Response], *, driver: float) -> None:
    """Say how long a question takes, and how much more the web process works than the bare `driver`."""
    web: psutil.Process = there.heyi.web
    ask(0).raise_for_status()
    seconds, before = [], cpu_of(web)
    for number in range(TIMES):
        began = time.perf_counter()
        ask(number).raise_for_status()
        seconds.append(time.perf_counter() - began)
    cpu = (cpu_of(web) - before) / TIMES
    ordered = sorted(seconds)
    say_figure(name=f"{name}.p50", value=statistics.median(ordered) * 1000, unit="ms")
    say_figure(name=f"{name}.p95", value=ordered[int(TIMES * 0.95) - 1] * 1000, unit="ms", goal="<= 50")
    say_figure(name=f"{name}.web_cpu", value=cpu * 1000, unit="ms", baseline=round(driver * 1000, 3))
    say_figure(name=f"{name}.web_cpu_over_bare_sql", value=(cpu - driver) * 1000, unit="ms", goal="<= 3")


if __name__ == "__main__":
    main()
