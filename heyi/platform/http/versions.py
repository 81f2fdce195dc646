"""The version of what was read before, as a change names it."""

from typing import Annotated

from fastapi import Header

from heyi.platform.errors import VersionMissing

LONGEST_VERSION = 10
IfMatch = Annotated[
    str | None, Header(alias="If-Match", description='The version read before, as in the ETag: "3"')
]


def version_of(if_match: str | None) -> int:
    """The version in an If-Match header.

    Raises:
        VersionMissing: there is none, or it is not a version of ours.
    """
    text = (if_match or "").strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_VERSION):
        raise VersionMissing(value=if_match or "")
    return int(text)
