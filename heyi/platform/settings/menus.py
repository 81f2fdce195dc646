"""A tenant's own menus: the order of areas and entries, what is hidden, and which halves of Heyi are in use.

Hiding takes screens away and nothing else: rights, data and what runs by itself stay as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from heyi.platform.errors import AppError, FieldProblem, InvalidInput
from heyi.platform.settings.store import drop_setting, get_setting, put_setting
from heyi.platform.unit_of_work import UnitOfWork

SETTING = "menus"
AREAS = (
    "workbench",
    "customers",
    "sales",
    "purchasing",
    "stock",
    "production",
    "finance",
    "people",
    "insight",
    "settings",
)
# Without these nobody would find the way back.
ALWAYS = ("workbench", "settings")


@dataclass(frozen=True)
class Part:
    """A part of Heyi that may be switched off: its areas, and the parts it cannot be used without."""

    name: str
    areas: tuple[str, ...]
    needs: tuple[str, ...] = ()


PARTS = (
    Part("customers", ("customers",)),
    Part("sales", ("sales",), needs=("customers", "stock")),
    Part("stock", ("stock",)),
    Part("finance", ("finance",)),
)


class PartNeeded(AppError):
    """A part is to be switched off that another part in use cannot do without."""

    code = "settings.part_needed"
    status = 409


@dataclass(frozen=True)
class PartView:
    """A part of Heyi: whether it is in use, what it needs and what needs it."""

    name: str
    areas: tuple[str, ...]
    on: bool
    needs: tuple[str, ...]
    needed_by: tuple[str, ...]


@dataclass(frozen=True)
class Menus:
    """How the menus look here: areas in order, hidden areas and entries (by address), entries of areas in order."""

    version: int
    areas: list[str]
    hidden: list[str]
    order: dict[str, list[str]]
    parts: list[PartView]


def menus_here(uow: UnitOfWork) -> Menus:
    """How the menus look in this tenant."""
    version, stored = get_setting(uow, SETTING)
    off = set(stored.get("off", ()))
    chosen = [area for area in stored.get("areas", ()) if area in AREAS]
    return Menus(
        version=version,
        areas=[*chosen, *(area for area in AREAS if area not in chosen)],
        hidden=list(stored.get("hidden", ())),
        order=dict(stored.get("order", {})),
        parts=[
            PartView(
                part.name,
                part.areas,
                part.name not in off,
                part.needs,
                tuple(other.name for other in PARTS if part.name in other.needs),
            )
            for part in PARTS
        ],
    )


def change_menus(
    uow: UnitOfWork,
    *,
    version: int,
    areas: Sequence[str],
    hidden: Sequence[str],
    order: Mapping[str, Sequence[str]],
    off: Sequence[str],
) -> None:
    """Set the menus of this tenant.

    Raises:
        InvalidInput: an area or part is unknown or named twice, or one is hidden that must stay.
        PartNeeded: a part is switched off that another in use needs; the params say which.
        VersionChanged: somebody changed the menus meanwhile.
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    parts = {part.name: part for part in PARTS}
    problems = [FieldProblem("areas", "unknown_area", {"value": name}) for name in areas if name not in AREAS]
    problems += [
        FieldProblem("order", "unknown_area", {"value": name}) for name in order if name not in AREAS
    ]
    problems += [FieldProblem("off", "unknown_area", {"value": name}) for name in off if name not in parts]
    problems += [FieldProblem("hidden", "area_stays", {}) for name in hidden if name in ALWAYS]
    if len(set(areas)) != len(areas):
        problems.append(FieldProblem("areas", "named_twice", {}))
    if problems:
        raise InvalidInput(problems=problems)
    for part in PARTS:
        missing = [name for name in part.needs if name in off] if part.name not in off else []
        if missing:
            raise PartNeeded(part=f"web.area.{missing[0]}", by=f"web.area.{part.name}")
    value: dict[str, Any] = {
        "areas": list(areas),
        "hidden": sorted(set(hidden)),
        "order": {name: list(entries) for name, entries in order.items()},
        "off": sorted(set(off)),
    }
    put_setting(uow, SETTING, value, version=version)


def reset_menus(uow: UnitOfWork) -> None:
    """Show everything again in the order it came in.

    Raises:
        NotInDemo: this is the demo company.
    """
    uow.refuse_in_demo()
    drop_setting(uow, SETTING)
