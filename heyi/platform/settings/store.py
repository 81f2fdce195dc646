"""What a tenant set, each under its name: read at almost every request, so it is kept until something changes."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import delete, select, update

from heyi.platform.db.schema import JSON_DATA, column, tenant_table, text_column, unique
from heyi.platform.errors import VersionChanged
from heyi.platform.unit_of_work import UnitOfWork

TENANT_SETTING = tenant_table(
    "tenant_setting",
    text_column("name"),
    column("value", JSON_DATA),
    unique("name"),
)
_setting = TENANT_SETTING.c
NOT_SET = 0


def get_setting(uow: UnitOfWork, name: str) -> tuple[int, Mapping[str, Any]]:
    """A setting with its version; version 0 and empty when nobody set it."""

    def load() -> tuple[int, Mapping[str, Any]]:
        query = select(_setting.version, _setting.value).where(
            _setting.tenant_id == uow.tenant_id, _setting.name == name
        )
        row = uow.first(query)
        return (row["version"], row["value"]) if row else (NOT_SET, {})

    return uow.settled("tenant_setting", load, name)


def put_setting(uow: UnitOfWork, name: str, value: Mapping[str, Any], *, version: int) -> None:
    """Set it anew, if it is still at the version that was read; an empty value is no setting.

    Raises:
        VersionChanged: somebody changed it meanwhile.
    """
    uow.change_settings()
    place = (_setting.tenant_id == uow.tenant_id, _setting.name == name)
    row = uow.first(select(TENANT_SETTING).where(*place).with_for_update())
    now = row["version"] if row else NOT_SET
    if now != version:
        raise VersionChanged(what="record.tenant_setting", yours=version, now=now)
    text = orjson.dumps(dict(value)).decode()
    if row is None:
        row_id = uow.new_id()
        uow.insert(TENANT_SETTING, {"id": row_id, "name": name, "value": text})
    else:
        row_id = row["id"]
        values = {"value": orjson.loads(text), "version": now + 1, "updated_at": uow.now}
        uow.execute(update(TENANT_SETTING).where(*place).values(values | {"updated_by": uow.actor.user_id}))
    uow.audit("changed", record="tenant_setting", record_id=row_id, title=name)


def drop_setting(uow: UnitOfWork, name: str) -> None:
    """Be as if nobody had ever set it."""
    uow.change_settings()
    place = (_setting.tenant_id == uow.tenant_id, _setting.name == name)
    row_id = uow.scalar(select(_setting.id).where(*place))
    if row_id is not None:
        uow.execute(delete(TENANT_SETTING).where(*place))
        uow.audit("reset", record="tenant_setting", record_id=row_id, title=name)
