"""Tell people, in the transaction of what they are told of: one statement, however many they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import orjson

from heyi.platform.notify.kinds import Channel, NoticeKind
from heyi.platform.notify.mailing import mail_soon
from heyi.platform.settings.store import get_setting
from heyi.platform.unit_of_work import UnitOfWork

SETTING = "notices"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What one person is told: of one record, or of `count` of a kind.

    `params` are further ids, numbers and days, never words of a record: those are read when he reads. Of several with
    the same `once` he is told once.
    """

    user_id: UUID
    kind: NoticeKind
    record: str | None = None
    record_id: UUID | None = None
    count: int = 1
    params: Mapping[str, Any] = field(default_factory=dict)
    once: str | None = None


_WRITE = """
    INSERT INTO notice (tenant_id, id, user_id, kind, record, record_id, actor_id, count, params, channel, once, job_id,
                        at)
    SELECT u.tenant_id, v.id, u.id, v.kind, v.record, v.record_id, %s, v.count, v.params,
           COALESCE(c.channel, v.channel), v.once, %s, %s
      FROM jsonb_to_recordset(%s::jsonb) AS v(id uuid, user_id uuid, kind text, record text, record_id uuid,
                                              count integer, params jsonb, channel text, once text)
      JOIN app_user u ON u.tenant_id = %s AND u.id = v.user_id AND u.active
      LEFT JOIN notice_choice c ON c.tenant_id = u.tenant_id AND c.user_id = u.id AND c.kind = v.kind
     WHERE COALESCE(c.channel, v.channel) <> 'off'
     ORDER BY u.id, v.id
    ON CONFLICT (tenant_id, user_id, kind, once) WHERE once IS NOT NULL DO {conflict}
    RETURNING channel
"""
_ONCE = _WRITE.format(conflict="NOTHING")
_GROWING = _WRITE.format(
    conflict="UPDATE SET count = notice.count + excluded.count, at = excluded.at, read_at = NULL, mailed_at = NULL, "
    "record_id = NULL"
)


def tell(uow: UnitOfWork, notices: Iterable[Notice], *, growing: bool = False) -> None:
    """Tell people, each in the way that he or his company chose; whoever does a thing is not told of it himself.

    `growing`: what is told under a `once` that he has already is counted with it, and he has it anew; he is mailed when
    the job in which it grows has ended.
    """
    told = [one for one in notices if one.kind.tells_actor or one.user_id != uow.actor.user_id]
    if growing:
        told = _grown(told)
    if not told:
        return
    defaults = defaults_of(uow)
    rows = [
        {
            "id": uow.new_id(),
            "user_id": one.user_id,
            "kind": one.kind.key,
            "record": one.record,
            "record_id": one.record_id,
            "count": one.count,
            "params": dict(one.params),
            "channel": defaults.get(one.kind.key, one.kind.channel),
            "once": one.once,
        }
        for one in told
    ]
    whole = orjson.dumps(rows, default=str).decode()
    text = _GROWING if growing else _ONCE
    grows_in = uow.job_id if growing else None
    written = uow.driver_rows(text, (uow.actor.user_id, grows_in, uow.now, whole, uow.tenant_id))
    if any(channel == Channel.MAIL for (channel,) in written):
        uow.statements += 1
        mail_soon(uow, grows_in)


def defaults_of(uow: UnitOfWork) -> Mapping[str, str]:
    """By which way a company tells its people of the kinds for which it decided."""
    channels: Mapping[str, str] = get_setting(uow, SETTING)[1].get("channels", {})
    return channels


def _grown(notices: Sequence[Notice]) -> list[Notice]:
    """Of those with the same `once` one that counts them all, for a row is written once in a statement."""
    found: dict[tuple[UUID, str, str | None], Notice] = {}
    for one in notices:
        place = (one.user_id, one.kind.key, one.once)
        before = found.get(place)
        found[place] = (
            one if before is None else replace(before, count=before.count + one.count, record_id=None)
        )
    return list(found.values())
