"""The public seas of the demo company, their rules, and what came into them and out again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from heyi.app.demo.customers import Customer
from heyi.app.demo.diary import Diary
from heyi.app.demo.people import Team, known
from heyi.app.demo.words import PUT_BACK
from heyi.modules.sea import api as sea
from heyi.platform.records.saving import create_record
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_TO_SEA, _QUIET = 9, 8
_LEVEL_DAYS = {"a": 90, "b": 60, "c": 45}


@dataclass(frozen=True)
class Seas:
    """The sea of the whole country, and that of the south."""

    country: UUID
    south: UUID


def dig_seas(uow: UnitOfWork, team: Team) -> Seas:
    """Two seas of customers with rules, quotas and covered phones, and a limit to how many one may own."""
    everybody = {"users": [str(one) for one in team.everybody], "departments": []}
    heads = {"users": list(dict.fromkeys(known([team.visitor, team.head]))), "departments": []}
    country = _dig(uow, "全国公海", 0, everybody, heads)
    southern = {
        "users": list(dict.fromkeys(known([team.visitor, *team.sellers[2:], team.head]))),
        "departments": [],
    }
    south = _dig(uow, "华南公海", 1, southern, heads)
    return Seas(country, south)


def _dig(
    uow: UnitOfWork,
    name: str,
    position: int,
    members: Mapping[str, Any],
    heads: Mapping[str, Any],
) -> UUID:
    limits = {"claim_limit": 10, "cool_down_days": 30, "protect_days": 0, "warn_days": 3}
    values = {"name": name, "holds": "party", "active": True, "position": position, **limits}
    pool = create_record(uow, sea.POOL, values)
    uow.flush()
    settings = {
        "members": members,
        "administrators": heads,
        "hidden_fields": {"phone": "masked", "email": "masked"},
    }
    sea.change_settings(uow, pool, 1, settings)
    return pool


def drift(diary: Diary, seas: Seas, customers: Sequence[Customer]) -> None:
    """Prospects nobody could win are put back, some are given out again; others are about to fall."""
    prospects = [customer for customer in customers if not customer.buys]
    going, quiet = prospects[:_TO_SEA], prospects[_TO_SEA : _TO_SEA + _QUIET]
    for number, customer in enumerate(going):
        into = seas.south if number % 3 == 2 else seas.country
        reason, ago = PUT_BACK[number % len(PUT_BACK)], 2 + number * 3
        customer.silent_for = range(ago + 4, ago + 12)
        back = partial(_put_back, diary, into, customer.id, reason)
        diary.enter(diary.day(ago), customer.owner, back)
    for customer in quiet:
        customer.silent_for = range(57, 60)
    visitor = diary.team.visitor
    wanted = [
        customer.id for number, customer in enumerate(going) if number % 3 != 2 and customer.owner != visitor
    ]
    if wanted:
        again = partial(sea.assign, diary.uow, seas.country, wanted[-2:], visitor.id)
        diary.enter(diary.day(1), diary.team.head, again)


def _put_back(diary: Diary, pool: UUID, customer: UUID, reason: str) -> None:
    sea.put_back(diary.uow, pool, [customer], reason=reason)


def set_rules(diary: Diary, seas: Seas, customers: Sequence[Customer]) -> None:
    """Say when what nobody speaks to falls, and reckon it of all of them at once."""
    rule = {"kind": "no_follow_up", "days": 60, "by_level": _LEVEL_DAYS, "won_exempt": True}
    version = sea.get_settings(diary.uow, seas.country).version
    sea.change_settings(diary.uow, seas.country, version, {"rules": [rule]})
    sea.refresh_due(diary.uow, shape_of(diary.uow, "party"), [customer.id for customer in customers])
