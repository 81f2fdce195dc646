"""Keep templates of vouchers, write vouchers from them, and write some of them again each month."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, select

from heyi.kit.dates import Period
from heyi.kit.money import round_amount, share_out
from heyi.modules.ledger.actions.post import DIMENSIONS
from heyi.modules.ledger.actions.vouchers import check_named, write_voucher
from heyi.modules.ledger.contracts import (
    ZERO,
    LineDraft,
    Template,
    TemplateDraft,
    TemplateLineDraft,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.errors import NothingToShare, TemplateUnbalanced, TemplateUsed
from heyi.modules.ledger.models import TEMPLATE, TEMPLATE_LINE, TEMPLATE_RUN
from heyi.modules.ledger.queries.chart import account_codes, chart, detail_accounts, require_detail
from heyi.modules.ledger.queries.templates import due_templates, get_template, template_lines
from heyi.modules.ledger.queries.totals import account_sums
from heyi.modules.ledger.rules.journal import check_balanced
from heyi.platform.errors import AppError, NotFound, VersionChanged
from heyi.platform.records import search
from heyi.platform.unit_of_work import UnitOfWork

_T = TEMPLATE.table
_PERCENT = Decimal(100)


def save_template(uow: UnitOfWork, draft: TemplateDraft) -> Template:
    """Keep a template; where it names a day, the job of the night writes it each month from the next such day on.

    Raises:
        LineNotOneSided, EntryUnbalanced, TemplateUnbalanced: its lines would be no entry.
        AccountUnusable: a line names no detail account in use.
        InvalidInput: a line names somebody or something that is not there.
        AlreadyExists: there is a template of that name (from the database, as IntegrityError).
    """
    _check(uow, draft)
    template_id = uow.new_id()
    uow.insert(_T, {"id": template_id, "company_id": uow.company_id, "refused": None, **_head(draft)})
    search.add_words(uow, TEMPLATE, template_id, {"name": draft.name})
    _add_lines(uow, template_id, draft.lines)
    uow.audit("created", record="voucher_template", record_id=template_id, title=draft.name)
    return get_template(uow, template_id)


def update_template(uow: UnitOfWork, template_id: UUID, version: int, draft: TemplateDraft) -> Template:
    """Replace what a template says; vouchers that it wrote stay as they are.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        LineNotOneSided, EntryUnbalanced, TemplateUnbalanced, AccountUnusable, InvalidInput: see keeping.
    """
    head = _lock(uow, template_id)
    if head["version"] != version:
        raise VersionChanged(what="record.voucher_template", yours=version, now=head["version"])
    _check(uow, draft)
    line = TEMPLATE_LINE.c
    uow.execute(delete(TEMPLATE_LINE).where(line.tenant_id == uow.tenant_id, line.template_id == template_id))
    _add_lines(uow, template_id, draft.lines)
    uow.change(_T, template_id, _head(draft) | {"refused": None})
    search.replace_words(uow, TEMPLATE, template_id, {"name": draft.name})
    uow.audit("changed", record="voucher_template", record_id=template_id, title=draft.name)
    return get_template(uow, template_id)


def use_template(uow: UnitOfWork, template_id: UUID, occurred_on: date) -> VoucherStatus:
    """Write a voucher by a template as a draft; one that is written each month is written once in it.

    Raises:
        NotFound: it does not exist in this company.
        TemplateUsed: it comes round by itself, and the month has its voucher.
        NothingToShare: the accounts whose shares it takes hold nothing.
        AccountUnusable, AccountKept, DimensionMissing: see writing a voucher.
    """
    head = _lock(uow, template_id)
    status = write_voucher(uow, _voucher(uow, head, occurred_on))
    if head["monthly_on"] is not None:
        _note_run(uow, head, occurred_on, status.id)
    uow.link("voucher_template", template_id, "voucher", status.id)
    return status


def write_due(uow: UnitOfWork) -> int:
    """Write the vouchers of today and of days before in this month that templates ask for; answers how many.

    One that cannot be written says why on its template, and is tried again the next night.
    """
    written = 0
    for template_id in due_templates(uow, uow.today):
        head = _lock(uow, template_id)
        day = _day_in(Period.from_date(uow.today), head["monthly_on"])
        refusals: list[str] = []

        def write(template_id: UUID = template_id, day: date = day) -> None:
            use_template(uow, template_id, day)

        try:
            uow.attempt(write)
            written += 1
        except AppError as refusal:
            refusals.append(refusal.code)
        refused = refusals[0] if refusals else None
        if head["refused"] != refused:
            uow.change(_T, template_id, {"refused": refused})
    return written


def _head(draft: TemplateDraft) -> dict[str, Any]:
    names = ("name", "monthly_on", "until", "reverses", "active")
    return {name: getattr(draft, name) for name in names}


def _check(uow: UnitOfWork, draft: TemplateDraft) -> None:
    fixed = [one.line for one in draft.lines if one.share is None]
    for one in draft.lines:
        require_detail(uow, one.line.account)
        if one.share_of is not None:
            require_detail(uow, one.share_of)
    check_named(uow, [one.line for one in draft.lines])
    if fixed:
        check_balanced(fixed, summary=draft.name)
    sides: dict[str, Decimal] = {}
    for one in draft.lines:
        if one.share_of is not None and one.share is not None:
            sign = 1 if one.line.debit else -1
            sides[one.share_of] = sides.get(one.share_of, ZERO) + sign * one.share
    torn = sorted(account for account, left in sides.items() if left)
    if torn:
        raise TemplateUnbalanced(account=torn[0])


def _add_lines(uow: UnitOfWork, template_id: UUID, lines: Sequence[TemplateLineDraft]) -> None:
    accounts = detail_accounts(uow)
    for line_no, one in enumerate(lines, start=1):
        uow.insert(
            TEMPLATE_LINE,
            {
                "id": uow.new_id(),
                "template_id": template_id,
                "line_no": line_no,
                "account_id": accounts[one.line.account],
                "summary": one.line.summary,
                "debit": one.line.debit,
                "credit": one.line.credit,
                "share_of_id": None if one.share_of is None else accounts[one.share_of],
                "share": one.share,
                **{name: getattr(one.line, name) for name in DIMENSIONS},
            },
        )


def _lock(uow: UnitOfWork, template_id: UUID) -> RowMapping:
    place = (_T.c.tenant_id == uow.tenant_id, _T.c.company_id == uow.company_id, _T.c.id == template_id)
    found = uow.first(select(_T).where(*place).with_for_update())
    if found is None:
        raise NotFound(what="record.voucher_template")
    return found


def _voucher(uow: UnitOfWork, head: RowMapping, occurred_on: date) -> VoucherDraft:
    rows = template_lines(uow, head["id"])
    amounts = _shares(uow, rows, occurred_on)
    lines = []
    for row in rows:
        debit, credit = row["debit"], row["credit"]
        if row["share"] is not None:
            taken = amounts[row["line_no"]]
            debit, credit = (taken, ZERO) if debit else (ZERO, taken)
        if debit or credit:
            named = {name: row[name] for name in DIMENSIONS}
            lines.append(
                LineDraft(
                    account=row["account_code"],
                    summary=row["summary"] or head["name"],
                    debit=debit,
                    credit=credit,
                    **named,
                )
            )
    if not lines:
        raise NothingToShare(name=head["name"])
    back = Period.from_date(occurred_on).next().first_day if head["reverses"] else None
    return VoucherDraft(occurred_on=occurred_on, lines=tuple(lines), reverses_on=back)


def _shares(uow: UnitOfWork, rows: Sequence[RowMapping], day: date) -> Mapping[int, Decimal]:
    """What each line takes of its account's balance, shared out to the cent, so that both sides take the same."""
    groups: dict[tuple[str, bool], list[RowMapping]] = {}
    for row in rows:
        if row["share"] is not None:
            groups.setdefault((row["share_of"], bool(row["debit"])), []).append(row)
    if not groups:
        return {}
    codes, normal = account_codes(uow), {one.code: one.normal_balance for one in chart(uow)}
    held = {
        codes[row["account_id"]]: row["debit_0"] - row["credit_0"] for row in uow.rows(account_sums(uow, day))
    }
    amounts: dict[int, Decimal] = {}
    for (account, _), lines in groups.items():
        balance = held.get(account, ZERO) * (1 if normal[account] == "debit" else -1)
        shares = [line["share"] for line in lines]
        whole = round_amount(balance * sum(shares, ZERO) / _PERCENT)
        parts = share_out(abs(whole), shares)
        for line, part in zip(lines, parts, strict=True):
            amounts[line["line_no"]] = part if whole >= 0 else -part
    return amounts


def _note_run(uow: UnitOfWork, head: RowMapping, occurred_on: date, voucher_id: UUID) -> None:
    """The month's voucher, at most one: the database holds that, however many write it at once."""
    period = str(Period.from_date(occurred_on))
    taken = select(TEMPLATE_RUN.c.id).where(
        TEMPLATE_RUN.c.tenant_id == uow.tenant_id,
        TEMPLATE_RUN.c.template_id == head["id"],
        TEMPLATE_RUN.c.period == period,
    )
    if uow.scalar(taken) is not None:
        raise TemplateUsed(name=head["name"], period=period)
    row = {"template_id": head["id"], "period": period, "voucher_id": voucher_id}
    uow.insert(TEMPLATE_RUN, {"id": uow.new_id(), **row})


def _day_in(period: Period, day: int) -> date:
    return date(period.year, period.month, min(day, monthrange(period.year, period.month)[1]))
