"""The chart of accounts, and the projects that lines may be kept apart by."""

from heyi.modules.ledger import permissions as may
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare

PROJECT_SERIES = series("project", NumberRule("XM", reset="never", digits=4))

CLASSES = ("asset", "liability", "common", "equity", "cost", "profit_loss")

ACCOUNT: Record = declare(
    name="account",
    is_setting=True,
    path="accounts",
    module="ledger",
    title="code",
    sort="code",
    by_company=True,
    permissions=Permissions(view=may.VIEW_ACCOUNT),
    fields=(
        Field(name="code", required=True, unique=True, searchable=True, in_list=True, max_length=20),
        Field(name="name", required=True, searchable=True, in_list=True),
        Field(name="name_en", in_list=True),
        Field(name="class", kind=Kind.CHOICE, choices=CLASSES, required=True, in_list=True),
        Field(
            name="normal_balance", kind=Kind.CHOICE, choices=("debit", "credit"), required=True, in_list=True
        ),
        Field(name="parent_id", kind=Kind.REFERENCE, references="account", in_list=True),
        Field(name="level", kind=Kind.NUMBER, required=True, in_list=True, adds_up=False),
        Field(name="is_detail", kind=Kind.BOOLEAN, required=True, in_list=True),
        # What a line written by hand must name, by commas.
        Field(name="dimensions", in_list=True),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
        # The foreign currency that all its lines say an amount of, and whether a month's end revalues what it holds.
        Field(name="currency", in_list=True, max_length=3),
        Field(name="revalued", kind=Kind.BOOLEAN, default=False, in_list=True),
    ),
)

PROJECT: Record = declare(
    name="project",
    path="projects",
    module="ledger",
    title="name",
    sort="code",
    permissions=Permissions(
        view=may.VIEW_ACCOUNT,
        create=may.MANAGE_PROJECT,
        update=may.MANAGE_PROJECT,
        delete=may.MANAGE_PROJECT,
    ),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=100),
        Field(name="code", unique=True, searchable=True, in_list=True, series=PROJECT_SERIES, max_length=40),
        Field(name="party_id", kind=Kind.REFERENCE, references="party", in_list=True),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
)
