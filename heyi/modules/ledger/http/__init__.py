"""Routes of the books."""

from uuid import UUID

from fastapi import UploadFile

from heyi.modules.ledger import api
from heyi.modules.ledger import permissions as may
from heyi.modules.ledger.jobs import fold_when_many, print_later
from heyi.modules.ledger.schemas import (
    AccountBody,
    AccountChange,
    BookRulesBody,
    OpeningBody,
    PostingRuleBody,
    PrintBody,
    ReopenBody,
    ReverseBody,
    ReviewBody,
    StandardBody,
    TemplateBody,
    UseBody,
    VoucherBody,
    cash_row,
    paper_layout,
    statement_name,
)
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.http.spans import From, To, span
from heyi.platform.printing import paper
from heyi.platform.records import access
from heyi.platform.records.exporting.running import Asked
from heyi.platform.records.http import add_get_route, add_list_route, add_record_routes
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import month

router = Router("ledger")


@router.get("/trial-balance", permission=may.VIEW_ACCOUNT, answer=api.TrialBalance)
def get_trial_balance(uow: UnitOfWork, from_: From = None, to: To = None) -> api.TrialBalance:
    """Opening, movement and closing of every account that has any."""
    fold_when_many(uow)
    first_day, last_day = span(uow, from_, to)
    return api.trial_balance(uow, first_day=first_day, last_day=last_day)


@router.get("/general-ledger", permission=may.VIEW_ACCOUNT, answer=api.GeneralLedger)
def get_general_ledger(uow: UnitOfWork, from_: From = None, to: To = None) -> api.GeneralLedger:
    """总账: the months of every account of the first level, up to twelve of them."""
    fold_when_many(uow)
    return api.general_ledger(uow, *span(uow, from_, to))


@router.get("/accounts/{code}/lines", permission=may.VIEW_ENTRY, answer=api.AccountLines)
def get_account_lines(uow: UnitOfWork, code: str, from_: From = None, to: To = None) -> api.AccountLines:
    """The movements of an account and all below it, with the balance after each."""
    first_day, last_day = span(uow, from_, to)
    return api.account_lines(uow, code, first_day=first_day, last_day=last_day)


@router.get("/accounts/{code}/balances", permission=may.VIEW_ENTRY, answer=api.DimensionBalances)
def get_dimension_balances(
    uow: UnitOfWork, code: str, by: api.By = api.By.PARTY, from_: From = None, to: To = None
) -> api.DimensionBalances:
    """An account kept apart by customer, department and so on (辅助核算余额表)."""
    first_day, last_day = span(uow, from_, to)
    return api.dimension_balances(uow, code, by, first_day=first_day, last_day=last_day)


@router.get("/accounts/{code}/division", permission=may.MANAGE_ACCOUNT, answer=api.AccountDivision)
def get_account_division(uow: UnitOfWork, code: str) -> api.AccountDivision:
    """What putting an account below this one would mean: whether it holds entries, and what it holds."""
    return api.account_division(uow, code)


@router.post("/accounts", permission=may.MANAGE_ACCOUNT, answer=api.AccountStatus, status=201)
def add_account(uow: UnitOfWork, body: AccountBody) -> api.AccountStatus:
    """Put an account below another."""
    return api.add_below(uow, **body.model_dump())


@router.patch("/accounts/{account_id}", permission=may.MANAGE_ACCOUNT, answer=api.AccountStatus)
def update_account(uow: UnitOfWork, account_id: UUID, body: AccountChange, version: int) -> api.AccountStatus:
    """Change an account's names, what lines must name, or whether it may be used."""
    return api.update_account(uow, account_id, version, body.model_dump(exclude_unset=True))


@router.get("/statements/{name}", permission=may.VIEW_ACCOUNT, answer=api.Statement, snapshot=True)
def get_statement(uow: UnitOfWork, name: str, period: str, span: api.Span = api.Span.MONTH) -> api.Statement:
    """资产负债表, 利润表 or 现金流量表 at the end of a month."""
    fold_when_many(uow)
    return api.statement(uow, statement_name(name), month(period), span)


@router.get("/cash-flow/{row}/entries", permission=may.VIEW_ENTRY, answer=api.CashFlowEntries)
def get_cash_flow_entries(
    uow: UnitOfWork, row: str, from_: From = None, to: To = None
) -> api.CashFlowEntries:
    """The entries that stand on a row of 现金流量表."""
    first_day, last_day = span(uow, from_, to)
    return api.cash_flow_entries(uow, cash_row(row), first_day, last_day)


@router.get("/periods", permission=may.VIEW_ACCOUNT, answer=list[api.PeriodFacts])
def get_periods(uow: UnitOfWork) -> list[api.PeriodFacts]:
    """The months of the books, the latest first."""
    return api.list_periods(uow)


