"""What the ledger refuses."""

from heyi.platform.errors import AppError


class EntryUnbalanced(AppError):
    """Debits and credits of an entry differ, or it has fewer than two lines."""

    code = "ledger.entry_unbalanced"
    status = 422


class LineNotOneSided(AppError):
    """A line has an amount on both sides, or on neither."""

    code = "ledger.line_not_one_sided"
    status = 422


class AccountUnusable(AppError):
    """A line names an account that does not exist or is not a detail account."""

    code = "ledger.account_unusable"
    status = 422


class PeriodClosed(AppError):
    """The entry's day lies in a period that is closed."""

    code = "ledger.period_closed"
    status = 409


class NoSuchAccount(AppError):
    """There is no account of that code."""

    code = "ledger.no_such_account"
    status = 404


class AccountKept(AppError):
    """Documents keep this account, so that it always equals what they say; it takes no voucher written by hand."""

    code = "ledger.account_kept"
    status = 422


class DimensionMissing(AppError):
    """A line written by hand does not name what its account is kept apart by; `problems` name each place."""

    code = "ledger.dimension_missing"
    status = 422


class MakerReviews(AppError):
    """Who wrote a voucher does not review it himself where the company wants two pairs of eyes."""

    code = "ledger.maker_reviews"
    status = 409


class ReversalUnreviewed(AppError):
    """Who wrote a voucher does not take it back alone where the company wants two pairs of eyes."""

    code = "ledger.reversal_unreviewed"
    status = 409


class ReviewMissing(AppError):
    """The company wants every voucher reviewed before it is posted."""

    code = "ledger.review_missing"
    status = 409


class ReversesTooEarly(AppError):
    """A voucher is to be taken back before the month after its own."""

    code = "ledger.reverses_too_early"
    status = 422


class PeriodNotReady(AppError):
    """Something must be mended before the period can be closed; `checks` names it."""

    code = "ledger.period_not_ready"
    status = 409


class PeriodOutOfTurn(AppError):
    """Periods are closed one after the other, and opened again from the last one back."""

    code = "ledger.period_out_of_turn"
    status = 409


class NothingToClose(AppError):
    """No account of profit and loss holds anything in this period."""

    code = "ledger.nothing_to_close"
    status = 409


class BooksBegun(AppError):
    """Entries were posted already from that day on or before it, so the opening balances stand."""

    code = "ledger.books_begun"
    status = 409


class StandardSettled(AppError):
    """Something stands in the books, so they go on by the standard that they were begun by."""

    code = "ledger.standard_settled"
    status = 409


class ChartShaped(AppError):
    """The company shaped its chart or its posting rules in a way that the other standard has no place for."""

    code = "ledger.chart_shaped"
    status = 409


class ForeignAmountMissing(AppError):
    """The account keeps a foreign currency, and the line does not say what it is in it."""

    code = "ledger.foreign_amount_missing"
    status = 422


class NoForeignAmount(AppError):
    """The account is kept in the books' own currency, and the line says an amount in another."""

    code = "ledger.no_foreign_amount"
    status = 422


class RateDiffers(AppError):
    """An amount is not what the foreign one is worth by the rate."""

    code = "ledger.rate_differs"
    status = 422


class CurrencyUnknown(AppError):
    """The company does not have that currency."""

    code = "ledger.currency_unknown"
    status = 422


class CurrencyInUse(AppError):
    """Accounts keep that currency, so it stays."""

    code = "ledger.currency_in_use"
    status = 409


class AccountHolds(AppError):
    """What stands on the account is in the currency it was kept in, or documents post to it in the books' own."""

    code = "ledger.account_holds"
    status = 409


class RateMissing(AppError):
    """No rate is known for a currency until that day."""

    code = "ledger.rate_missing"
    status = 409


class SpanTooLong(AppError):
    """A ledger of so many months does not go on one paper."""

    code = "ledger.span_too_long"
    status = 422


class NothingToRevalue(AppError):
    """Everything is in the books at what it is worth."""

    code = "ledger.nothing_to_revalue"
    status = 409


class AccountHoldsEntries(AppError):
    """The account holds entries: before one is put below it, they need an account of their own there."""

    code = "ledger.account_holds_entries"
    status = 409


class RuleAccountHeld(AppError):
    """Documents are to keep the account, and something else stood there: both could not be told apart."""

    code = "ledger.rule_account_held"
    status = 409


