"""Words that are written to run stay words: in every own kind of field, and in the names of the shapes themselves."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.tab import Tab
from tests.builders.company import Company
from tests.builders.fixtures import Found
from tests.builders.http import Json
from tests.builders.imports import uploaded
from tests.builders.sheets import workbook

PICTURE = '"><img src=x onerror="__fired=1">'
SCRIPT = "<script>__fired=2</script>"
ADDRESS = "javascript:__fired=3"
DRAWING = "<svg onload=__fired=4>"
EVERYTHING = f"{PICTURE}{SCRIPT}{ADDRESS} {DRAWING}"
RICH = (
    '<p onclick="__fired=5">好<script>__fired=2</script><img src=x onerror="__fired=1">'
    f'<a href="{ADDRESS}">走</a><svg onload="__fired=4"></svg><iframe srcdoc="{SCRIPT}"></iframe></p>'
)
WEB = 'https://example.com/?q="><img%20src=x%20onerror=__fired=1>'
CHOICES = [
    {"value": "one", "zh": f"甲{PICTURE}", "en": f"A{SCRIPT}"},
    {"value": "two", "zh": f"乙{SCRIPT}", "en": f"B{PICTURE}"},
]
# What would run, had any of these words become a part of the page.
_ALIVE = """() => [
  window.__fired ?? null,
  document.querySelectorAll('img[src=x], [onerror], [onload], [onclick], [srcdoc]').length,
  [...document.querySelectorAll('a, form, iframe, object, embed')]
    .filter(one => /^\\s*javascript:/i.test(one.href || one.action || one.src || one.data || '')).length,
  [...document.scripts].filter(one => one.textContent.includes('__fired')).length,
]"""
NOTHING_LIVES = [None, 0, 0, 0]


def unharmed(tab: Tab, *shown: str) -> None:
    """All of it is shown as it was written, and none of it lives."""
    tab.rest()
    for words in shown:
        expect(tab.page.get_by_text(words).filter(visible=True).first).to_be_visible()
    assert tab.page.evaluate(_ALIVE) == NOTHING_LIVES, tab.page.url


def own_type(company: Company) -> tuple[str, dict[str, str]]:
    """A record type of one's own whose every word is a canary; its fields by kind."""
    company.post("/record-types", {"name": "x_canary", "labels": {"zh": f"项{PICTURE}", "en": f"P{SCRIPT}"}})
    said: dict[str, Json] = {
        "text": {"indexed": True},
        "long_text": {},
        "rich_text": {},
        "choice": {"choices": CHOICES},
        "multi_choice": {"choices": CHOICES},
        "url": {},
        "email": {},
        "phone": {},
        "address": {},
        "location": {},
        "date": {},
        "file": {},
        "sub_table": {
            "columns": [
                {"name": "x_word", "kind": "text", "labels": {"zh": f"列{PICTURE}"}},
                {"name": "x_pick", "kind": "choice", "labels": {"zh": f"选{SCRIPT}"}, "choices": CHOICES},
            ]
        },
        "formula": {"formula": f'"{SCRIPT}" & {{name}}'},
    }
    names = {}
    for kind, settings in said.items():
        body = {
            "kind": kind,
            "labels": {"zh": f"{kind}{PICTURE}", "en": f"{kind}{SCRIPT}"},
            "tips": {"zh": EVERYTHING},
            "in_list": True,
            **settings,
        }
        names[kind] = company.post("/record-types/x_canary/fields", body)["name"]
    groups = [{"label": f"组{PICTURE}", "fields": ["name", "tags", *names.values()]}]
    company.post("/record-types/x_canary/layouts", {"name": f"布局{PICTURE}", "groups": groups})
    company.post(
        "/views",
        {"record": "x_canary", "name": f"视图{PICTURE}", "query": {"q": PICTURE}, "shared": "everybody"},
    )
    company.post("/roles", {"name": f"角色{PICTURE}", "permissions": ["parties.party.view"]})
    return "/x-canary", names


