"""Routes of how Heyi looks and speaks in a company: its words and its menus."""

from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.messages import Language
from heyi.platform.settings import menus, words
from heyi.platform.settings.permissions import MANAGE_LOOK
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import text_of

router = Router("look")
_Key = Annotated[str, Field(max_length=200, pattern=r"^[\w.]+$")]
_Name = Annotated[str, Field(max_length=40, pattern="^[a-z_]+$")]
_Word: Any = text_of(shortest=1, longest=60)
_Place = Annotated[str, Field(max_length=200, pattern=r"^[\w/-]+$")]
_Places = Annotated[list[_Place], Field(max_length=500)]


class WordChange(BaseModel):
    """What one thing is called; null gives it its first name back."""

    model_config = ConfigDict(extra="forbid")

    key: _Key
    text: _Word | None


class AreaOrder(BaseModel):
    """The entries of one area, by their addresses, in order."""

    model_config = ConfigDict(extra="forbid")

    area: _Name
    entries: _Places


class ChangeWordsBody(BaseModel):
    """What things are called in one language."""

    model_config = ConfigDict(extra="forbid")

    language: Language
    words: Annotated[list[WordChange], Field(min_length=1, max_length=200)]


class ChangeMenusBody(BaseModel):
    """The menus: areas in order, hidden areas and addresses, addresses of areas in order, parts not in use."""

    model_config = ConfigDict(extra="forbid")

    areas: Annotated[list[_Name], Field(max_length=40)] = []
    hidden: _Places = []
    order: Annotated[list[AreaOrder], Field(max_length=40)] = []
    off: Annotated[list[_Name], Field(max_length=40)] = []


@router.get("/words", permission=MEMBER, answer=words.Words)
def get_words(uow: UnitOfWork) -> words.Words:
    """What my company calls otherwise, in my language; to be laid over the sentences that the app brings."""
    return words.words_here(uow, uow.actor.language)


@router.get("/settings/words", permission=MANAGE_LOOK, answer=words.WordsFound)
def get_words_found(
    uow: UnitOfWork,
    language: Language | None = None,
    search: Annotated[str, Query(max_length=100)] = "",
    only_own: bool = False,  # noqa: FBT001, FBT002 - a parameter of the address
) -> Answer:
    """Labels whose text holds these letters, with what they are called here."""
    found = words.find_words(uow, language=language or uow.actor.language, search=search, only_own=only_own)
    return Answer(200, to_json(found), found.version)


@router.patch("/settings/words", permission=MANAGE_LOOK, answer=words.Words)
def patch_words(uow: UnitOfWork, body: ChangeWordsBody, version: int) -> words.Words:
    """Call things otherwise, for everybody in the company."""
    changed = {item.key: item.text for item in body.words}
    words.change_words(uow, version=version, language=body.language, changed=changed)
    return words.words_here(uow, body.language)


@router.get("/settings/menus", permission=MEMBER, answer=menus.Menus)
def get_menus(uow: UnitOfWork) -> menus.Menus:
    """How the menus look in my company."""
    return menus.menus_here(uow)


@router.patch("/settings/menus", permission=MANAGE_LOOK, answer=menus.Menus)
def patch_menus(uow: UnitOfWork, body: ChangeMenusBody, version: int) -> menus.Menus:
    """Set the menus for everybody in the company; what is hidden keeps its data."""
    order = {item.area: item.entries for item in body.order}
    menus.change_menus(uow, version=version, areas=body.areas, hidden=body.hidden, order=order, off=body.off)
    return menus.menus_here(uow)


@router.post("/settings/menus/reset", permission=MANAGE_LOOK, answer=menus.Menus)
def post_reset_menus(uow: UnitOfWork) -> menus.Menus:
    """Show everything again in the order it came in."""
    menus.reset_menus(uow)
    return menus.menus_here(uow)