class AccountInUse(AppError):
    """Documents post to the account by its code, so none can be put below it, and it is not switched off."""

    code = "ledger.account_in_use"
    status = 409


class CodeMisplaced(AppError):
    """An account's code begins with its parent's and adds two to four digits."""

    code = "ledger.code_misplaced"
    status = 422


class ReversesOnItsDay(AppError):
    """A voucher that is a month's own is to be taken back on another day than its own."""

    code = "ledger.reverses_on_its_day"
    status = 422


class ReversesBefore(AppError):
    """A voucher is to be taken back before its own day."""

    code = "ledger.reverses_before"
    status = 422


class NothingToCarry(AppError):
    """应交增值税 owes nothing at the month's end."""

    code = "ledger.nothing_to_carry"
    status = 409


class VatCarriedLater(AppError):
    """The VAT of a later month is carried already, with this month's in it."""

    code = "ledger.vat_carried_later"
    status = 409


class ClosedLater(AppError):
    """Profit and loss of a later month is carried already, with this month's in it."""

    code = "ledger.closed_later"
    status = 409


class NotDecember(AppError):
    """The profit of the year is carried forward in its last month only."""

    code = "ledger.not_december"
    status = 409


class OpeningDebtsStand(AppError):
    """Debts or advances from before are entered on another day than the balances would stand on."""

    code = "ledger.opening_debts_stand"
    status = 409


class OpeningOnlyKept(AppError):
    """Everything that was entered is kept by documents and adds up to nothing, so nothing remains to be posted."""

    code = "ledger.opening_only_kept"
    status = 422


class RuleTooFine(AppError):
    """Lines of that role know no category, warehouse or tax that a rule could look at."""

    code = "ledger.rule_too_fine"
    status = 422


class RuleForAll(AppError):
    """The rule for all goods can be changed but not ended, for every line needs an account."""

    code = "ledger.rule_for_all"
    status = 409


class RuleAccountTaken(AppError):
    """Documents keep the account for another kind of line, or would keep one that another line goes to."""

    code = "ledger.rule_account_taken"
    status = 409


class RuleAccountUnlike(AppError):
    """What documents keep stands in one class of accounts; the new account is of another."""

    code = "ledger.rule_account_unlike"
    status = 422


class RuleHoldsBalance(AppError):
    """What stands on the account now waits for documents that clear it; it must be empty before it is replaced."""

    code = "ledger.rule_holds_balance"
    status = 409


class NothingToPrint(AppError):
    """The month has no vouchers that the reader sees."""

    code = "ledger.nothing_to_print"
    status = 409


class TooManyOnPaper(AppError):
    """There are more vouchers than are printed at once."""

    code = "ledger.too_many_on_paper"
    status = 422


class TemplateUnbalanced(AppError):
    """What a template takes of an account on one side is not what it takes on the other."""

    code = "ledger.template_unbalanced"
    status = 422


class TemplateUsed(AppError):
    """A template that comes round each month has written its voucher of the month."""

    code = "ledger.template_used"
    status = 409


class NothingToShare(AppError):
    """The accounts whose shares a template takes hold nothing, so there is no voucher."""

    code = "ledger.nothing_to_share"
    status = 409


class NoOpening(AppError):
    """No opening balances are entered."""

    code = "ledger.no_opening"
    status = 409


class OpeningTogether(AppError):
    """An opening that tells a year so far stands on several vouchers, which are taken back together."""

    code = "ledger.opening_together"
    status = 409


class BeforeBooks(AppError):
    """A voucher by hand would lie before the first day of the books, among what was entered as opening balances."""

    code = "ledger.before_books"
    status = 422


class YearBeginsThen(AppError):
    """The books begin with a year, so nothing moved in it before."""

    code = "ledger.year_begins_then"
    status = 422


class YearMovedUneven(AppError):
    """What moved on debit sides in the year so far differs from what moved on credit sides."""

    code = "ledger.year_moved_uneven"
    status = 422


class YearOpeningOfProfit(AppError):
    """An account of profit and loss would have held something when the year began."""

    code = "ledger.year_opening_of_profit"
    status = 422


class YearForeignDiffers(AppError):
    """What an account held or moved in its foreign currency does not go with what that is worth."""

    code = "ledger.year_foreign_differs"
    status = 422


class FlowsAreNotCash(AppError):
    """The rows of the cash flow statement do not add up to what cash and bank changed by in the year so far."""

    code = "ledger.flows_are_not_cash"
    status = 422