def values(names: dict[str, str]) -> Json:
    return {
        "name": f"园区{EVERYTHING}",
        "tags": [f"签{PICTURE}", SCRIPT],
        names["text"]: EVERYTHING,
        names["long_text"]: f"{EVERYTHING}\n{EVERYTHING}",
        names["rich_text"]: RICH,
        names["choice"]: "one",
        names["multi_choice"]: ["one", "two"],
        names["url"]: WEB,
        names["email"]: "o'onerror=x@example.com",
        names["phone"]: "13800138000",
        names["address"]: {"province": PICTURE, "city": SCRIPT, "district": ADDRESS, "detail": EVERYTHING},
        names["location"]: {"lat": "30.25", "lng": "120.16", "text": EVERYTHING},
        names["date"]: "2026-11-25",
        names["sub_table"]: [{"x_word": EVERYTHING, "x_pick": "two"}],
    }


def attached(company: Company, record_id: str, field: str) -> str:
    """A file on the record under a name that would run; the name as it is kept."""
    form = {"record": "x_canary", "record_id": record_id, "field": field}
    answer = company.client.post(
        "/files",
        files={"file": (f"图{PICTURE}.txt", b"words")},
        data=form,
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["name"])


def call_otherwise(company: Company, called: dict[str, str], *, language: str) -> None:
    words = [{"key": key, "text": text} for key, text in called.items()]
    version = company.get("/settings/words")["version"]
    company.patch("/settings/words", {"language": language, "words": words}, version=version)


@pytest.fixture
def canaries(company: Company) -> tuple[str, dict[str, str]]:
    """A company of such words."""
    return settled(company)


def settled(company: Company) -> tuple[str, dict[str, str]]:
    """A record type of one's own whose every word is a canary, and one record of it that was changed once."""
    path, names = own_type(company)
    made = company.post(path, values(names))
    company.patch(f"{path}/{made['id']}", {names["text"]: f"后来{EVERYTHING}"}, version=1)
    attached(company, made["id"], names["file"])
    call_otherwise(
        company, {"web.nav.parties": f"客{PICTURE}", "record.party": f"户{SCRIPT}"}, language="zh-CN"
    )
    return f"{path}/{made['id']}", names


