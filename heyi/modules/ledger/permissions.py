"""What may be allowed with the books."""

from heyi.platform.access import permission

VIEW_ACCOUNT = permission("ledger.account.view", "accountant", "viewer")
VIEW_ENTRY = permission("ledger.entry.view", "accountant", "viewer")
CLOSE_PERIOD = permission("ledger.period.close", "accountant")