@router.get("/periods/{period}", permission=may.VIEW_ACCOUNT, answer=api.PeriodChecks)
def get_period(uow: UnitOfWork, period: str) -> api.PeriodChecks:
    """A month with everything that is looked at before it is closed."""
    return api.period_checks(uow, month(period))


@router.post("/periods/{period}/close", permission=may.CLOSE_PERIOD, answer=api.PeriodChecks)
def close_period(uow: UnitOfWork, period: str) -> api.PeriodChecks:
    """Close a month: it takes no more entries."""
    return api.close_period(uow, month(period))


@router.post("/periods/{period}/reopen", permission=may.CLOSE_PERIOD, answer=api.PeriodChecks)
def reopen_period(uow: UnitOfWork, period: str, body: ReopenBody) -> api.PeriodChecks:
    """Open the last closed month again."""
    return api.reopen_period(uow, month(period), reason=body.reason)


@router.post("/periods/{period}/lock", permission=may.CLOSE_PERIOD, answer=api.PeriodChecks)
def lock_period(uow: UnitOfWork, period: str) -> api.PeriodChecks:
    """Lock a closed month and all before it for good."""
    return api.lock_period(uow, month(period))


@router.post(
    "/periods/{period}/close-profit", permission=may.POST_VOUCHER, answer=list[api.VoucherStatus], status=201
)
def close_profit(uow: UnitOfWork, period: str) -> list[api.VoucherStatus]:
    """Carry what the accounts of profit and loss hold to 本年利润."""
    return api.close_profit(uow, month(period))


@router.post("/periods/{period}/carry-vat", permission=may.POST_VOUCHER, answer=api.VoucherStatus, status=201)
def carry_vat(uow: UnitOfWork, period: str) -> api.VoucherStatus:
    """Carry the VAT that is owed to 未交增值税 (转出未交增值税)."""
    return api.carry_vat(uow, month(period))


@router.post(
    "/periods/{period}/close-year", permission=may.POST_VOUCHER, answer=api.VoucherStatus, status=201
)
def close_year(uow: UnitOfWork, period: str) -> api.VoucherStatus:
    """Carry 本年利润 to 未分配利润."""
    return api.close_year(uow, month(period))


@router.post("/book-standard", permission=may.MANAGE_BOOKS, answer=api.KeptBy)
def choose_standard(uow: UnitOfWork, body: StandardBody) -> api.KeptBy:
    """Keep the books by 小企业会计准则 or 企业会计准则, while nothing stands in them."""
    api.choose_standard(uow, body.standard)
    return api.kept_by(uow)


@router.get("/book-standard", permission=may.VIEW_ACCOUNT, answer=api.KeptBy)
def get_standard(uow: UnitOfWork) -> api.KeptBy:
    """By which standard the books are kept, and whether that can still be changed."""
    return api.kept_by(uow)


@router.get("/book-rules", permission=may.VIEW_ACCOUNT, answer=api.BookRules)
def get_book_rules(uow: UnitOfWork) -> api.BookRules:
    """How the company keeps its books."""
    return api.book_rules(uow)


@router.get("/book-rules/reviewers", permission=may.VIEW_ACCOUNT, answer=api.Reviewers)
def get_reviewers(uow: UnitOfWork) -> api.Reviewers:
    """Who may review vouchers: where it is but one, nobody reviews what he wrote."""
    return api.reviewers(uow)


@router.post("/book-rules", permission=may.MANAGE_BOOKS, answer=api.BookRules)
def set_book_rules(uow: UnitOfWork, body: BookRulesBody) -> api.BookRules:
    """Say whether vouchers are reviewed before they are posted, and how they are numbered."""
    return api.set_book_rules(uow, **body.model_dump())


@router.get("/opening-balances", permission=may.VIEW_ACCOUNT, answer=api.Opening)
def get_opening(uow: UnitOfWork) -> api.Opening:
    """What was entered as opening balances, beside what documents brought in."""
    return api.opening(uow)


@router.ask("/opening-balances/read", permission=may.MANAGE_BOOKS, answer=api.SheetRows)
def read_opening(uow: UnitOfWork, file: UploadFile) -> api.SheetRows:  # noqa: ARG001 - as every door of members
    """The cells of a table of balances that another system gave out. Nothing is taken in."""
    file.file.seek(0)
    return api.read_sheet(file.file.read(), file.filename or "")


@router.post("/opening-balances", permission=may.MANAGE_BOOKS, answer=api.VoucherStatus, status=201)
def enter_opening(uow: UnitOfWork, body: OpeningBody) -> api.VoucherStatus:
    """Enter what the accounts held when Heyi began to keep the books."""
    return api.enter_opening(uow, body.started_on, body.opening(), body.flowed())


