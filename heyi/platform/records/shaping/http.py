"""Routes by which an administrator gives records their shape."""

from dataclasses import dataclass
from uuid import UUID

from heyi.kit.formula import FunctionHelp, functions
from heyi.platform.access import MEMBER
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.records.permissions import MANAGE_SHAPE
from heyi.platform.records.shaping import fields, layouts, schemas, types
from heyi.platform.records.shaping.checks import try_formula
from heyi.platform.unit_of_work import UnitOfWork

router = Router("shapes")


@dataclass(frozen=True)
class FormulaTried:
    """The kind of what a formula gives."""

    result: str


@router.get("/record-types", permission=MANAGE_SHAPE, answer=list[types.TypeView])
def get_record_types(uow: UnitOfWork) -> Answer:
    """Every record that takes own fields, and the types made here."""
    return Answer(200, to_json(types.list_types(uow)))


@router.post("/record-types", permission=MANAGE_SHAPE, answer=types.TypeView, status=201)
def post_record_type(uow: UnitOfWork, body: schemas.CreateTypeBody) -> types.TypeView:
    """Make a record type of one's own."""
    return types.create_type(uow, body)


@router.patch("/record-types/{record}", permission=MANAGE_SHAPE, answer=types.TypeView)
def patch_record_type(
    uow: UnitOfWork, record: str, body: schemas.ChangeTypeBody, version: int
) -> types.TypeView:
    """Call a record type otherwise."""
    return types.rename_type(uow, record, body.labels, version=version)


@router.delete("/record-types/{record}", permission=MANAGE_SHAPE)
def delete_record_type(uow: UnitOfWork, record: str, version: int) -> None:
    """Take away a record type without records."""
    types.remove_type(uow, record, version=version)


@router.get("/record-types/{record}/fields", permission=MANAGE_SHAPE, answer=list[fields.FieldView])
def get_fields(uow: UnitOfWork, record: str) -> Answer:
    """The fields of a record and what was decided about each."""
    return Answer(200, to_json(fields.list_fields(uow, record)))


@router.post("/record-types/{record}/fields", permission=MANAGE_SHAPE, answer=fields.FieldView, status=201)
def post_field(uow: UnitOfWork, record: str, body: schemas.CreateFieldBody) -> fields.FieldView:
    """Add a field to a record."""
    return fields.create_field(uow, record, body)


@router.patch("/record-types/{record}/fields/{name}", permission=MANAGE_SHAPE, answer=fields.FieldView)
def patch_field(
    uow: UnitOfWork, record: str, name: str, body: schemas.OwnFieldSettings, version: int
) -> fields.FieldView:
    """Change a field; of ours its words, choices, conditions, and whether it must be filled."""
    return fields.change_field(uow, record, name, body, version=version)


@router.delete("/record-types/{record}/fields/{name}", permission=MANAGE_SHAPE)
def delete_field(uow: UnitOfWork, record: str, name: str, version: int) -> None:
    """Take an own field away; what it held stays and comes back with it."""
    fields.remove_field(uow, record, name, version=version)


@router.post("/record-types/{record}/fields/{name}/restore", permission=MANAGE_SHAPE, answer=fields.FieldView)
def post_restore_field(uow: UnitOfWork, record: str, name: str) -> fields.FieldView:
    """Have a field again that was taken away."""
    return fields.bring_back_field(uow, record, name)


@router.post("/record-types/{record}/order", permission=MANAGE_SHAPE, answer=list[fields.FieldView])
def post_field_order(uow: UnitOfWork, record: str, body: schemas.OrderBody) -> Answer:
    """Put own fields into an order."""
    return Answer(200, to_json(fields.order_fields(uow, record, body.names)))


@router.post("/record-types/{record}/formula", permission=MANAGE_SHAPE, answer=FormulaTried)
def post_try_formula(uow: UnitOfWork, record: str, body: schemas.FormulaBody) -> FormulaTried:
    """Try a formula: the kind of its result, or where it is wrong."""
    return FormulaTried(try_formula(uow, fields.customisable(uow, record), body.formula))


@router.get("/formula-functions", permission=MEMBER, answer=list[FunctionHelp])
def get_formula_functions(uow: UnitOfWork) -> Answer:  # noqa: ARG001 - every handler is given one
    """The functions that formulas may use."""
    return Answer(200, to_json(functions()))


@router.get("/record-types/{record}/layouts", permission=MANAGE_SHAPE, answer=list[layouts.LayoutView])
def get_layouts(uow: UnitOfWork, record: str) -> Answer:
    """The layouts of a record."""
    return Answer(200, to_json(layouts.list_layouts(uow, record)))


@router.post("/record-types/{record}/layouts", permission=MANAGE_SHAPE, answer=layouts.LayoutView, status=201)
def post_layout(uow: UnitOfWork, record: str, body: schemas.LayoutBody) -> layouts.LayoutView:
    """Add a layout."""
    return layouts.create_layout(uow, record, body)


@router.patch(
    "/record-types/{record}/layouts/{layout_id}", permission=MANAGE_SHAPE, answer=layouts.LayoutView
)
def patch_layout(
    uow: UnitOfWork, record: str, layout_id: UUID, body: schemas.LayoutBody, version: int
) -> layouts.LayoutView:
    """Put a layout in the place of the one that was."""
    return layouts.change_layout(uow, record, layout_id, body, version=version)


@router.delete("/record-types/{record}/layouts/{layout_id}", permission=MANAGE_SHAPE)
def delete_layout(uow: UnitOfWork, record: str, layout_id: UUID, version: int) -> None:
    """Take a layout away."""
    layouts.remove_layout(uow, record, layout_id, version=version)
