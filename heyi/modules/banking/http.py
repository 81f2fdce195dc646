"""Routes of banking."""

from typing import Annotated
from uuid import UUID

from fastapi import Form, Query, UploadFile

from heyi.kit.dates import Period
from heyi.modules.banking import api
from heyi.modules.banking import permissions as may
from heyi.modules.banking.schemas import BankStartBody, MatchesBody, PostLineBody, mapping_of
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.printing import paper, workbook
from heyi.platform.records.http import add_list_route, add_record_routes
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay, month

router = Router("banking")

add_list_route(router, api.BANK_STATEMENT)
add_record_routes(router, api.BANK_RULE)

ColumnMapping = Annotated[str | None, Form(description="JSON: which heading each of our fields is read from")]
SkipBad = Annotated[bool, Form(description="take the good rows in although there are bad ones")]


def _upload(file: UploadFile, mapping: str | None, *, skip_bad: bool = False) -> api.Upload:
    file.file.seek(0)
    return api.Upload(
        data=file.file.read(), filename=file.filename or "", mapping=mapping_of(mapping), skip_bad=skip_bad
    )


@router.ask(
    "/money-accounts/{money_account_id}/statements/check",
    permission=may.IMPORT_STATEMENT,
    answer=api.StatementCheck,
)
def check_statement(
    uow: UnitOfWork, money_account_id: UUID, file: UploadFile, mapping: ColumnMapping = None
) -> api.StatementCheck:
    """Look at a file of the bank: what is in it, what of it is new, what cannot be read. Nothing is taken in."""
    return api.check_statement(uow, money_account_id, _upload(file, mapping))


@router.post(
    "/money-accounts/{money_account_id}/statements",
    permission=may.IMPORT_STATEMENT,
    answer=api.StatementStatus,
    status=201,
)
def take_in_statement(
    uow: UnitOfWork,
    money_account_id: UUID,
    file: UploadFile,
    mapping: ColumnMapping = None,
    skip_bad: SkipBad = False,  # noqa: FBT002 - a form field
) -> api.StatementStatus:
    """Take the new lines of a file of the bank in."""
    return api.take_in(uow, money_account_id, _upload(file, mapping, skip_bad=skip_bad))


@router.get("/bank-statements/{statement_id}", permission=may.VIEW_STATEMENT, answer=api.StatementView)
def get_bank_statement(uow: UnitOfWork, statement_id: UUID) -> api.StatementView:
    """A statement with its lines, each with the match it is in."""
    return api.get_statement(uow, statement_id)


@router.post(
    "/bank-statements/{statement_id}/undo", permission=may.IMPORT_STATEMENT, answer=api.StatementStatus
)
def take_back_statement(uow: UnitOfWork, statement_id: UUID) -> api.StatementStatus:
    """Let a statement's lines count no more, while none of them is matched."""
    return api.take_back(uow, statement_id)


@router.post(
    "/money-accounts/{money_account_id}/bank-start", permission=may.IMPORT_STATEMENT, answer=api.BankStart
)
def set_bank_start(uow: UnitOfWork, money_account_id: UUID, body: BankStartBody) -> api.BankStart:
    """Say from which day on the bank's lines are known, and what lay there before."""
    return api.set_start(uow, money_account_id, begins_on=body.begins_on, opening=body.opening)


@router.get(
    "/money-accounts/{money_account_id}/unmatched", permission=may.VIEW_STATEMENT, answer=api.Unmatched
)
def get_unmatched(
    uow: UnitOfWork,
    money_account_id: UUID,
    until: Annotated[BusinessDay | None, Query(description="last day; all when left out")] = None,
    since: Annotated[
        BusinessDay | None, Query(description="first day of the books; that of the statements when left out")
    ] = None,
) -> api.Unmatched:
    """What of bank and books is not matched, and what is probably the same."""
    return api.unmatched(uow, money_account_id, until=until, since=since)


