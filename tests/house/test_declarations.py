"""What is declared has its words in both languages: records, fields, choices, rights, roles, verbs, laws."""

import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from heyi.app.verify import LAWS
from heyi.app.wiring import ROUTERS
from heyi.kit.conditions import Reason
from heyi.platform import access
from heyi.platform.errors import AppError
from heyi.platform.laws import number_laws
from heyi.platform.messages import catalogue
from heyi.platform.records.declaration import Kind, all_records, record_named
from tests.house.source import Source, python_sources

assert ROUTERS, "importing the wiring declares everything there is"


def sources() -> Iterator[Source]:
    return (source for source in python_sources() if source.is_in("heyi/"))


def missing(keys: Iterator[str]) -> list[str]:
    return sorted(set(keys) - catalogue().keys())


def error_classes(base: type[AppError] = AppError) -> Iterator[type[AppError]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith("heyi."):
            yield kind
        yield from error_classes(kind)


def called(name: str) -> Iterator[ast.Call]:
    """Calls of a function or method of this name in the server's source."""
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name:
                yield node


def written(node: ast.expr | None) -> list[str]:
    """The texts that an expression may be, as far as they are written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*written(node.body), *written(node.orelse)]
    return []


def test_every_record_has_its_name() -> None:
    assert missing(f"record.{record.name}" for record in all_records()) == []


def test_every_field_has_its_name() -> None:
    keys = (f"field.{record.name}.{field.name}" for record in all_records() for field in record.fields)
    assert missing(keys) == []


def test_every_choice_has_its_name() -> None:
    keys = (
        f"choice.{record.name}.{field.name}.{choice}"
        for record in all_records()
        for field in record.fields
        for choice in field.choices
    )
    assert missing(keys) == []


def test_every_group_of_fields_has_its_name() -> None:
    assert missing(f"group.{field.group}" for record in all_records() for field in record.fields) == []


def test_every_right_and_role_has_its_name() -> None:
    assert missing(f"permission.{item.name}" for item in access.all_permissions()) == []
    assert missing(f"role.{role}" for role in access.BUILTIN_ROLES) == []


def test_every_right_is_named_by_module_record_and_action() -> None:
    shape = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")
    assert [item.name for item in access.all_permissions() if not shape.fullmatch(item.name)] == []


def test_every_law_has_its_sentence() -> None:
    assert missing(f"law.{law.name}" for law in (*LAWS, *number_laws())) == []


def test_every_way_a_condition_can_be_wrong_has_its_sentence() -> None:
    assert missing(f"problem.condition_{reason.value}" for reason in Reason) == []


def test_every_rule_of_a_field_has_its_sentence() -> None:
    """A field with a rule of its own, and every finding that a value type raises by name."""
    own = (f"problem.{field.name}" for record in all_records() for field in record.fields if field.check)
    assert missing(own) == []
    raised = (f"problem.{code}" for call in called("PydanticCustomError") for code in written(call.args[0]))
    assert missing(raised) == []


def test_everything_that_audit_tells_has_its_word() -> None:
    """`uow.audit("posted", record="receipt")` shows as "posted" beside a receipt on the timeline."""
    actions, records = set(), set()
    for call in called("audit"):
        actions |= set(written(call.args[0] if call.args else None))
        records |= {name for word in call.keywords if word.arg == "record" for name in written(word.value)}
    for call in called("_audit"):
        actions |= {word for argument in call.args for word in written(argument)}
    assert {"posted", "created", "cancelled", "confirmed"} <= actions
    assert missing(f"web.did.{action}" for action in actions) == []
    assert missing(f"record.{record}" for record in records) == []


def test_every_verb_of_a_state_has_its_word() -> None:
    verbs = set()
    for source in sources():
        if source.place.endswith("/states.py"):
            for node in ast.walk(source.tree):
                if isinstance(node, ast.Dict):
                    verbs |= {
                        word
                        for key in node.keys
                        if isinstance(key, ast.Tuple)
                        for word in written(key.elts[-1])
                    }
    assert {"confirm", "deliver", "post", "close"} <= verbs
    assert missing(f"verb.{verb}" for verb in verbs) == []


def test_every_sentence_that_the_source_asks_for_is_there() -> None:
    """translate("…") with the key written out."""
    assert missing(key for call in called("translate") if call.args for key in written(call.args[0])) == []


def test_every_error_says_who_may_see_it_and_what_to_do() -> None:
    found = list(error_classes())
    assert len(found) > 40
    assert [kind.__name__ for kind in found if not 400 <= kind.status < 600] == []
    codes = [kind.code for kind in found]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
    assert missing(f"error.{code}{end}" for code in codes for end in ("", ".remedy")) == []


def test_every_error_is_documented_as_the_fact_it_states() -> None:
    assert [kind.__name__ for kind in error_classes() if not (kind.__doc__ or "").strip()] == []


@pytest.mark.parametrize("record", all_records(), ids=lambda record: record.name)
def test_a_record_hangs_together(record: object) -> None:
    item = record_named(record.name)  # type: ignore[attr-defined]  # pytest hides the type
    names = [field.name for field in item.fields]
    assert len(set(names)) == len(names)
    assert item.title in item.table.columns
    assert item.sort.removeprefix("-") in item.condition_types
    assert {item.party_field} <= {"", "id", *names}
    for field in item.fields:
        assert (field.name if not field.own else "custom") in item.table.columns, field.name
        assert bool(field.choices) == (field.kind is Kind.CHOICE), field.name
        assert bool(field.references) == (field.kind is Kind.REFERENCE), field.name
        if field.references:
            assert record_named(field.references).title
        if field.default is not None and field.choices:
            assert field.default in field.choices


def test_every_route_is_described_for_the_one_who_calls_it() -> None:
    silent = [
        f"{door.method} {door.path}"
        for router in ROUTERS
        for door in router.doors
        if not inspect.getdoc(door.handler)
    ]
    assert silent == []


def test_every_verb_of_a_facade_tells_what_it_raises() -> None:
    """A public function of a module that raises an error of the product lists it under `Raises:`."""
    untold = []
    for source in sources():
        if not source.is_in("heyi/modules/") or "/actions/" not in source.place:
            continue
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                raised = {
                    name
                    for step in ast.walk(node)
                    if isinstance(step, ast.Raise) and step.exc is not None
                    for name in [ast.unparse(step.exc).partition("(")[0]]
                    if name[:1].isupper()
                }
                told = ast.get_docstring(node) or ""
                untold += [f"{source.place}:{node.name}: {name}" for name in raised if name not in told]
    assert untold == []