@router.post("/opening-balances/take-back", permission=may.MANAGE_BOOKS, answer=api.Opening)
def take_back_opening(uow: UnitOfWork) -> api.Opening:
    """Take back what was entered as opening balances, as if it had not been."""
    return api.take_back_opening(uow)


@router.get("/standard-vouchers", permission=may.VIEW_VOUCHER, answer=list[api.StandardVoucher])
def get_standard_vouchers(uow: UnitOfWork, period: str | None = None) -> list[api.StandardVoucher]:
    """The standard templates whose accounts the company has; for a month with the amounts of its taxes."""
    return api.standard_vouchers(uow, None if period is None else month(period))


@router.post("/voucher-templates", permission=may.WRITE_VOUCHER, answer=api.Template, status=201)
def save_voucher_template(uow: UnitOfWork, body: TemplateBody) -> api.Template:
    """Keep a template of vouchers, to be used by hand or each month."""
    return api.save_template(uow, body.draft())


@router.get("/voucher-templates/{template_id}", permission=may.VIEW_TEMPLATE, answer=api.Template)
def get_voucher_template(uow: UnitOfWork, template_id: UUID) -> api.Template:
    """A template with its lines and the months it was written in."""
    access.require_row(uow, api.TEMPLATE, template_id, known=True)
    return api.get_template(uow, template_id)


@router.patch("/voucher-templates/{template_id}", permission=may.WRITE_VOUCHER, answer=api.Template)
def update_voucher_template(
    uow: UnitOfWork, template_id: UUID, body: TemplateBody, version: int
) -> api.Template:
    """Replace what a template says."""
    access.require_row(uow, api.TEMPLATE, template_id, known=True)
    return api.update_template(uow, template_id, version, body.draft())


@router.post(
    "/voucher-templates/{template_id}/use",
    permission=may.WRITE_VOUCHER,
    answer=api.VoucherStatus,
    status=201,
)
def use_voucher_template(uow: UnitOfWork, template_id: UUID, body: UseBody) -> api.VoucherStatus:
    """Write a voucher by a template, as a draft."""
    access.require_row(uow, api.TEMPLATE, template_id, known=True)
    return api.use_template(uow, template_id, body.occurred_on or uow.today)


@router.get("/periods/{period}/paper", permission=may.EXPORT_ENTRY)
def get_vouchers_of_month(uow: UnitOfWork, period: str, layout: str = "two") -> Answer:
    """The vouchers of a month on paper, up to fifty."""
    of, lying = month(period), paper_layout(layout)
    return paper(api.print_vouchers(uow, api.month_at_once(uow, of), lying), f"vouchers-{of}.pdf")


@router.post("/periods/{period}/print", permission=may.EXPORT_ENTRY, answer=Asked, status=202)
def print_vouchers_of_month(uow: UnitOfWork, period: str, body: PrintBody) -> Asked:
    """Have a job print all vouchers of a month; its file is found among the exports."""
    return print_later(uow, month(period), body.layout)


@router.get("/journal-entries/{entry_id}/paper", permission=may.EXPORT_ENTRY)
def get_voucher_on_paper(uow: UnitOfWork, entry_id: UUID, layout: str = "one") -> Answer:
    """A posted voucher on paper (记账凭证)."""
    access.require_row(uow, api.JOURNAL_ENTRY, entry_id, may.EXPORT_ENTRY, known=True)
    found = api.voucher_on_paper(uow, entry_id)
    return paper(
        api.print_vouchers(uow, found, paper_layout(layout)),
        f"{found[0].occurred_on:%Y-%m} {found[0].number}.pdf",
    )


@router.get("/posting-rules", permission=may.VIEW_ACCOUNT, answer=list[api.RoleRules])
def get_posting_rules(uow: UnitOfWork) -> list[api.RoleRules]:
    """Which account each line of documents goes to (入账规则)."""
    return api.posting_rules(uow)


@router.post("/posting-rules", permission=may.MANAGE_BOOKS, answer=list[api.RoleRules])
def set_posting_rule(uow: UnitOfWork, body: PostingRuleBody) -> list[api.RoleRules]:
    """Post lines of a role to an account from now on."""
    api.set_rule(uow, api.RuleDraft(**body.model_dump()))
    return api.posting_rules(uow)


@router.post("/posting-rules/{rule_id}/end", permission=may.MANAGE_BOOKS, answer=list[api.RoleRules])
def end_posting_rule(uow: UnitOfWork, rule_id: UUID) -> list[api.RoleRules]:
    """Let a rule for some goods, places or taxes end."""
    api.end_rule(uow, rule_id)
    return api.posting_rules(uow)


