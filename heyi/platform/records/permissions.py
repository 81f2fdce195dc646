"""What may be allowed with the shapes of records, and with taking many of them in or out."""

from heyi.platform.access import permission

MANAGE_SHAPE = permission("records.shape.manage")
KEEP_ORIGIN = permission("records.import.keep_origin")
VIEW_EXPORT_LOG = permission("records.export.view_log")
VIEW_READING = permission("records.reading.view")
SHARE_VIEW = permission("records.view.share")
HAND_OVER = permission("records.hand_over.run")
