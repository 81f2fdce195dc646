"""Every module stands behind its walls, and has its page."""

import configparser

import pytest

from tests.house.source import ROOT

MODULES = sorted(path.parent.name for path in (ROOT / "heyi" / "modules").glob("*/__init__.py"))
PRIVATE_ROOMS = ("actions", "queries", "models", "rules", "states", "schemas")
CONTRACTS = configparser.ConfigParser()
CONTRACTS.read(ROOT / ".importlinter", encoding="utf-8")


@pytest.mark.parametrize("module", MODULES)
def test_every_private_room_of_a_module_is_behind_its_wall(module: str) -> None:
    folder = ROOT / "heyi" / "modules" / module
    present = [room for room in PRIVATE_ROOMS if (folder / f"{room}.py").exists() or (folder / room).is_dir()]
    contract = CONTRACTS[f"importlinter:contract:private-{module}"]
    assert contract["protected_modules"].split() == [f"heyi.modules.{module}.{room}" for room in present]
    assert contract["allowed_importers"].split() == [f"heyi.modules.{module}"]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_on_one_page_what_it_owns(module: str) -> None:
    page = ROOT / "heyi" / "modules" / module / "README.md"
    assert page.exists(), "README.md: what it owns, its words, its states, its laws"
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 80


def test_no_wall_has_a_hole() -> None:
    assert [name for name in CONTRACTS.sections() if CONTRACTS.has_option(name, "ignore_imports")] == []