@router.post("/vouchers", permission=may.WRITE_VOUCHER, answer=api.VoucherStatus, status=201)
def write_voucher(uow: UnitOfWork, body: VoucherBody) -> api.VoucherStatus:
    """Write a voucher as a draft."""
    return api.write_voucher(uow, body.draft())


@router.get("/vouchers/{voucher_id}", permission=may.VIEW_VOUCHER, answer=api.Voucher)
def get_voucher(uow: UnitOfWork, voucher_id: UUID) -> api.Voucher:
    """A voucher with its lines and who made, reviewed and posted it."""
    access.require_row(uow, api.VOUCHER, voucher_id, known=True)
    return api.get_voucher(uow, voucher_id)


@router.patch("/vouchers/{voucher_id}", permission=may.WRITE_VOUCHER, answer=api.VoucherStatus)
def update_voucher(uow: UnitOfWork, voucher_id: UUID, body: VoucherBody, version: int) -> api.VoucherStatus:
    """Replace what a draft says, lines and all."""
    access.require_row(uow, api.VOUCHER, voucher_id, may.WRITE_VOUCHER, known=True)
    return api.update_voucher(uow, voucher_id, version, body.draft())


@router.post("/vouchers/{voucher_id}/review", permission=may.REVIEW_VOUCHER, answer=api.VoucherStatus)
def review_voucher(uow: UnitOfWork, voucher_id: UUID, body: ReviewBody) -> api.VoucherStatus:
    """Say that somebody looked at the voucher and found it right."""
    access.require_row(uow, api.VOUCHER, voucher_id, may.REVIEW_VOUCHER, known=True)
    return api.review_voucher(uow, voucher_id, body.version)


@router.post("/vouchers/{voucher_id}/send-back", permission=may.REVIEW_VOUCHER, answer=api.VoucherStatus)
def send_voucher_back(uow: UnitOfWork, voucher_id: UUID) -> api.VoucherStatus:
    """Take the review back, so that the voucher can be changed."""
    access.require_row(uow, api.VOUCHER, voucher_id, may.REVIEW_VOUCHER, known=True)
    return api.send_voucher_back(uow, voucher_id)


@router.post("/vouchers/{voucher_id}/cancel", permission=may.WRITE_VOUCHER, answer=api.VoucherStatus)
def cancel_voucher(uow: UnitOfWork, voucher_id: UUID) -> api.VoucherStatus:
    """Throw a draft away."""
    access.require_row(uow, api.VOUCHER, voucher_id, may.WRITE_VOUCHER, known=True)
    return api.cancel_voucher(uow, voucher_id)


@router.post("/vouchers/{voucher_id}/post", permission=may.POST_VOUCHER, answer=api.VoucherStatus)
def post_voucher(uow: UnitOfWork, voucher_id: UUID) -> api.VoucherStatus:
    """Put the voucher into the books."""
    access.require_row(uow, api.VOUCHER, voucher_id, may.POST_VOUCHER, known=True)
    return api.post_voucher(uow, voucher_id)


@router.post("/vouchers/{voucher_id}/reverse", permission=may.POST_VOUCHER, answer=api.VoucherStatus)
def reverse_voucher(uow: UnitOfWork, voucher_id: UUID, body: ReverseBody) -> api.VoucherStatus:
    """Take a posted voucher back by a red-letter one."""
    access.require_row(uow, api.VOUCHER, voucher_id, may.POST_VOUCHER, known=True)
    return api.reverse_voucher(uow, voucher_id, occurred_on=body.occurred_on)


@router.get("/journal-entries/{entry_id}", permission=may.VIEW_ENTRY, answer=api.Entry)
def get_journal_entry(uow: UnitOfWork, entry_id: UUID) -> api.Entry:
    """An entry with its lines and the document that caused it."""
    access.require_row(uow, api.JOURNAL_ENTRY, entry_id, known=True)
    return api.get_entry(uow, entry_id)


@router.get(
    "/documents/{document_type}/{document_id}/entries", permission=may.VIEW_ENTRY, answer=list[api.Entry]
)
def get_document_entries(uow: UnitOfWork, document_type: str, document_id: UUID) -> list[api.Entry]:
    """The entries that a document caused."""
    shape = next((item for item in shapes(uow) if item.name == document_type), None)
    if shape is not None and uow.actor.may(shape.permissions.view):
        access.require_row(uow, shape, document_id, known=True)
    return api.entries_of(uow, document_type, document_id)


add_list_route(router, api.ACCOUNT)
add_get_route(router, api.ACCOUNT)
add_record_routes(router, api.PROJECT)
add_list_route(router, api.VOUCHER)
add_list_route(router, api.TEMPLATE)
add_list_route(router, api.JOURNAL_ENTRY)
