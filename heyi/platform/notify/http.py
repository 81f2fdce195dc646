"""Routes of notices: one's own, and how one is told."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field

from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.http.services import services_of
from heyi.platform.notify import choices, reading
from heyi.platform.notify.kinds import Channel
from heyi.platform.notify.permissions import MANAGE_NOTICE
from heyi.platform.unit_of_work import UnitOfWork

router = Router("notices")
Group = Literal["approvals", "handing", "work", "sea", "deals", "jobs"]
_Key = Annotated[str, Field(max_length=60, pattern="^[a-z_]+$")]
_Channels = Annotated[
    dict[_Key, Channel | None], Field(max_length=100, json_schema_extra={"additionalProperties": False})
]


class ReadBody(BaseModel):
    """What was read: these notices, those of a group, or without either all of them."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(min_length=1, max_length=200)] | None = None
    group: Group | None = None


class DigestBody(BaseModel):
    """When the digest comes."""

    model_config = ConfigDict(extra="forbid")

    every: choices.Every = "day"
    hour: Annotated[int, Field(ge=0, le=23)] = 8
    weekday: Annotated[int, Field(ge=1, le=7)] = 1


class ChooseBody(BaseModel):
    """How I want to be told of kinds, null for the default; and when my digest comes."""

    model_config = ConfigDict(extra="forbid")

    channels: _Channels = {}
    digest: DigestBody | None = None


class DefaultsBody(BaseModel):
    """How people are told who choose nothing; null for what the kind itself has."""

    model_config = ConfigDict(extra="forbid")

    channels: _Channels


@router.get("/notices", permission=MEMBER, answer=reading.NoticePage)
def get_notices(
    uow: UnitOfWork,
    unread: bool = False,  # noqa: FBT001, FBT002 - a parameter of the address
    group: Group | None = None,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = reading.PAGE,
) -> reading.NoticePage:
    """What I was told, the latest first, in my language and with what I may see now."""
    return reading.my_notices(uow, unread=unread, group=group, cursor=cursor, limit=limit)


@router.get("/notices/unread", permission=MEMBER, answer=reading.Unread)
def get_unread_notices(uow: UnitOfWork) -> reading.Unread:
    """How many of my notices I have not read."""
    return reading.unread_count(uow)


@router.post("/notices/read", permission=MEMBER, answer=reading.Unread)
def post_read_notices(uow: UnitOfWork, body: ReadBody) -> reading.Unread:
    """Have read some of my notices, or all."""
    return reading.mark_read(uow, ids=body.ids, group=body.group)


@router.get("/notices/choices", permission=MEMBER, answer=choices.Choices)
def get_notice_choices(uow: UnitOfWork, request: Request) -> choices.Choices:
    """How I am told of what."""
    return choices.my_choices(uow, mails=services_of(request).sends_mail)


@router.post("/notices/choices", permission=MEMBER, answer=choices.Choices)
def post_notice_choices(uow: UnitOfWork, body: ChooseBody, request: Request) -> choices.Choices:
    """Choose how I am told of what."""
    digest = choices.DigestTime(**body.digest.model_dump()) if body.digest else None
    choices.choose(uow, body.channels, digest)
    return choices.my_choices(uow, mails=services_of(request).sends_mail)


@router.get("/notices/{notice_id}", permission=MEMBER, answer=reading.NoticeView)
def get_notice(uow: UnitOfWork, notice_id: UUID) -> reading.NoticeView:
    """One of my notices."""
    return reading.my_notice(uow, notice_id)


@router.get("/settings/notices", permission=MANAGE_NOTICE, answer=choices.Defaults)
def get_notice_defaults(uow: UnitOfWork) -> Answer:
    """How people of my company are told who choose nothing."""
    found = choices.company_defaults(uow)
    return Answer(200, to_json(found), found.version)


@router.patch("/settings/notices", permission=MANAGE_NOTICE, answer=choices.Defaults)
def patch_notice_defaults(uow: UnitOfWork, body: DefaultsBody, version: int) -> Answer:
    """Set how people of my company are told who choose nothing."""
    choices.set_defaults(uow, body.channels, version=version)
    found = choices.company_defaults(uow)
    return Answer(200, to_json(found), found.version)
