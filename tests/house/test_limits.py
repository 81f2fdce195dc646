"""Files and functions stay small enough to be read at once."""

import ast

from tests.house.source import ROOT, python_sources, tracked_files

LINES_A_FILE = 400
LINES_A_FUNCTION = 70
READ_BY_PEOPLE = {".py", ".ts", ".tsx", ".css", ".sql", ".mjs"}
GENERATED = ("heyi/migrations/versions/", "web/src/api/schema.d.ts")


def test_no_file_is_longer_than_400_lines() -> None:
    long = {}
    for path in tracked_files():
        place = path.relative_to(ROOT).as_posix()
        if path.suffix in READ_BY_PEOPLE and not place.startswith(GENERATED):
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > LINES_A_FILE:
                long[place] = lines
    assert long == {}, "split the file by what it is about"


def test_no_function_is_longer_than_70_lines() -> None:
    long = {}
    for source in python_sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LINES_A_FUNCTION:
                    long[f"{source.place}:{node.name}"] = lines
    assert long == {}, "push the ifs up and the loops down into functions with names of their own"