def watch_dialogs(tab: Tab) -> list[str]:
    said: list[str] = []

    def refuse(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", refuse)
    return said


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_in_list_board_calendar_record_form_and_history(visit: Visit, found: Found, language: str) -> None:
    company = found(language=language)
    place, names = settled(company)
    path = place.rpartition("/")[0]
    title = f"园区{EVERYTHING}"
    tab = visit(company, language=language)
    said = watch_dialogs(tab)
    tab.open(path)
    unharmed(tab, title, f"text{PICTURE if language == 'zh-CN' else SCRIPT}", f"视图{PICTURE}")
    tab.open(f"{path}?view=board&board={names['choice']}")
    unharmed(tab, title, f"甲{PICTURE}" if language == "zh-CN" else f"A{SCRIPT}")
    tab.open(f"{path}?view=calendar&calendar={names['date']}&on=2026-11-25")
    unharmed(tab, title)
    tab.open(place)
    unharmed(tab, title, f"后来{EVERYTHING}", f"组{PICTURE}", f"签{PICTURE}", "o'onerror=x@example.com")
    for one in tab.page.get_by_role("tab").all():
        one.click()
        unharmed(tab)
    tab.open(f"{place}/edit")
    unharmed(tab, f"组{PICTURE}")
    tab.open(f"{path}/new")
    unharmed(tab, f"组{PICTURE}")
    assert said == []


def test_in_searches_duplicates_imports_and_the_recycle_bin(
    visit: Visit, company: Company, canaries: tuple[str, dict[str, str]]
) -> None:
    place, _ = canaries
    path = place.rpartition("/")[0]
    title = f"园区{EVERYTHING}"
    twin = company.post(path, {"name": title})
    tab = visit(company)
    said = watch_dialogs(tab)
    tab.open(path)
    tab.rest()
    tab.keys("Control+k")
    tab.page.get_by_role("combobox", name="搜索").fill("园区")
    offered = tab.page.get_by_role("dialog", name="搜索").get_by_role("option").filter(has_text=EVERYTHING)
    expect(offered).to_have_count(2)
    unharmed(tab)
    for other in (
        f"/compare{path}?a={json.dumps(place.rpartition('/')[2])}&b={json.dumps(twin['id'])}",
        f"{path}/import",
        f"{path}?q={PICTURE}",
    ):
        tab.open(other)
        unharmed(tab)
    company.delete(f"{path}/{twin['id']}", version=1)
    tab.open("/recycle-bin")
    unharmed(tab, title)
    assert said == []


def test_in_the_pages_that_shape_records_roles_and_menus(
    visit: Visit, company: Company, canaries: tuple[str, dict[str, str]]
) -> None:
    tab = visit(company)
    said = watch_dialogs(tab)
    role = next(one for one in company.get("/roles")["items"] if one["name"].startswith("角色"))
    tab.open("/customisation")
    unharmed(tab, f"项{PICTURE}")
    tab.open("/customisation/x_canary")
    unharmed(tab, f"项{PICTURE}", f"text{PICTURE}")
    tab.page.get_by_role("tab", name="布局").click()
    unharmed(tab, f"布局{PICTURE}")
    tab.open("/duplicate-rules/x_canary")
    unharmed(tab)
    tab.open("/roles")
    unharmed(tab, f"角色{PICTURE}")
    tab.open(f"/roles/{role['id']}")
    unharmed(tab)
    tab.open("/parties")
    unharmed(tab, f"客{PICTURE}")
    assert said == []


def test_on_a_phone(visit: Visit, company: Company, canaries: tuple[str, dict[str, str]]) -> None:
    place, _ = canaries
    path = place.rpartition("/")[0]
    tab = visit(company, size=PHONE)
    said = watch_dialogs(tab)
    tab.open(path)
    unharmed(tab, f"园区{EVERYTHING}")
    tab.open(place)
    unharmed(tab, f"后来{EVERYTHING}")
    tab.open(f"{place}/edit")
    unharmed(tab, f"组{PICTURE}")
    assert said == []


def test_an_address_that_runs_is_no_link_even_where_it_lies_in_the_database(
    visit: Visit, company: Company, canaries: tuple[str, dict[str, str]]
) -> None:
    place, names = canaries
    for address in (ADDRESS, " javascript:__fired=3", "JaVaScRiPt:__fired=3", "data:text/html,x"):
        problem = company.refused(
            422, "platform.invalid_input", "PATCH", place, {names["url"]: address}, version=2
        )
        assert [(one["field"], one["code"]) for one in problem["errors"]] == [(names["url"], "web_address")]
    company.books.execute(
        "UPDATE custom_record SET custom = custom || %s::jsonb WHERE tenant_id = %s",
        [json.dumps({names["url"]: ADDRESS, names["rich_text"]: RICH}), company.tenant_id],
    )
    tab = visit(company)
    # Chromium tells of handlers that a page reads as text, though nothing would run them.
    tab.watch.expect("console: Executing inline event handler violates .*")
    said = watch_dialogs(tab)
    tab.open(place)
    unharmed(tab, ADDRESS)
    tab.open(f"{place}/edit")
    unharmed(tab)
    tab.open(place.rpartition("/")[0])
    unharmed(tab)
    assert said == []


def test_in_a_file_that_is_brought_in(visit: Visit, company: Company, run_jobs: Callable[[], int]) -> None:
    company.customer(f"户{EVERYTHING}", code="C1")
    rows = [("名称", "编码", "电话", f"栏{PICTURE}"), (f"新{EVERYTHING}", "C1", SCRIPT, DRAWING)]
    run = uploaded(company, run_jobs, "parties", workbook(*rows), f"表{PICTURE}.xlsx")
    mapping = [{"column": f"栏{PICTURE}", "field": "note"}]
    company.post(
        f"/imports/{run['id']}/check", {"mapping": mapping, "way": "create_or_update", "key": "code"}
    )
    run_jobs()
    tab = visit(company)
    said = watch_dialogs(tab)
    tab.open(f"/imports/{run['id']}")
    unharmed(tab, f"栏{PICTURE}", SCRIPT)
    tab.open("/imports")
    unharmed(tab)
    assert said == []


def test_a_word_that_came_alive_would_be_seen(visit: Visit, company: Company) -> None:
    tab = visit(company)
    tab.watch.expect("console: .*", "error on the page: .*", "404 GET .*")
    tab.open("/parties")
    tab.rest()
    tab.page.evaluate("words => document.body.insertAdjacentHTML('beforeend', words)", RICH)
    tab.page.evaluate("words => document.body.insertAdjacentHTML('beforeend', words)", PICTURE)
    _, handlers, links, scripts = tab.page.evaluate(_ALIVE)
    assert (handlers, links, scripts) == (5, 1, 1)
