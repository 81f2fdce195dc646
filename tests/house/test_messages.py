"""Every sentence for people stands in the catalogue, in Chinese and in English, with the same values."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest

import heyi.app.wiring  # noqa: F401 - declares everything
from heyi.platform import access
from tests.house.source import ROOT, python_sources

LANGUAGES = ("zh", "en")
HAN = re.compile(r"[\u4e00-\u9fff]")
# Units (箱) and voucher words (记) are data; from four characters on it is a text.
TEXT = re.compile(r"(?:[\u4e00-\u9fff][^\u4e00-\u9fff]*){4}")
FILES = sorted((ROOT / "heyi" / "messages").glob("*.json"))
CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


def entries() -> Iterator[tuple[str, dict[str, str]]]:
    for path in FILES:
        yield from json.loads(path.read_text(encoding="utf-8")).items()


CATALOGUE = dict(entries())


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def error_codes() -> dict[str, str]:
    """The code of every AppError in the source, and where it stands."""
    found = {}
    for source in python_sources():
        if not source.is_in("heyi/"):
            continue
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.ClassDef):
                continue
            for step in node.body:
                if (
                    isinstance(step, ast.Assign)
                    and [ast.unparse(target) for target in step.targets] == ["code"]
                    and isinstance(step.value, ast.Constant)
                ):
                    found[str(step.value.value)] = f"{source.place}:{node.lineno}"
    return found


def problem_codes() -> dict[str, str]:
    """The code of every FieldProblem that is written out in the source."""
    found = {}
    for source in python_sources():
        for node in ast.walk(source.tree):
            if (
                source.is_in("heyi/")
                and isinstance(node, ast.Call)
                and ast.unparse(node.func) == "FieldProblem"
            ):
                named = {word.arg: word.value for word in node.keywords}
                code = named.get("code") or (node.args[1] if len(node.args) > 1 else None)
                if isinstance(code, ast.Constant):
                    found[str(code.value)] = f"{source.place}:{node.lineno}"
    return found


def test_no_key_is_defined_twice() -> None:
    keys = Counter(key for path in FILES for key, _ in json.loads(path.read_text(), object_pairs_hook=list))
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_has_both_languages_and_nothing_else() -> None:
    assert FILES != []
    assert {key: sorted(said) for key, said in CATALOGUE.items() if set(said) != set(LANGUAGES)} == {}
    assert [
        key for key, said in CATALOGUE.items() if not all(sentence.strip() for sentence in said.values())
    ] == []


def test_both_languages_show_the_same_values() -> None:
    different = {
        key: [sorted(placeholders(said[language])) for language in LANGUAGES]
        for key, said in CATALOGUE.items()
        if placeholders(said["zh"]) != placeholders(said["en"])
    }
    assert different == {}


def test_english_is_not_left_in_chinese() -> None:
    # 合一 is the product's name everywhere; 中文 and 语言 are for who looks for the language switch.
    left = [key for key, said in CATALOGUE.items() if HAN.search(re.sub("合一|中文|语言", "", said["en"]))]
    assert left == []


def test_every_error_has_a_code_of_module_and_name() -> None:
    assert {code: place for code, place in error_codes().items() if not CODE.fullmatch(code)} == {}
    assert len(error_codes()) > 0


@pytest.mark.parametrize("suffix", ["", ".remedy"], ids=["sentence", "remedy"])
def test_every_error_has_its(suffix: str) -> None:
    missing = {
        code: place for code, place in error_codes().items() if f"error.{code}{suffix}" not in CATALOGUE
    }
    assert missing == {}


def test_every_problem_of_a_field_has_its_sentence() -> None:
    missing = {code: place for code, place in problem_codes().items() if f"problem.{code}" not in CATALOGUE}
    assert missing == {}


def test_no_sentence_speaks_of_an_error_that_is_gone() -> None:
    codes = error_codes()
    left = [
        key
        for key in CATALOGUE
        if key.startswith("error.") and key.removeprefix("error.").removesuffix(".remedy") not in codes
    ]
    assert left == []


def test_no_sentence_for_people_stands_in_the_code() -> None:
    """A Chinese text in the server's code is data of a made-up company, or it is in the wrong place."""
    data = ("heyi/kit/", "heyi/app/demo/", "heyi/app/load.py")
    found = []
    for source in python_sources():
        if not source.is_in("heyi/") or source.is_in(*data) or source.place.endswith("/seed.py"):
            continue
        documented = {id(body) for body in _docstrings(source.tree)}
        found += [
            f"{source.place}:{node.lineno}"
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and TEXT.search(node.value)
            if id(node) not in documented
        ]
    assert found == []


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def test_chinese_sentences_have_chinese_punctuation() -> None:
    """Beside a Chinese character, or a value that stands among them, there is no half-width mark and no 「」."""
    half = re.compile(r"[\u4e00-\u9fff”][,;:!?]|[,;:!?(][\u4e00-\u9fff]|[「」]")
    assert {key: one["zh"] for key, one in CATALOGUE.items() if half.search(one["zh"])} == {}


def test_every_module_with_permissions_has_a_name_on_the_page_of_roles() -> None:
    modules = {item.name.partition(".")[0] for item in access.all_permissions()}
    assert sorted(name for name in modules if f"web.module.{name}" not in CATALOGUE) == []


def test_what_is_looked_at_before_closing_is_told_also_when_all_is_well() -> None:
    checks = {key.removeprefix("check.") for key in CATALOGUE if key.startswith("check.")}
    passed = "web.periods.passed."
    assert checks == {key.removeprefix(passed) for key in CATALOGUE if key.startswith(passed)}
