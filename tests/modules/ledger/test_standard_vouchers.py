"""Standard templates: whole in both charts, and offered only where a voucher may say all of it."""

from collections import Counter
from dataclasses import replace

import pytest

from heyi.modules.ledger.contracts import ChartAccount, Standard
from heyi.modules.ledger.rules.charts import load_chart, usual_account
from heyi.modules.ledger.rules.standard_vouchers import SIDES, offered, standard_templates


def lines_of(accounts: list[ChartAccount], key: str, *kept: str) -> list[tuple[str, str]] | None:
    """Account and side of a template's lines as it is offered; none where it is not."""
    found = {one.key: one for one in offered(Standard.SMALL_ENTERPRISE, accounts, kept)}
    return [(line.account_code, line.side) for line in found[key].lines] if key in found else None


def small() -> list[ChartAccount]:
    """The chart by code, as a company's accounts are read."""
    return sorted(load_chart(), key=lambda account: account.code)


@pytest.mark.parametrize("chart", list(Standard))
def test_every_template_is_whole_in_both_charts(chart: Standard) -> None:
    accounts = {account.code: account for account in load_chart(chart)}
    for template in standard_templates():
        for line in template.lines:
            account = accounts[usual_account(line.account, chart)]
            assert account.is_detail, (template.key, account.code)
        assert {line.side for line in template.lines} == set(SIDES), template.key
    everything = offered(chart, sorted(accounts.values(), key=lambda account: account.code), ())
    assert [one.key for one in everything] == [template.key for template in standard_templates()]


def test_every_template_has_its_words_in_both_languages() -> None:
    assert [key for key, times in Counter(one.key for one in standard_templates()).items() if times > 1] == []
    for template in standard_templates():
        said = [template.name, template.name_en, *(line.summary for line in template.lines)]
        said += [line.summary_en for line in template.lines]
        assert all(said), template.key
        assert (template.hint is None) == (template.hint_en is None), template.key


def test_one_account_that_stands_for_several_is_one_line() -> None:
    """企业会计准则 has one account of overhead here: what the small chart keeps apart falls together."""
    accounts = sorted(load_chart(Standard.ENTERPRISE), key=lambda account: account.code)
    (carried,) = (one for one in offered(Standard.ENTERPRISE, accounts, ()) if one.key == "overhead_carried")
    assert [(line.account_code, line.side) for line in carried.lines] == [
        ("50010103", "debit"),
        ("5101", "credit"),
    ]


def test_a_template_is_offered_only_where_all_it_needs_takes_vouchers() -> None:
    fee = [("1408", "debit"), ("22210101", "debit"), ("1002", "credit")]
    assert lines_of(small(), "subcontract_fee") == fee
    assert lines_of(small(), "subcontract_fee", "22210101") == [fee[0], fee[2]]
    assert lines_of(small(), "subcontract_fee", "1408") is None
    off = [replace(one, active=one.code != "1606") for one in small()]
    assert lines_of(off, "asset_loss") is None
    no_cost = ("410102", "560112", "560205")
    assert lines_of(small(), "asset_depreciation", *no_cost) is None


def test_a_divided_account_stands_by_its_first_in_our_own_money() -> None:
    (bank,) = (one for one in small() if one.code == "1002")
    below = [
        replace(bank, code=code, parent_code="1002", level=2, currency=currency)
        for code, currency in (("100201", "USD"), ("100202", None), ("100203", None))
    ]
    accounts = [replace(one, is_detail=False) if one is bank else one for one in small()]
    divided = sorted([*accounts, *below], key=lambda account: account.code)
    assert lines_of(divided, "payroll_tax_paid") == [("222113", "debit"), ("100202", "credit")]
