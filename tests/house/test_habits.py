"""What may stand only in its one place, or nowhere; each rule names what to use instead.

Every rule is tried on an example that it must catch, so that none of them can silently stop looking.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.house.source import ROOT, Source, python_sources, tracked_files

Finder = Callable[[ast.AST], bool]


TIME_TYPES = ("datetime", "date", "datetime.datetime", "datetime.date")


@dataclass(frozen=True)
class Habit:
    """Something banned outside its place, and what to say instead."""

    name: str
    instead: str
    finds: Finder
    example: str
    where: tuple[str, ...] = ("heyi/",)
    except_in: tuple[str, ...] = ()


def calls(*names: str) -> Finder:
    """A call by one of these dotted names, or to a method when the name begins with a dot."""

    def finds(node: ast.AST) -> bool:
        if not isinstance(node, ast.Call):
            return False
        said = ast.unparse(node.func)
        return any(said.endswith(name) if name.startswith(".") else said == name for name in names)

    return finds


def mentions(*names: str) -> Finder:
    """One of these dotted names, whatever is done with it."""

    def finds(node: ast.AST) -> bool:
        return isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in names

    return finds


def imports(*names: str) -> Finder:
    """An import of one of these, `package` or `package.name`."""

    def finds(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            return any(alias.name in names for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            return any(f"{node.module}.{alias.name}" in names or node.module in names for alias in node.names)
        return False

    return finds


def either(*finders: Finder) -> Finder:
    """Whatever any of these finds."""
    return lambda node: any(finds(node) for finds in finders)


def _is_float(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


HABITS = (
    Habit(
        name="binary fractions near money",
        instead="Decimal, through heyi.kit.money and heyi.kit.quantity",
        finds=either(
            _is_float, calls("float"), imports("sqlalchemy.Float", "sqlalchemy.Double", "sqlalchemy.REAL")
        ),
        example="price = 0.1",
        where=("heyi/kit/", "heyi/modules/", "heyi/platform/records/", "heyi/platform/numbering.py"),
        except_in=(
            *("heyi/kit/workbooks.py", "heyi/kit/tabular.py"),  # a spreadsheet's own numbers are binary
            *("heyi/kit/places.py", "heyi/modules/insight/queries/nearby.py"),  # sines of degrees, no amounts
        ),
    ),
    Habit(
        name="commit or rollback",
        instead="nothing: the route, job or command that opened the unit of work ends it",
        finds=calls(".commit", ".rollback"),
        example="uow.connection.commit()",
        except_in=("heyi/platform/db/driver.py",),
    ),
    Habit(
        name="a transaction of one's own",
        instead="the unit of work that was handed in",
        finds=calls(".begin", ".begin_nested"),
        example="with engine.begin() as connection: pass",
        except_in=(
            "heyi/platform/db/",
            "heyi/platform/http/router.py",
            "heyi/platform/jobs/",
            "heyi/platform/outbox.py",
            "heyi/app/",
        ),
    ),
    Habit(
        name="a connection of one's own",
        instead="the unit of work that was handed in",
        finds=either(calls("create_engine", "psycopg.connect"), imports("sqlalchemy.orm")),
        example="engine = create_engine(url)",
        except_in=("heyi/platform/db/", "heyi/app/"),
    ),
    Habit(
        name="the time of day",
        instead="uow.now and uow.today; a process takes its clock from heyi.platform.clock",
        finds=calls(
            *(f"{kind}.{name}" for kind in TIME_TYPES for name in ("now", "today", "utcnow")), "time.time"
        ),
        example="day = date.today()",
        except_in=("heyi/platform/clock.py",),
    ),
    Habit(
        name="an id that does not sort by time",
        instead="heyi.kit.ids.uuid7",
        finds=either(imports("uuid.uuid1", "uuid.uuid4", "uuid.uuid7"), mentions("uuid.uuid4", "uuid.uuid1")),
        example="from uuid import uuid4",
        except_in=("heyi/kit/ids.py",),
    ),
    Habit(
        name="the environment",
        instead="heyi.platform.installation",
        finds=mentions("os.environ", "os.getenv"),
        example="home = os.environ['HEYI_HOME']",
        # These hand an environment on to a program they start.
        except_in=("heyi/platform/installation.py", "heyi/platform/db/embedded.py", "heyi/app/supervisor.py"),
    ),
    Habit(
        name="an HTTP error in the business",
        instead="a subclass of AppError with a code of its own",
        finds=imports("fastapi.HTTPException", "starlette.exceptions.HTTPException", "starlette.exceptions"),
        example="from fastapi import HTTPException",
        where=("heyi/kit/", "heyi/modules/", "heyi/platform/"),
        except_in=("heyi/platform/http/problems.py",),
    ),
    Habit(
        name="waiting in a test",
        instead="a barrier, an event, or heyi.platform.db.processes.wait_until on what is waited for",
        finds=calls("time.sleep", "sleep", "asyncio.sleep"),
        example="time.sleep(1)",
        where=("tests/",),
    ),
    Habit(
        name="a test that is skipped or expected to fail",
        instead="a test that passes, or none",
        finds=mentions(
            "pytest.mark.skip",
            "pytest.mark.skipif",
            "pytest.mark.xfail",
            "pytest.skip",
            "pytest.importorskip",
        ),
        example="pytest.skip('later')",
        where=("tests/",),
    ),
)


def _found(habit: Habit, sources: tuple[Source, ...]) -> Iterator[str]:
    for source in sources:
        if source.is_in(*habit.where) and not source.is_in(*habit.except_in):
            for node in ast.walk(source.tree):
                if habit.finds(node):
                    yield f"{source.place}:{getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_stands_only_in_its_place(habit: Habit) -> None:
    assert list(_found(habit, python_sources())) == [], f"{habit.name}: use {habit.instead}"


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_is_found_where_it_must_not_be(habit: Habit) -> None:
    place = f"{habit.where[0]}example.py"
    example = Source(place, habit.example, ast.parse(habit.example))
    assert list(_found(habit, (example,))) == [f"{place}:1"]


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_every_exception_still_exists(habit: Habit) -> None:
    assert [place for place in habit.except_in if not (ROOT / place).exists()] == []


UNFINISHED = re.compile("TODO|FIXME|XXX|HACK|raise NotImplemented")
BANNER = re.compile(r"^\s*(#|//)\s*[-=*#─═]{4,}", re.MULTILINE)
BARE_IGNORE = re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\]  # \w)")
SOURCE_SUFFIXES = {".py", ".ts", ".tsx", ".css", ".mjs", ".sh", ".toml", ".mako"}


def _texts() -> Iterator[tuple[str, str]]:
    for path in tracked_files():
        place = path.relative_to(ROOT).as_posix()
        if (path.suffix in SOURCE_SUFFIXES or path.name == "dev") and place != "tests/house/test_habits.py":
            yield place, path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (UNFINISHED, "finish it, or leave it out"),
        (BANNER, "a file about one thing needs no banners"),
        (BARE_IGNORE, "name the code and say why: `# type: ignore[code]  # reason`"),
    ],
    ids=["unfinished work", "banner", "unexplained ignore"],
)
def test_is_nowhere(pattern: re.Pattern[str], instead: str) -> None:
    found = [f"{place}: {match.group()}" for place, text in _texts() for match in pattern.finditer(text)]
    assert found == [], instead


def _is_swallowed(handler: ast.ExceptHandler) -> bool:
    """Nothing is done with the error; the next try is something, unless any error at all is meant."""
    if all(isinstance(step, ast.Pass) for step in handler.body):
        return True
    anything = handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}
    return anything and all(isinstance(step, ast.Continue) for step in handler.body)


def test_no_error_is_swallowed() -> None:
    swallowed = [
        f"{source.place}:{node.lineno}"
        for source in python_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _is_swallowed(node)
    ]
    assert swallowed == [], "act on the error, let it rise, or say contextlib.suppress(TheVeryError)"
