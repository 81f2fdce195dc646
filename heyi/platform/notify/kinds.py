"""What people can be told of: each kind is declared once, by the module that knows when it happens.

Its words stand in the catalogue: `notice.<key>` what it is called where one chooses, `notice.<key>.one` and
`notice.<key>.many` what a notice says of one record and of several.
"""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """How somebody is told: in the product alone, by a mail at once, in his digest, or not at all."""

    PRODUCT = "product"
    MAIL = "mail"
    DIGEST = "digest"
    OFF = "off"


GROUPS = ("approvals", "handing", "work", "sea", "deals", "jobs")


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """One thing people are told of.

    `tells_actor`: also whoever caused it, as the end of a job that he asked for.
    """

    key: str
    group: str
    channel: Channel
    tells_actor: bool


_kinds: dict[str, NoticeKind] = {}


def notice_kind(
    key: str, *, group: str, channel: Channel = Channel.PRODUCT, tells_actor: bool = False
) -> NoticeKind:
    """Declare what people can be told of.

    Raises:
        ValueError: the key is taken, or there is no such group.
    """
    if key in _kinds or group not in GROUPS:
        raise ValueError(f"notice {key}: declared twice, or of no group that is known")
    _kinds[key] = NoticeKind(key=key, group=group, channel=channel, tells_actor=tells_actor)
    return _kinds[key]


def all_notice_kinds() -> tuple[NoticeKind, ...]:
    """Every kind, group by group, in the order of declaration."""
    return tuple(sorted(_kinds.values(), key=lambda kind: GROUPS.index(kind.group)))


def notice_kind_of(key: str) -> NoticeKind | None:
    """The kind of that key, if this version of Heyi knows it."""
    return _kinds.get(key)
