"""A company's own rules of numbers: what they may look like, and what they would give next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import RowMapping

from heyi.platform.documents.chain import documents
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.numbering import (
    NUMBER_COUNTER,
    NUMBER_RULE,
    NumberRule,
    highest_given,
    rules,
    rules_here,
)
from heyi.platform.unit_of_work import UnitOfWork

LONGEST = 30
_SIGNS = re.compile(r"[\w\-./#]*")
_PARTS = ("prefix", "date_part", "middle", "digits", "suffix", "reset")


@dataclass(frozen=True)
class NumberRuleView:
    """How one kind of number is made, and what comes next today; `label` is a message key."""

    series: str
    version: int
    label: str
    prefix: str
    date_part: str
    middle: str
    digits: int
    suffix: str
    reset: str
    own: bool
    gapless: bool
    next: int
    example: str


@dataclass(frozen=True)
class NumberPreview:
    """What a rule would give: its next counter and the numbers that follow."""

    next: int
    examples: list[str]


def list_number_rules(uow: UnitOfWork) -> list[NumberRuleView]:
    """Every series with the rule that holds here."""
    versions = {row["series"]: row["version"] for row in _own_rows(uow)}
    return [_view(uow, name, rule, versions.get(name, 0)) for name, rule in sorted(rules_here(uow).items())]


def get_number_rule(uow: UnitOfWork, series: str) -> NumberRuleView:
    """One series with the rule that holds here.

    Raises:
        NotFound: there is no such series.
    """
    _require(series)
    row = _own_row(uow, series)
    return _view(uow, series, rules_here(uow)[series], row["version"] if row else 0)


def preview(uow: UnitOfWork, series: str, *, said: Mapping[str, Any], start: int | None) -> NumberPreview:
    """What the next numbers would be if the rule were so.

    Raises:
        NotFound: there is no such series.
        InvalidInput: the rule or its next number is not possible; the problems say why.
    """
    _require(series)
    rule = _changed(rules_here(uow)[series], said)
    _refuse_taken_prefix(uow, series, rule)
    coming = _checked_start(uow, series, rule, start)
    stamp = rule.stamp(uow.today)
    return NumberPreview(coming, [rule.text(stamp, coming + step) for step in range(3)])


def change_number_rule(
    uow: UnitOfWork, series: str, *, version: int, said: Mapping[str, Any], start: int | None
) -> None:
    """Give a series a rule of this company's own, and where it goes on. Numbers that were given stay.

    Raises:
        NotFound: there is no such series.
        VersionChanged: somebody changed the rule meanwhile.
        InvalidInput: the rule or its next number is not possible; the problems say why.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    _require(series)
    row = _own_row(uow, series, lock=True)
    now = row["version"] if row else 0
    if now != version:
        raise VersionChanged(what="record.number_rule", yours=version, now=now)
    old = rules_here(uow)[series]
    uow.change_settings()
    rule = _changed(old, said)
    _refuse_taken_prefix(uow, series, rule)
    values = {
        "prefix": rule.prefix,
        "date_part": rule.date_part,
        "middle": rule.middle,
        "digits": rule.digits,
        "suffix": rule.suffix,
        "reset": rule.reset,
    }
    if row is None:
        rule_id = uow.new_id()
        uow.insert(NUMBER_RULE, {"id": rule_id, "company_id": uow.company_id, "series": series, **values})
    else:
        rule_id = row["id"]
        uow.change(NUMBER_RULE, rule_id, values)
    if start is not None:
        _go_on_from(uow, series, rule, start)
    changes: dict[str, Any] = {
        name: [_plain(old)[name], values[name]] for name in _PARTS if _plain(old)[name] != values[name]
    }
    if start is not None:
        changes["next"] = [None, start]
    uow.audit(
        "changed",
        record="number_rule",
        record_id=rule_id,
        title=rule.text(rule.stamp(uow.today), 1),
        changes=changes,
    )


def _changed(old: NumberRule, said: Mapping[str, Any]) -> NumberRule:
    parts = {**_plain(old), **said}
    rule = NumberRule(
        prefix=parts["prefix"],
        reset=parts["reset"],
        digits=parts["digits"],
        dated=parts["date_part"],
        middle=parts["middle"],
        suffix=parts["suffix"],
        own=True,
    )
    problems = [
        FieldProblem(name, "number_signs", {"value": parts[name]})
        for name in ("prefix", "middle", "suffix")
        if not _SIGNS.fullmatch(parts[name])
    ]
    if not rule.prefix:
        problems.append(FieldProblem("prefix", "number_prefix", {}))
    if rule.suffix[:1].isdecimal():
        problems.append(FieldProblem("suffix", "number_suffix", {"value": rule.suffix}))
    if not rule.tells_periods_apart:
        problems.append(
            FieldProblem("date_part", "number_reset", {"reset": f"web.company.reset.{rule.reset}"})
        )
    longest = rule.prefix + "00000000" + rule.middle + "0" * rule.digits + rule.suffix
    if len(longest) > LONGEST:
        problems.append(FieldProblem("prefix", "number_long", {"most": LONGEST}))
    if problems:
        raise InvalidInput(problems=problems)
    return rule


