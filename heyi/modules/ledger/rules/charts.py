"""The standard charts: 小企业会计准则 and 企业会计准则, and where an account of the first is found in the second."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from heyi.modules.ledger.contracts import ChartAccount, Dimension, Role, Standard

# What the standard charts propose and a line written by hand must name from the first day.
_NEEDED: Final = frozenset({Dimension.CUSTOMER, Dimension.SUPPLIER})
_OWED_CLASSES: Final = ("asset", "liability")
_STEP: Final = 2


@cache
def load_chart(name: str = Standard.SMALL_ENTERPRISE) -> tuple[ChartAccount, ...]:
    """The accounts of a standard chart, each after its parent.

    The first level of `small_enterprise` is that of 小企业会计准则 (财会〔2011〕17号) with 1406 added; that of
    `enterprise` has the codes of 企业会计准则—应用指南 (2006) and those that later standards brought. The numbers
    below that level are ours, for the standards give none.

    Raises:
        FileNotFoundError: there is no such chart.
    """
    source = resources.files("heyi.modules.ledger").joinpath("charts", f"{name}.csv")
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return tuple(_account(row) for row in rows)


@cache
def usual_account(code: str, chart: str) -> str:
    """The account that a chart has for what stands on that account of 小企业会计准则.

    Raises:
        ValueError: the chart has no detail account for it.
    """
    if chart == Standard.SMALL_ENTERPRISE:
        return code
    accounts = {account.code: account for account in load_chart(chart)}
    found = _moved(code)
    while found and found not in accounts:
        found = found[:-_STEP]
    if not found or not accounts[found].is_detail:
        raise ValueError(f"no account for {code} in {chart}")
    return found


def account_of_role(role: Role, chart: str) -> str:
    """The account that lines of a role go to in a chart until somebody says otherwise.

    Raises:
        ValueError: the chart has no detail account for it.
    """
    if role.enterprise and chart == Standard.ENTERPRISE:
        return role.enterprise
    return usual_account(role.account, chart)


def _moved(code: str) -> str:
    for length in range(len(code), 0, -1):
        if (there := _moves().get(code[:length])) is not None:
            return there + code[length:]
    return code


@cache
def _moves() -> Mapping[str, str]:
    source = resources.files("heyi.modules.ledger").joinpath("charts", "enterprise_of_small.json")
    moves: Mapping[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return moves


def _account(row: Mapping[str, str]) -> ChartAccount:
    return ChartAccount(
        code=row["code"],
        name=row["name_zh"],
        name_en=row["name_en"],
        account_class=row["class"],
        normal_balance=row["normal_balance"],
        parent_code=row["parent_code"] or None,
        level=int(row["level"]),
        is_detail=row["is_detail"] == "1",
        dimensions=tuple(
            name for name in row["dimensions"].split(",") if name in _NEEDED and row["class"] in _OWED_CLASSES
        ),
    )
