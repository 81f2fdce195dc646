"""Who may change what stands on every paper of the company, and how Heyi looks and speaks in it."""

from heyi.platform.access import permission

MANAGE_COMPANY = permission("platform.company.manage", "accountant")
MANAGE_NUMBER_RULE = permission("platform.number_rule.manage", "accountant")
START_OVER = permission("platform.company.start_over")
MANAGE_LOOK = permission("platform.look.manage")
