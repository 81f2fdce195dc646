"""Request bodies of targets."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from heyi.modules.targets.contracts import Achieved, Level
from heyi.platform.values import exact_decimal

Target = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, ge=0, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,16}(\.\d{1,2})?$"}),
]
Year = Annotated[int, Field(ge=2000, le=2100)]


class TargetBody(BaseModel):
    """The twelve months of a year, of a person, a department, or of the company where neither is named."""

    model_config = ConfigDict(extra="forbid")

    kind: Achieved
    year: Year
    person_id: UUID | None = None
    department_id: UUID | None = None
    months: list[Target] = Field(min_length=12, max_length=12)

    @model_validator(mode="after")
    def _one_subject(self) -> "TargetBody":
        if self.person_id is not None and self.department_id is not None:
            raise ValueError("a target is of a person or of a department")
        return self

    @property
    def level(self) -> Level:
        """Whose target it is."""
        if self.person_id is not None:
            return Level.PERSON
        return Level.COMPANY if self.department_id is None else Level.DEPARTMENT
