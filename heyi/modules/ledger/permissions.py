"""What may be allowed with the books."""

from heyi.platform.access import permission

VIEW_ACCOUNT = permission("ledger.account.view", "accountant", "viewer")
VIEW_ENTRY = permission("ledger.entry.view", "accountant", "viewer")
EXPORT_ENTRY = permission("ledger.entry.export", "accountant", on="journal_entry")
CLOSE_PERIOD = permission("ledger.period.close", "accountant")
VIEW_VOUCHER = permission("ledger.voucher.view", "accountant", "viewer")
VIEW_TEMPLATE = permission("ledger.template.view", "accountant", "viewer")
WRITE_VOUCHER = permission("ledger.voucher.write", "accountant", on="voucher")
REVIEW_VOUCHER = permission("ledger.voucher.review", "accountant", on="voucher")
POST_VOUCHER = permission("ledger.voucher.post", "accountant", on="voucher")
MANAGE_ACCOUNT = permission("ledger.account.manage", "accountant")
MANAGE_PROJECT = permission("ledger.project.manage", "accountant")
MANAGE_BOOKS = permission("ledger.books.manage", "accountant")
# The owner's own: whoever writes vouchers would otherwise free himself of the second pair of eyes.
END_REVIEW = permission("ledger.review.end")