@router.get("/money-accounts/{money_account_id}/matches", permission=may.VIEW_STATEMENT, answer=api.MatchPage)
def get_matches(uow: UnitOfWork, money_account_id: UUID, before_match: UUID | None = None) -> api.MatchPage:
    """What was matched, the latest first."""
    return api.matches(uow, money_account_id, before=before_match)


@router.post(
    "/money-accounts/{money_account_id}/matches", permission=may.MATCH, answer=api.Matched, status=201
)
def add_matches(uow: UnitOfWork, money_account_id: UUID, body: MatchesBody) -> api.Matched:
    """Match lines of the bank with lines of the books, up to 200 matches at once."""
    return api.match(uow, money_account_id, [one.draft() for one in body.matches])


@router.post("/bank-matches/{match_id}/undo", permission=may.MATCH, status=204)
def undo_match(uow: UnitOfWork, match_id: UUID) -> None:
    """Take a match back; its lines are open again."""
    api.unmatch(uow, match_id)


@router.post("/bank-lines/{bank_line_id}/post", permission=may.MATCH, answer=api.LinePosted, status=201)
def post_bank_line(uow: UnitOfWork, bank_line_id: UUID, body: PostLineBody) -> api.LinePosted:
    """Enter what the bank says as a receipt, a payment or a voucher, and match both."""
    return api.post_line(uow, bank_line_id, body.posting())


ledger.add_preview(router, "/bank-lines/{bank_line_id}/post", post_bank_line)


@router.get(
    "/reconciliations", permission=may.VIEW_STATEMENT, answer=list[api.AccountReconciled], snapshot=True
)
def get_reconciliations(uow: UnitOfWork, period: str | None = None) -> list[api.AccountReconciled]:
    """How every money account stands at the end of a month, bank beside books."""
    return api.summaries(uow, _month(uow, period))


@router.get(
    "/money-accounts/{money_account_id}/reconciliations/{period}",
    permission=may.VIEW_STATEMENT,
    answer=api.Reconciliation,
    snapshot=True,
)
def get_reconciliation(uow: UnitOfWork, money_account_id: UUID, period: str) -> api.Reconciliation:
    """余额调节表 of a money account at the end of a month."""
    payments.require_money_account(uow, money_account_id)
    return api.reconciliation(uow, money_account_id, month(period))


@router.get(
    "/money-accounts/{money_account_id}/reconciliations/{period}/paper",
    permission=may.VIEW_STATEMENT,
    snapshot=True,
)
def get_reconciliation_paper(uow: UnitOfWork, money_account_id: UUID, period: str) -> Answer:
    """余额调节表 as a PDF, to be signed."""
    payments.require_money_account(uow, money_account_id)
    found = api.reconciliation(uow, money_account_id, month(period))
    name = f"{found.summary.money_account}-{found.period}"
    return paper(api.print_reconciliation(uow, found), f"{name}.pdf")


@router.get(
    "/money-accounts/{money_account_id}/reconciliations/{period}/sheet",
    permission=may.VIEW_STATEMENT,
    snapshot=True,
)
def get_reconciliation_sheet(uow: UnitOfWork, money_account_id: UUID, period: str) -> Answer:
    """余额调节表 as a workbook."""
    payments.require_money_account(uow, money_account_id)
    found = api.reconciliation(uow, money_account_id, month(period))
    name = f"{found.summary.money_account}-{found.period}"
    return workbook(api.reconciliation_sheet(uow, found), f"{name}.xlsx")


@router.post(
    "/money-accounts/{money_account_id}/reconciliations/{period}/confirm",
    permission=may.CONFIRM,
    answer=api.Reconciliation,
)
def confirm_reconciliation(uow: UnitOfWork, money_account_id: UUID, period: str) -> api.Reconciliation:
    """Keep that bank and books of the month come to the same."""
    payments.require_money_account(uow, money_account_id)
    return api.confirm(uow, money_account_id, month(period))


def _month(uow: UnitOfWork, period: str | None) -> Period:
    return Period.from_date(uow.today) if period is None else month(period)
