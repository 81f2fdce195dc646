"""What may be allowed with the shapes of records."""

from heyi.platform.access import permission

MANAGE_SHAPE = permission("records.shape.manage")
SHARE_VIEW = permission("records.view.share")
