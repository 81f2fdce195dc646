"""The standard templates: what has no document of its own is booked by vouchers whose lines are known beforehand."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from heyi.kit.money import round_amount
from heyi.modules.ledger.contracts import ZERO, ChartAccount, StandardVoucher, StandardVoucherLine
from heyi.modules.ledger.rules.charts import usual_account

SIDES: Final = ("debit", "credit")
# What amounts of taxes are reckoned from: the month's VAT, the year's profit, and the income tax accrued of it.
VAT_DUE, PROFIT, ACCRUED = "vat_due", "profit", "accrued"


@dataclass(frozen=True)
class Line:
    """A line of a standard template; its account is that of 小企业会计准则, and an optional line may be missing."""

    account: str
    side: str
    summary: str
    summary_en: str
    optional: bool = False
    # What its amount is a part of, and which: ("vat_due", "0.07").
    share: tuple[str, str] | None = None


@dataclass(frozen=True)
class Template:
    """A standard template as it is delivered."""

    key: str
    group: str
    name: str
    name_en: str
    hint: str | None
    hint_en: str | None
    lines: tuple[Line, ...]


@cache
def standard_templates() -> tuple[Template, ...]:
    """The standard templates in the order in which they are offered."""
    source = resources.files("heyi.modules.ledger").joinpath("charts", "standard_vouchers.json")
    found: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    return tuple(Template(**{**one, "lines": tuple(Line(**line) for line in one["lines"])}) for one in found)


def offered(
    name: str,
    accounts: Sequence[ChartAccount],
    kept: Collection[str],
    bases: Mapping[str, Decimal] | None = None,
) -> list[StandardVoucher]:
    """The templates that a company with these accounts, by code, can write by hand.

    Where an account was divided its first detail account in our own money stands for it. A template without one of
    its accounts, or without a side, is not offered: half of an entry would mislead. Where it is said what taxes are
    reckoned from (`bases`), their amounts are proposed.
    """
    found = []
    for template in standard_templates():
        lines: dict[tuple[str, str], StandardVoucherLine] = {}
        whole = True
        for line in template.lines:
            account = usable(usual_account(line.account, name), accounts, kept)
            if account is None:
                whole = whole and line.optional
                continue
            # A chart may have one account for what another keeps apart.
            place, amount = (account.code, line.side), _share(line, bases or {})
            known = lines.setdefault(place, _line(line, account))
            if amount is not None:
                lines[place] = replace(known, amount=(known.amount or ZERO) + amount)
        if whole and {side for _, side in lines} == set(SIDES):
            named = ("key", "group", "name", "name_en", "hint", "hint_en")
            head = {one: getattr(template, one) for one in named}
            found.append(StandardVoucher(**head, lines=list(lines.values())))
    return found


def usable(code: str, accounts: Sequence[ChartAccount], kept: Collection[str]) -> ChartAccount | None:
    """The account that takes vouchers for a code, of accounts by code: itself, or the first detail account below it."""
    below = (one for one in accounts if one.code == code or (one.code.startswith(code) and not one.currency))
    return next((one for one in below if one.is_detail and one.active and one.code not in kept), None)


def _line(line: Line, account: ChartAccount) -> StandardVoucherLine:
    return StandardVoucherLine(
        account_code=account.code,
        account_name=account.name,
        account_name_en=account.name_en,
        dimensions=list(account.dimensions),
        currency=account.currency,
        side=line.side,
        summary=line.summary,
        summary_en=line.summary_en,
        amount=None,
    )


def _share(line: Line, bases: Mapping[str, Decimal]) -> Decimal | None:
    """What a line's tax comes to, less what of it is accrued already; none where none is due."""
    if line.share is None or line.share[0] not in bases:
        return None
    of, rate = line.share
    amount = round_amount(bases[of] * Decimal(rate)) - (bases[ACCRUED] if of == PROFIT else ZERO)
    return amount if amount > 0 else None
