"""Who may change what stands on every paper of the company."""

from heyi.platform.access import permission

MANAGE_COMPANY = permission("platform.company.manage", "accountant")
MANAGE_NUMBER_RULE = permission("platform.number_rule.manage", "accountant")
