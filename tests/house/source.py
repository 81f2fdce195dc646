"""The source files that the house rules are about."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Source:
    """One Python file: its place from the root, its text and its syntax tree."""

    place: str
    text: str
    tree: ast.Module

    def is_in(self, *places: str) -> bool:
        """Whether it is one of these files or lies in one of these folders (which end with a slash)."""
        return any(
            self.place == place or (place.endswith("/") and self.place.startswith(place)) for place in places
        )


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that git knows or would take, generated files aside."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file())


@cache
def python_sources() -> tuple[Source, ...]:
    """Every Python file of the repository."""
    return tuple(_sources())


def _sources() -> Iterator[Source]:
    for path in tracked_files():
        if path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
            yield Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))
