"""What of a value is shown to who may know that it is there, but not what it is."""

import re

from heyi.platform.records.declaration import Field
from heyi.platform.records.kinds import Kind

HIDDEN = "***"
_PHONE = re.compile(r"(\+?\d{0,5}\d{3})\d{4}(\d{4})")


def masked(item: Field, value: object) -> object:
    """The value with its telling part covered: 138****0000, l***@example.com, 张**; an empty one stays empty."""
    if value is None or value == "":
        return value
    if not isinstance(value, str):
        return HIDDEN
    if item.kind is Kind.PHONE:
        return _PHONE.sub(r"\1****\2", value) if _PHONE.fullmatch(value) else HIDDEN
    if item.kind is Kind.EMAIL:
        name, _, place = value.partition("@")
        return f"{name[:1]}***@{place}"
    if item.kind is Kind.TEXT and len(value) > 1:
        return value[0] + "*" * min(len(value) - 1, 8)
    return HIDDEN
