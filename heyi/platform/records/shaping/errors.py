"""Refusals when a record is given its shape."""

from heyi.platform.errors import AppError


class NotCustomisable(AppError):
    """The record takes no fields of a tenant's own."""

    code = "records.not_customisable"
    status = 404


class NameTaken(AppError):
    """A record type or field of that name is or was there; what it held may still lie in rows."""

    code = "records.name_taken"
    status = 409


class TooManyFields(AppError):
    """The record has as many own fields as it may have."""

    code = "records.too_many_fields"
    status = 422


class KindFixed(AppError):
    """Values are kept by the field's kind, so it stays what it is."""

    code = "records.kind_fixed"
    status = 422


class TypeInUse(AppError):
    """There are records of the type, or other fields refer to it."""

    code = "records.type_in_use"
    status = 409


class FieldInUse(AppError):
    """A formula, a condition or a layout speaks of the field."""

    code = "records.field_in_use"
    status = 409
