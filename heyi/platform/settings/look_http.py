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
_Key = Annotated[str, Field(max_length=200)]
_Word: Any = text_of(shortest=1, longest=60)
_Place = Annotated[str, Field(max_length=200)]
_Places = Annotated[list[_Place], Field(max_length=500)]


class ChangeWordsBody(BaseModel):
    """What things are called in one language; null gives a thing its first name back."""

    model_config = ConfigDict(extra="forbid")

    language: Language
    words: Annotated[dict[_Key, _Word | None], Field(min_length=1, max_length=200)]


class ChangeMenusBody(BaseModel):
    """The menus: areas in order, hidden areas and addresses, addresses of areas in order, parts not in use."""

    model_config = ConfigDict(extra="forbid")

    areas: Annotated[list[str], Field(max_length=40)] = []
    hidden: _Places = []
    order: Annotated[dict[str, _Places], Field(max_length=40)] = {}
    off: Annotated[list[str], Field(max_length=40)] = []


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
    words.change_words(uow, version=version, language=body.language, changed=body.words)
    return words.words_here(uow, body.language)


@router.get("/settings/menus", permission=MEMBER, answer=menus.Menus)
def get_menus(uow: UnitOfWork) -> menus.Menus:
    """How the menus look in my company."""
    return menus.menus_here(uow)


@router.patch("/settings/menus", permission=MANAGE_LOOK, answer=menus.Menus)
def patch_menus(uow: UnitOfWork, body: ChangeMenusBody, version: int) -> menus.Menus:
    """Set the menus for everybody in the company; what is hidden keeps its data."""
    menus.change_menus(
        uow, version=version, areas=body.areas, hidden=body.hidden, order=body.order, off=body.off
    )
    return menus.menus_here(uow)


@router.post("/settings/menus/reset", permission=MANAGE_LOOK, answer=menus.Menus)
def post_reset_menus(uow: UnitOfWork) -> menus.Menus:
    """Show everything again in the order it came in."""
    menus.reset_menus(uow)
    return menus.menus_here(uow)
