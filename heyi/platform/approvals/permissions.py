"""Who may see and steer approvals. To approve needs no permission: whoever is asked may answer."""

from heyi.platform.access import BUILTIN_ROLES, permission

_EVERYBODY = tuple(role for role in BUILTIN_ROLES if role != "owner")

VIEW_APPROVAL = permission("approvals.approval.view", *_EVERYBODY, on="approval", within=_EVERYBODY)
EXPORT_APPROVAL = permission("approvals.approval.export", on="approval")
VIEW_TASK = permission("approvals.task.view", *_EVERYBODY, on="approval_task", within=_EVERYBODY)
# Hands on what waits for others, takes back what others asked for, and sees every approval.
OVERSEE = permission("approvals.task.oversee", on="approval_task")
VIEW_FLOW = permission("approvals.flow.view")
MANAGE_FLOW = permission("approvals.flow.manage")
