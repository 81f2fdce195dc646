"""What banking refuses."""

from heyi.platform.errors import AppError


class StatementUnreadable(AppError):
    """The file cannot be read as a statement, or holds more than is taken at once; its problem says which."""

    code = "banking.statement_unreadable"
    status = 422


class StatementOfAnother(AppError):
    """The file names an account, and it is another than the money account's."""

    code = "banking.statement_of_another"
    status = 422


class StatementOfKind(AppError):
    """The file is a bill of a payment service and the money account lies elsewhere, or the other way round."""

    code = "banking.statement_of_kind"
    status = 422


class StatementCurrency(AppError):
    """The file is in a currency, and the money account keeps another."""

    code = "banking.statement_currency"
    status = 422


class LayoutUnknown(AppError):
    """The headings are none that are known, and it was not said what they mean."""

    code = "banking.layout_unknown"
    status = 422


class StatementHasBadRows(AppError):
    """Some rows cannot be read and it was not asked to leave them out, so nothing was taken in."""

    code = "banking.statement_has_bad_rows"
    status = 422


class NothingNew(AppError):
    """Every line of the file was taken in before, or it has none."""

    code = "banking.nothing_new"
    status = 409


class StatementMatched(AppError):
    """A line of the statement is matched, so the statement stays."""

    code = "banking.statement_matched"
    status = 409


class StatementGone(AppError):
    """The statement was taken back before."""

    code = "banking.statement_gone"
    status = 409


class AlreadyMatched(AppError):
    """A line of the bank or of the books is in a match already."""

    code = "banking.already_matched"
    status = 409


class ForeignNeedsVoucher(AppError):
    """The account keeps a foreign currency, and receipts and payments are in the books' own."""

    code = "banking.foreign_needs_voucher"
    status = 422


class MatchUnequal(AppError):
    """The lines of the bank and those of the books do not come to the same."""

    code = "banking.match_unequal"
    status = 422


class TableTooLong(AppError):
    """More items are not matched than the table tells, so it would be no paper to sign."""

    code = "banking.table_too_long"
    status = 422


class NotReconciled(AppError):
    """Bank and books do not come to the same, so the month cannot be confirmed."""

    code = "banking.not_reconciled"
    status = 409
