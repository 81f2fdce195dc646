"""What people are told of approvals."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from heyi.platform.notify.kinds import Channel, NoticeKind, notice_kind
from heyi.platform.notify.writing import Notice

ASKED = notice_kind("approval_asked", group="approvals", channel=Channel.PRODUCT)
ENDED = notice_kind("approval_ended", group="approvals", channel=Channel.PRODUCT, tells_actor=True)
RETURNED = notice_kind("approval_returned", group="approvals", channel=Channel.PRODUCT)
URGED = notice_kind("approval_urged", group="approvals", channel=Channel.PRODUCT)
COPIED = notice_kind("approval_copied", group="approvals", channel=Channel.PRODUCT)
OVERDUE = notice_kind("approval_overdue", group="approvals", channel=Channel.PRODUCT, tells_actor=True)


def notices(
    kind: NoticeKind, people: Iterable[UUID], row: Mapping[Any, Any], *, state: str = "", once: str = ""
) -> list[Notice]:
    """Tell people of an approval; they read its number, and come to its page."""
    words = {"what": f"record.{row['record']}", "verb": f"verb.{row['verb']}"}
    if state:
        words["state"] = f"choice.approval.state.{state}"
    return [
        Notice(
            user_id=user_id,
            kind=kind,
            params={"number": row["number"], "words": words, "opens": {"to": f"/approvals/{row['id']}"}},
            once=once or None,
        )
        for user_id in dict.fromkeys(people)
    ]