def _refuse_taken_prefix(uow: UnitOfWork, series: str, rule: NumberRule) -> None:
    others = [
        name for name, other in rules_here(uow).items() if name != series and other.prefix == rule.prefix
    ]
    if others:
        raise InvalidInput(
            problems=[FieldProblem("prefix", "number_prefix_taken", {"series": f"record.{others[0]}"})]
        )


def _checked_start(uow: UnitOfWork, series: str, rule: NumberRule, start: int | None) -> int:
    counter = _counter(uow, series, rule)
    given = max(counter["value"] if counter else 0, highest_given(uow, series, rule, uow.today))
    coming = given + 1
    if start is None or start == coming:
        return coming
    if start < coming:
        raise InvalidInput(problems=[FieldProblem("next", "number_backwards", {"least": coming})])
    if _is_gapless(series) and counter is not None and counter["value"] > counter["base"]:
        raise InvalidInput(problems=[FieldProblem("next", "number_gap", {"next": coming})])
    return start


def _go_on_from(uow: UnitOfWork, series: str, rule: NumberRule, start: int) -> None:
    """Let the counter of today's period go on from here; locked first, so that nobody takes a number meanwhile."""
    _counter(uow, series, rule, lock=True)
    coming = _checked_start(uow, series, rule, start)
    on = uow.today
    row = {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "series": series,
        "shape": rule.shape,
        "period": rule.period(on),
        "head": rule.head(on),
        "pattern": rule.pattern(on),
        "base": coming - 1,
        "value": coming - 1,
    }
    keys = ("company_id", "series", "shape", "period")
    uow.insert_missing(NUMBER_COUNTER, [row], unique=keys)
    # Somebody may have taken the first number between the look and the row: then his row stands and is looked at.
    counter = _counter(uow, series, rule, lock=True)
    assert counter is not None, "the row was just made"
    if counter["value"] != coming - 1:
        _checked_start(uow, series, rule, start)
        base = coming - 1 if counter["value"] == counter["base"] else counter["base"]
        moved = {**{key: row[key] for key in keys}, "base": base, "value": coming - 1}
        uow.update_rows(NUMBER_COUNTER, [moved], keys=keys, assignments=["base = v.base", "value = v.value"])


def _view(uow: UnitOfWork, series: str, rule: NumberRule, version: int) -> NumberRuleView:
    counter = _counter(uow, series, rule)
    if counter is not None:
        coming = counter["value"] + 1
    else:
        coming = highest_given(uow, series, rule, uow.today) + 1 if rule.own else 1
    return NumberRuleView(
        series=series,
        version=version,
        label=f"record.{series}",
        **_plain(rule),
        own=rule.own,
        gapless=_is_gapless(series),
        next=coming,
        example=rule.text(rule.stamp(uow.today), coming),
    )


def _plain(rule: NumberRule) -> dict[str, Any]:
    return {
        "prefix": rule.prefix,
        "date_part": rule.date_part,
        "middle": rule.middle,
        "digits": rule.digits,
        "suffix": rule.suffix,
        "reset": rule.reset,
    }


def _is_gapless(series: str) -> bool:
    """Documents are counted by the law of numbers: as many as were given."""
    return series in {record.name for record in documents()}


def _require(series: str) -> None:
    if series not in rules():
        raise NotFound(what="record.number_rule")


def _counter(uow: UnitOfWork, series: str, rule: NumberRule, *, lock: bool = False) -> RowMapping | None:
    column = NUMBER_COUNTER.c
    query = select(NUMBER_COUNTER).where(
        column.tenant_id == uow.tenant_id,
        column.company_id == uow.company_id,
        column.series == series,
        column.shape == rule.shape,
        column.period == rule.period(uow.today),
    )
    return uow.first(query.with_for_update() if lock else query)


def _own_rows(uow: UnitOfWork) -> list[RowMapping]:
    own = NUMBER_RULE.c
    query = select(NUMBER_RULE).where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    return list(uow.rows(query))


def _own_row(uow: UnitOfWork, series: str, *, lock: bool = False) -> RowMapping | None:
    own = NUMBER_RULE.c
    query = select(NUMBER_RULE).where(
        own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.series == series
    )
    return uow.first(query.with_for_update() if lock else query)
