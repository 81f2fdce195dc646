"""What the product imports it names, so that no other package's choice can take it away."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from tests.house.source import ROOT, python_sources

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def test_every_package_that_is_imported_is_a_named_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {_plain(match[0]) for said in project["dependencies"] if (match := _NAME.match(said)) is not None}
    providers = packages_distributions()
    imported = {
        package for source in python_sources() if source.is_in("heyi/") for package in _packages(source.tree)
    }
    strangers = imported - sys.stdlib_module_names - {"heyi"}
    needed = {_plain(providers[package][0]) for package in strangers}
    assert sorted(needed - named) == []


def _packages(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            yield node.module.partition(".")[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
