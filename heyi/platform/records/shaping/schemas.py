"""What an administrator says of record types, fields and layouts."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from heyi.platform.numbering import DatePart, Reset
from heyi.platform.records.kinds import Kind
from heyi.platform.values import CleanText, JsonObject, ShortText

OwnName = Annotated[str, StringConstraints(pattern=r"^x_[a-z][a-z0-9_]{0,38}$")]
Label = Annotated[ShortText, Field(max_length=60)]
OptionalLabel = Annotated[CleanText, Field(max_length=60)]


ConditionTree = Annotated[JsonObject, Field(json_schema_extra={"x-condition": True})]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Labels(_Strict):
    """A name in both languages; without an English one the Chinese stands in for it."""

    zh: Label
    en: OptionalLabel = ""


class Tips(_Strict):
    """A sentence beside the field that helps to fill it."""

    zh: CleanText = ""
    en: CleanText = ""


class ChoiceDefinition(_Strict):
    """One of the values to choose from."""

    value: Annotated[ShortText, Field(max_length=60)]
    zh: Label
    en: OptionalLabel = ""


class RollUpDefinition(_Strict):
    """Which children are counted or summed: those of `record` whose field `through` names this one."""

    record: Annotated[str, StringConstraints(max_length=60)]
    through: Annotated[str, StringConstraints(max_length=60)]
    measure: Literal["count", "sum", "avg", "min", "max"]
    field: Annotated[str, StringConstraints(max_length=60)] = ""


class ColumnDefinition(_Strict):
    """A column of a sub-table."""

    name: OwnName
    kind: Literal["text", "number", "decimal", "money", "date", "choice", "boolean"]
    labels: Labels
    required: bool = False
    choices: Annotated[list[ChoiceDefinition], Field(max_length=200)] = []


class NumberDefinition(_Strict):
    """How a number rule writes: text, date, text, counter, text; and when the counter begins anew."""

    prefix: Annotated[str, StringConstraints(max_length=20, pattern=r"^[^\x00-\x1f{}]*$")] = ""
    dated: DatePart = "none"
    middle: Annotated[str, StringConstraints(max_length=10, pattern=r"^[^\x00-\x1f{}0-9]*$")] = ""
    digits: Annotated[int, Field(ge=1, le=10)] = 4
    suffix: Annotated[str, StringConstraints(max_length=10, pattern=r"^[^\x00-\x1f{}0-9]*$")] = ""
    reset: Reset = "never"


class FieldSettings(_Strict):
    """What may be said of any field, ours or an own one."""

    labels: Labels | None = None
    tips: Tips | None = None
    required: bool | None = None
    in_list: bool | None = None
    choices: Annotated[list[ChoiceDefinition], Field(max_length=500)] | None = None
    show_if: ConditionTree | None = None
    read_only_if: ConditionTree | None = None


class OwnFieldSettings(FieldSettings):
    """What may be said of an own field, at first and later."""

    unique: bool | None = None
    searchable: bool | None = None
    indexed: bool | None = None
    default: Any = None
    minimum: Annotated[str, StringConstraints(max_length=40)] | None = None
    maximum: Annotated[str, StringConstraints(max_length=40)] | None = None
    max_length: Annotated[int, Field(ge=1, le=2000)] | None = None
    group: Annotated[str, StringConstraints(max_length=40)] | None = None
    formula: Annotated[str, StringConstraints(max_length=2000)] | None = None
    shown_as: Literal["number", "money", "percent"] | None = None
    number: NumberDefinition | None = None
    columns: Annotated[list[ColumnDefinition], Field(max_length=20)] | None = None


class CreateFieldBody(OwnFieldSettings):
    """A new field: its kind stays as it is from then on."""

    name: OwnName | None = None
    kind: Kind
    labels: Labels
    references: Annotated[str, StringConstraints(max_length=60)] | None = None
    roll_up: RollUpDefinition | None = None


class OrderBody(_Strict):
    """The names of own fields in the order in which they shall stand."""

    names: Annotated[list[Annotated[str, StringConstraints(max_length=60)]], Field(max_length=300)]


class CreateTypeBody(_Strict):
    """A new record type; without a name one is made from the label."""

    name: OwnName | None = None
    labels: Labels


class ChangeTypeBody(_Strict):
    """Another name for a record type."""

    labels: Labels


class LayoutGroup(_Strict):
    """Fields that stand together under a heading."""

    label: Label
    columns: Literal[1, 2] = 2
    fields: Annotated[list[Annotated[str, StringConstraints(max_length=60)]], Field(max_length=200)]


class LayoutBody(_Strict):
    """A layout of form and detail page, for some roles or, if none is named, for everybody."""

    name: Label
    position: Annotated[int, Field(ge=0, le=1000)] = 0
    role_ids: Annotated[list[UUID], Field(max_length=50)] = []
    groups: Annotated[list[LayoutGroup], Field(min_length=1, max_length=30)]


class FormulaBody(_Strict):
    """A formula to be tried."""

    formula: Annotated[str, StringConstraints(max_length=2000)]
