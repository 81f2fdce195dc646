"""`./dev bench records_export [ROWS]`: a list of customers taken out as a workbook and as CSV; memory must not grow."""

import sys
import time
from typing import Any
from uuid import uuid4

import httpx
import psycopg

from bench._figures import say_figure
from bench._server import Person, running_heyi
from bench.records_import import Peak
from heyi.app.services import services_of_installation
from heyi.app.wiring import connect_handlers
from heyi.platform.jobs.runner import Runner

_FIELDS = ("code", "name", "kind", "level", "phone", "email", "region", "owner_id")
_FILL = """
    INSERT INTO party (tenant_id, id, name, code, kind, is_customer, is_supplier, level, phone, email, region,
                       owner_id, name_key, created_at, updated_at, custom)
    SELECT p.tenant_id, gen_random_uuid(), '北京华信科技' || n || '有限公司', 'B' || lpad(n::text, 8, '0'), 'company',
           true, false,
           CASE WHEN n %% 10 = 0 THEN 'a' ELSE 'b' END,
           '+8613' || lpad(n::text, 9, '0'), 'buyer' || n || '@example.com', '北京', p.owner_id,
           'k' || lpad(n::text, 8, '0'), now() - n * interval '1 second', now(), '{}'
      FROM (SELECT * FROM party ORDER BY created_at LIMIT 1) p, generate_series(1, %s) n
"""


def main() -> None:
    """Rows a second, and how much memory a tenth and all of the rows take."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with running_heyi() as heyi:
        person = Person(heyi.url)
        person.found_company(1, stock=1)
        with psycopg.connect(heyi.admin_url(), autocommit=True) as admin:
            admin.execute(_FILL, [rows])
            admin.execute("VACUUM ANALYZE party")
        services = services_of_installation(heyi.place)
        connect_handlers()
        runner = Runner(services)
        client = httpx.Client(base_url=f"{heyi.url}/api", timeout=120, cookies=person.session())

        def export(format_: str, most: int) -> tuple[float, float]:
            condition = None if most == rows else {"field": "level", "op": "eq", "value": "a"}
            question: dict[str, Any] = {"format": format_, "fields": list(_FIELDS), "filter": condition}
            headers = {"Idempotency-Key": str(uuid4())}
            answer = client.post("/parties/export", json=question, headers=headers)
            if answer.is_error:
                raise SystemExit(answer.text)
            began = time.perf_counter()
            with Peak() as peak:
                while runner.run_next():
                    pass
            spent = time.perf_counter() - began
            job = client.get(f"/jobs/{answer.json()['job_id']}").json()
            if job["state"] != "done" or job["result"]["rows"] < most:
                raise SystemExit(f"{job['state']} {job['error']} {job['result']}")
            return spent, peak.bytes / 1e6

        for format_ in ("csv", "xlsx"):
            _, small = export(format_, max(rows // 10, 1))
            spent, large = export(format_, rows)
            say_figure(name=f"records_export.{format_}", value=rows / spent, unit="rows/s")
            say_figure(
                name=f"records_export.{format_}.memory",
                value=large,
                unit="MB",
                baseline=small,
                goal="ratio <= 1.1",
            )


if __name__ == "__main__":
    main()
