"""What a product costs: price lists for customers, and what suppliers call it and ask for it."""

from sqlalchemy import UniqueConstraint

from heyi.modules.catalog import permissions as may
from heyi.modules.catalog.rules.prices import wrong_line, wrong_list
from heyi.platform.db.schema import check, index, unique
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare

PRICE_LIST: Record = declare(
    name="price_list",
    path="price-lists",
    module="catalog",
    title="name",
    sort="-created_at",
    permissions=Permissions(
        view=may.VIEW_PRICE_LIST,
        create=may.MANAGE_PRICE_LIST,
        update=may.MANAGE_PRICE_LIST,
        delete=may.MANAGE_PRICE_LIST,
        bring_in=may.MANAGE_PRICE_LIST,
        take_out=may.MANAGE_PRICE_LIST,
    ),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=60),
        Field(name="customer_id", kind=Kind.REFERENCE, references="party", in_list=True),
        Field(name="level", kind=Kind.CHOICE, choices=("a", "b", "c"), open_choices=True, in_list=True),
        Field(name="valid_from", kind=Kind.DATE, in_list=True),
        Field(name="valid_to", kind=Kind.DATE, in_list=True),
        Field(name="currency", default="CNY", max_length=3),
        Field(name="priority", kind=Kind.NUMBER, default=0, adds_up=False),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        index("price_list", "created_at", "id"),
        index("price_list", "customer_id"),
        check("target", "customer_id IS NULL OR level IS NULL"),
        check("span", "valid_from <= valid_to"),
    ),
    wrong=wrong_list,
    custom=True,
)

PRICE_LIST_LINE: Record = declare(
    name="price_list_line",
    path="price-list-lines",
    module="catalog",
    title="note",
    sort="created_at",
    permissions=Permissions(
        view=may.VIEW_PRICE_LIST,
        create=may.MANAGE_PRICE_LIST,
        update=may.MANAGE_PRICE_LIST,
        delete=may.MANAGE_PRICE_LIST,
        bring_in=may.MANAGE_PRICE_LIST,
        take_out=may.MANAGE_PRICE_LIST,
    ),
    fields=(
        Field(
            name="price_list_id", kind=Kind.REFERENCE, references="price_list", required=True, in_list=True
        ),
        Field(name="product_id", kind=Kind.REFERENCE, references="product", in_list=True),
        Field(name="category_id", kind=Kind.REFERENCE, references="product_category", in_list=True),
        Field(name="unit_id", kind=Kind.REFERENCE, references="unit", in_list=True),
        Field(name="min_quantity", kind=Kind.QUANTITY, default=0, minimum=0, in_list=True, adds_up=False),
        Field(name="price", kind=Kind.DECIMAL, minimum=0, in_list=True, adds_up=False),
        Field(name="discount", kind=Kind.PERCENT, minimum=0, maximum=1, in_list=True),
        Field(name="note"),
    ),
    extra=(
        index("price_list_line", "price_list_id"),
        # Two prices for the same would leave it to chance which one is taken.
        UniqueConstraint(
            "tenant_id",
            "price_list_id",
            "product_id",
            "category_id",
            "unit_id",
            "min_quantity",
            name="uq_price_list_line_tenant_id_same_goods",
            postgresql_nulls_not_distinct=True,
        ),
        index("price_list_line", "product_id"),
        index("price_list_line", "category_id"),
        index("price_list_line", "created_at", "id"),
        check("about", "(product_id IS NULL) <> (category_id IS NULL)"),
        check("price", "(price IS NULL) <> (discount IS NULL) AND (price IS NULL OR product_id IS NOT NULL)"),
    ),
    wrong=wrong_line,
)

SUPPLIER_PRODUCT: Record = declare(
    name="supplier_product",
    path="supplier-products",
    module="catalog",
    title="code",
    sort="-created_at",
    permissions=Permissions(
        view=may.VIEW_SUPPLIER_PRODUCT,
        create=may.MANAGE_SUPPLIER_PRODUCT,
        update=may.MANAGE_SUPPLIER_PRODUCT,
        delete=may.MANAGE_SUPPLIER_PRODUCT,
        bring_in=may.MANAGE_SUPPLIER_PRODUCT,
        take_out=may.MANAGE_SUPPLIER_PRODUCT,
    ),
    fields=(
        Field(name="party_id", kind=Kind.REFERENCE, references="party", required=True, in_list=True),
        Field(name="product_id", kind=Kind.REFERENCE, references="product", required=True, in_list=True),
        Field(name="code", searchable=True, in_list=True, max_length=60),
        Field(name="name", searchable=True, in_list=True),
        Field(name="unit_id", kind=Kind.REFERENCE, references="unit", in_list=True),
        Field(name="price", kind=Kind.DECIMAL, minimum=0, in_list=True, adds_up=False),
        Field(name="min_quantity", kind=Kind.QUANTITY, default=0, minimum=0, in_list=True, adds_up=False),
        Field(name="lead_days", kind=Kind.NUMBER, minimum=0, in_list=True, adds_up=False),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        unique("party_id", "code"),
        index("supplier_product", "product_id", "party_id"),
        index("supplier_product", "created_at", "id"),
    ),
)
