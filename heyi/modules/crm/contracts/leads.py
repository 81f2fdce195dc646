"""What leads take and give: their conversion, assignment and public forms."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Named:
    """Another record: its id and its title."""

    id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class LeadStatus:
    """Where a lead stands after a verb."""

    id: UUID
    version: int
    state: str
    allowed_actions: list[str]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A customer that is probably the same as a lead; without an id it is one that the reader may not open."""

    id: UUID | None
    title: str
    owner: str | None
    field: str
    blocks: bool


@dataclass(frozen=True, kw_only=True)
class ConversionPreview:
    """What a lead would become, and which customers are probably the same."""

    party: dict[str, Any]
    contact: dict[str, Any]
    opportunity: dict[str, Any]
    candidates: list[Candidate]


@dataclass(frozen=True, kw_only=True)
class OpportunityWish:
    """The opportunity that a conversion makes too."""

    name: str
    amount: Decimal | None = None
    expected_on: date | None = None
    group_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ConversionWish:
    """How to convert: into which customer, with a contact or not, with an opportunity or not.

    Without `party_id` a new customer is made; `another` says that he is not the one that looks the same.
    """

    party_id: UUID | None = None
    another: bool = False
    contact: bool = True
    opportunity: OpportunityWish | None = None


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """What a lead became."""

    id: UUID
    version: int
    party_id: UUID
    contact_id: UUID | None
    opportunity_id: UUID | None
    attached: bool


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """A rule of assignment as it is set."""

    name: str
    active: bool = True
    condition: dict[str, Any] | None = None
    way: str
    users: tuple[UUID, ...] = ()
    departments: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RuleView:
    """A rule of assignment, with who would be next among how many."""

    id: UUID
    version: int
    name: str
    position: int
    active: bool
    condition: dict[str, Any] | None
    way: str
    users: list[Named]
    departments: list[Named]
    able: int


@dataclass(frozen=True)
class AssignmentView:
    """A lead that a rule gave to somebody."""

    id: UUID
    lead_id: UUID
    lead: str
    rule: str
    way: str
    receiver: str
    door: str
    occurred_at: datetime


@dataclass(frozen=True)
class AssignmentLog:
    """Who got what by which rule, the latest first, and where older ones begin."""

    entries: list[AssignmentView]
    before_id: UUID | None


@dataclass(frozen=True)
class Assigned:
    """How many leads were given to somebody, and how many no rule wanted."""

    given: int
    left: int


@dataclass(frozen=True)
class MappedField:
    """A field of a lead, and what it becomes: `party.name`."""

    lead: str
    to: str


@dataclass(frozen=True)
class MappingView:
    """What becomes what: fields of a lead, and where in the customer, the contact or the opportunity they go."""

    version: int
    pairs: list[MappedField]


@dataclass(frozen=True)
class FormField:
    """A field that a form asks for."""

    name: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class FormDraft:
    """A public form as it is set."""

    name: str
    title: str
    intro: str = ""
    consent: str = ""
    thanks: str = ""
    source: str
    active: bool = True
    fields: tuple[FormField, ...]


@dataclass(frozen=True, kw_only=True)
class FormView:
    """A public form with its address and the QR picture of that."""

    id: UUID
    version: int
    name: str
    active: bool
    title: str
    intro: str
    consent: str
    thanks: str
    source: str
    fields: list[FormField]
    received: int
    link: str
    qr_svg: str


@dataclass(frozen=True)
class AskedChoice:
    """Something that may be chosen in a field of a form."""

    value: str
    label: str


@dataclass(frozen=True)
class AskedField:
    """A field that a public form asks for."""

    name: str
    label: str
    kind: str
    required: bool
    max_length: int
    choices: list[AskedChoice]


@dataclass(frozen=True)
class PublicFormView:
    """A form as anybody sees it."""

    company: str
    title: str
    intro: str
    consent: str
    fields: list[AskedField]


@dataclass(frozen=True)
class Thanks:
    """What somebody reads who sent a form: always the same, whatever became of it."""

    thanks: str
