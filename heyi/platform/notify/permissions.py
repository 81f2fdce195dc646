"""Who may say how a company tells its people of things."""

from heyi.platform.access import permission

MANAGE_NOTICE = permission("platform.notice.manage")
