"""Refusals that a person can act on.

An AppError names the rule that was broken (`code`), the values that broke it (`params`) and the HTTP
status; the sentence and the remedy come from the message catalogue under `error.<code>` and
`error.<code>.remedy`. There is no default status, so an error without one cannot be written.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one value: its place (`lines.2.quantity`), the rule, and the values for the sentence."""

    field: str
    code: str
    params: dict[str, object] = dataclasses.field(default_factory=dict)


class AppError(Exception):
    """Base of every refusal; subclasses set `code` and `status`."""

    code: ClassVar[str]
    status: ClassVar[int]

    def __init__(self, *, problems: Sequence[FieldProblem] = (), **params: object) -> None:
        super().__init__(f"{self.code} {params}")
        self.params = params
        self.problems = tuple(problems)


class InvalidInput(AppError):
    """The request does not have the form that is asked for; `problems` name each place."""

    code = "platform.invalid_input"
    status = 422


class NotFound(AppError):
    """The thing does not exist, or belongs to somebody else: the two look the same."""

    code = "platform.not_found"
    status = 404


class NotSignedIn(AppError):
    """No valid session or API key came with the request."""

    code = "platform.not_signed_in"
    status = 401


class NotAllowed(AppError):
    """The actor's roles do not hold the permission."""

    code = "platform.not_allowed"
    status = 403


class NotInDemo(AppError):
    """Everybody shares the demo company, so this is not possible there."""

    code = "platform.not_in_demo"
    status = 403


class IdempotencyKeyMissing(AppError):
    """A POST came without its Idempotency-Key."""

    code = "platform.idempotency_key_missing"
    status = 400


class IdempotencyKeyReused(AppError):
    """The key was used before for another request."""

    code = "platform.idempotency_key_reused"
    status = 422


class ShownOnce(AppError):
    """The request was done before, and its answer held a secret that is not kept."""

    code = "platform.shown_once"
    status = 409


class RequestTooLarge(AppError):
    """The request holds more bytes than any route takes."""

    code = "platform.request_too_large"
    status = 413


class VersionMissing(AppError):
    """A change came without If-Match."""

    code = "platform.version_missing"
    status = 428


class VersionChanged(AppError):
    """Somebody else changed the record since it was read."""

    code = "platform.version_changed"
    status = 412


class MethodNotAllowed(AppError):
    """The path does not know the method."""

    code = "platform.method_not_allowed"
    status = 405


class AlreadyExists(AppError):
    """A value that must be unique is taken."""

    code = "platform.already_exists"
    status = 409


class StillUsed(AppError):
    """Something else refers to the record, so it cannot go."""

    code = "platform.still_used"
    status = 409


class RefersToNothing(AppError):
    """A reference names a record that does not exist here."""

    code = "platform.refers_to_nothing"
    status = 422


class WrongState(AppError):
    """The document's state does not allow the verb."""

    code = "platform.wrong_state"
    status = 409


class NumberTooLarge(AppError):
    """An amount, or the product of a quantity and a price, is larger than the books can hold."""

    code = "platform.number_too_large"
    status = 422


class RuleViolated(AppError):
    """The database's own guard refused what the code had let through."""

    code = "platform.rule_violated"
    status = 409


class Busy(AppError):
    """Somebody holds what is needed for longer than we wait."""

    code = "platform.busy"
    status = 503


class Unavailable(AppError):
    """The database cannot be reached, or has no room."""

    code = "platform.unavailable"
    status = 503


class DiskFull(AppError):
    """The database has no room for more; nothing was written."""

    code = "platform.disk_full"
    status = 507


class TooManyAttempts(AppError):
    """The caller tried too often; `retry_after` is in seconds."""

    code = "platform.too_many_attempts"
    status = 429


class InternalError(AppError):
    """A fault of ours; the reference finds it in the log."""

    code = "platform.internal_error"
    status = 500
