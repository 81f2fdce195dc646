"""What may be allowed with jobs that others asked for; one's own anybody may see and stop."""

from heyi.platform.access import permission

VIEW_JOB = permission("platform.job.view")
MANAGE_JOB = permission("platform.job.manage")
