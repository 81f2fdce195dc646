"""Attributes (size, colour), their values, and which values a variant of a product has."""

from heyi.modules.catalog import permissions as may
from heyi.platform.db.schema import belongs_to, index, tenant_table, unique
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare

_RIGHTS = Permissions(
    view=may.VIEW_PRODUCT,
    create=may.MANAGE_ATTRIBUTE,
    update=may.MANAGE_ATTRIBUTE,
    delete=may.MANAGE_ATTRIBUTE,
)

ATTRIBUTE: Record = declare(
    name="attribute",
    path="attributes",
    module="catalog",
    title="name",
    sort="position",
    permissions=_RIGHTS,
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=40),
        Field(name="position", kind=Kind.NUMBER, default=0, in_list=True, adds_up=False),
    ),
    extra=(index("attribute", "position", "id"),),
)

ATTRIBUTE_VALUE: Record = declare(
    name="attribute_value",
    path="attribute-values",
    module="catalog",
    title="name",
    sort="position",
    permissions=_RIGHTS,
    fields=(
        Field(name="attribute_id", kind=Kind.REFERENCE, references="attribute", required=True, in_list=True),
        Field(name="name", required=True, searchable=True, in_list=True, max_length=40),
        Field(name="code", in_list=True, max_length=20),
        Field(name="position", kind=Kind.NUMBER, default=0, in_list=True, adds_up=False),
    ),
    extra=(
        unique("attribute_id", "name"),
        index("attribute_value", "position", "id"),
    ),
)

PRODUCT_VALUE = tenant_table(
    "product_value",
    *belongs_to("product_id", "product"),
    *belongs_to("attribute_id", "attribute"),
    *belongs_to("value_id", "attribute_value"),
    unique("product_id", "attribute_id"),
    versioned=False,
)
