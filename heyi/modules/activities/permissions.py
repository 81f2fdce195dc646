"""What may be allowed with the daily work."""

from heyi.platform.access import permission

VIEW_FOLLOW_UP = permission("activities.follow_up.view", "buyer", "sales", "accountant", "viewer")
CREATE_FOLLOW_UP = permission("activities.follow_up.create", "buyer", "sales")
UPDATE_FOLLOW_UP = permission("activities.follow_up.update", "buyer", "sales")
EXPORT_FOLLOW_UP = permission("activities.follow_up.export")
VIEW_TASK = permission(
    "activities.task.view", "sales", "warehouse", "accountant", "viewer", within=("sales",)
)
WRITE_TASK = permission(
    "activities.task.write", "sales", "warehouse", "accountant", within=("sales", "warehouse", "accountant")
)
VIEW_PHRASE = permission("activities.phrase.view", "buyer", "sales", "accountant", "viewer", "warehouse")
MANAGE_PHRASE = permission("activities.phrase.manage")
