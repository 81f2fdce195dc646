"""What may be allowed with achievements and targets."""

from heyi.platform.access import permission

VIEW_ACHIEVEMENT = permission("targets.achievement.view", "sales", "accountant", "viewer", within=("sales",))
MANAGE_TARGET = permission("targets.target.manage")
