"""What may be allowed with statements of the bank."""

from heyi.platform.access import permission

VIEW_STATEMENT = permission("banking.statement.view", "accountant", "viewer")
IMPORT_STATEMENT = permission("banking.statement.import", "accountant")
MATCH = permission("banking.match.write", "accountant")
MANAGE_RULE = permission("banking.rule.manage", "accountant")
CONFIRM = permission("banking.reconciliation.confirm", "accountant")
