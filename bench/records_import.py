"""`./dev bench records_import [ROWS]`: customers from a workbook, with owners by name and the look for duplicates."""

import io
import random
import resource
import sys
import tempfile
import threading
import time
from typing import Any, Self
from uuid import uuid4

import httpx
import psutil
import xlsxwriter  # type: ignore[import-untyped]  # it comes without types

from bench._figures import say_figure
from bench._server import Person, running_heyi
from heyi.app.services import services_of_installation
from heyi.app.wiring import connect_handlers
from heyi.platform.jobs.runner import Runner
from heyi.platform.records.importing.steps import ROWS_A_STEP

_PLACES = ("北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "西安", "南京", "苏州")
_WORDS = "华信达盛恒宏泰鑫源通联创科美佳新瑞祥隆光明远大安康博雅正中和"
_TRADES = ("科技", "贸易", "实业", "电子", "机械", "食品", "建材", "化工", "医药", "物流")


def workbook(rows: int) -> bytes:
    """So many customers as an office keeps them."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "tmpdir": folder})
        page = book.add_worksheet("客户")
        page.write_row(
            0, 0, ["客户名称", "编码", "电话", "邮箱", "地区", "地址", "客户级别", "来源", "负责人", "备注"]
        )
        for number in range(1, rows + 1):
            place = chance.choice(_PLACES)
            name = "".join(chance.choices(_WORDS, k=3))
            page.write_row(
                number,
                0,
                [
                    f"{place}{name}{chance.choice(_TRADES)}{number}有限公司",
                    f"K{number:06}",
                    f"13{number:09}",
                    f"buyer{number}@example{number % 977}.com",
                    place,
                    f"{place}市人民路{number % 999}号",
                    chance.choice(("A 级", "B 级", "C 级", "")),
                    chance.choice(("展会", "官网", "")),
                    "Bench",
                    "老客户" if number % 3 else "",
                ],
            )
        book.close()
        return buffer.getvalue()


class Peak:
    """The most memory this process held while the block ran."""

    def __enter__(self) -> Self:
        self._process, self._done, self.bytes = psutil.Process(), threading.Event(), 0
        self.before = self._process.memory_info().rss
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.05):
            self.bytes = max(self.bytes, self._process.memory_info().rss)


def main() -> None:
    """Rows a second and peak memory of reading, looking and writing."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    data = workbook(rows)
    with running_heyi() as heyi:
        person = Person(heyi.url)
        person.found_company(1, stock=1)
        services = services_of_installation(heyi.place)
        connect_handlers()
        runner = Runner(services)
        client = httpx.Client(base_url=f"{heyi.url}/api", timeout=120, cookies=person.session())

        def post(path: str, **how: Any) -> Any:
            answer = client.post(path, headers={"Idempotency-Key": str(uuid4())}, **how)
            if answer.is_error:
                raise SystemExit(answer.text)
            return answer.json()

        began = time.process_time()
        run = post("/parties/imports", files={"file": ("customers.xlsx", data)})
        with Peak() as peak:
            seconds = {"read": work(runner)}
            post(f"/imports/{run['id']}/check", json={"way": "create_or_update", "key": "code"})
            seconds["check"] = work(runner)
            post(f"/imports/{run['id']}/start", json={"skip_bad": True})
            seconds["write"] = work(runner, -(-rows // ROWS_A_STEP) + 1)
            seconds["words"] = work(runner)
        done = client.get(f"/imports/{run['id']}").json()
        if done["counts"]["created"] != rows:
            raise SystemExit(f"{done['state']} {done['counts']} {done['findings'][:3]}")
        for name, spent in seconds.items():
            goal = ">= 5000" if name == "write" else None
            say_figure(name=f"records_import.{name}", value=rows / spent, unit="rows/s", goal=goal)
        cpu = time.process_time() - began
        say_figure(
            name="records_import.cpu", value=rows / cpu, unit="rows/s of this process's CPU, all steps"
        )
        whole = rows / sum(seconds.values())
        say_figure(name="records_import.whole", value=whole, unit="rows/s")
        say_figure(name="records_import.memory", value=peak.bytes / 1e6, unit="MB", goal="<= 300")
        say_figure(
            name="records_import.memory_at_most",
            value=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
            unit="MB",
        )


def work(runner: Runner, steps: int | None = None) -> float:
    """Run what is due to its end, or so many steps; how many seconds that took."""
    began = time.perf_counter()
    left = steps
    while left != 0 and runner.run_next():
        left = None if left is None else left - 1
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
