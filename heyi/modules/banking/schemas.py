"""Request bodies of banking."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from heyi.kit.bank_files import FIELDS
from heyi.modules.banking.contracts import LinePosting, Making, MatchDraft, MatchReason
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.values import BusinessDay, CleanText, exact_decimal

MOST_AT_ONCE = 200
_LONGEST_HEADING = 200
_Ids = Annotated[list[UUID], Field(max_length=200)]
_Balance = Annotated[
    Decimal,
    BeforeValidator(exact_decimal),
    Field(max_digits=18, decimal_places=2, allow_inf_nan=False),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,16}(\.\d{1,2})?$"}),
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class MatchBody(_Strict):
    """Lines of the bank and lines of the books that are the same."""

    bank_line_ids: _Ids = []
    entry_line_ids: _Ids = []
    reason: MatchReason = MatchReason.HAND

    def draft(self) -> MatchDraft:
        """The match for the verb."""
        return MatchDraft(self.bank_line_ids, self.entry_line_ids, self.reason)


class MatchesBody(_Strict):
    """Several matches at once: all of them or none."""

    matches: list[MatchBody] = Field(min_length=1, max_length=MOST_AT_ONCE)


class PostLineBody(_Strict):
    """What a line of the bank becomes."""

    making: Making
    party_id: UUID | None = None
    account: Annotated[CleanText, Field(min_length=1, max_length=20)] | None = None
    summary: Annotated[CleanText, Field(max_length=100)] | None = None
    settle: bool = True
    occurred_on: BusinessDay | None = None
    bank_rule_id: UUID | None = None

    def posting(self) -> LinePosting:
        """What is to be made, for the verb."""
        told = self.model_dump(exclude={"bank_rule_id"})
        return LinePosting(**told, rule_id=self.bank_rule_id)


class BankStartBody(_Strict):
    """From which day on the bank's lines are known, and what lay there before."""

    begins_on: BusinessDay
    opening: _Balance | None = None


def mapping_of(text: str | None) -> dict[str, str] | None:
    """What the columns of a file mean, from a form field.

    Raises:
        InvalidInput: it is no JSON object that maps our fields to headings.
    """
    if not text:
        return None
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        said = None
    if not isinstance(said, dict) or not all(
        name in FIELDS and isinstance(heading, str) and len(heading) <= _LONGEST_HEADING
        for name, heading in said.items()
    ):
        raise InvalidInput(problems=[FieldProblem("mapping", "bank_mapping")])
    return {name: heading for name, heading in said.items() if heading}
