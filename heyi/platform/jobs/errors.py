"""Why a job failed, when it was not refused by a rule."""

from heyi.platform.errors import AppError


class JobFailed(AppError):
    """A fault of ours; the log tells more."""

    code = "jobs.failed"
    status = 500


class WorkerLost(AppError):
    """The process that worked on the job ended or hung."""

    code = "jobs.worker_lost"
    status = 500


class UnknownKind(AppError):
    """A newer or older version of Heyi asked for the job."""

    code = "jobs.unknown_kind"
    status = 500


class BadPayload(AppError):
    """What the job was given is not what its kind takes."""

    code = "jobs.bad_payload"
    status = 500
