"""What we buy and sell: products and services, their categories and units, and the VAT rates they carry."""

from collections.abc import Mapping
from typing import Any

from heyi.kit.duplicates import KeyMethod
from heyi.kit.identifiers import valid_ean
from heyi.kit.quantity import QUANTITY_PLACES
from heyi.kit.text import pinyin_key
from heyi.modules.catalog import permissions as may
from heyi.modules.catalog.models.barcodes import having_barcode
from heyi.modules.catalog.models.keeping import keep_what_is_counted
from heyi.platform.db.schema import check, index, text_column
from heyi.platform.identity.tree import no_circle
from heyi.platform.numbering import NumberRule, series
from heyi.platform.records.declaration import DuplicateRule, Field, Kind, Permissions, Record, declare

PRODUCT_SERIES = series("product", NumberRule("SP", reset="never", digits=6))

UNIT: Record = declare(
    name="unit",
    path="units",
    module="catalog",
    title="name",
    sort="name",
    permissions=Permissions(
        view=may.VIEW_PRODUCT, create=may.MANAGE_UNIT, update=may.MANAGE_UNIT, delete=may.MANAGE_UNIT
    ),
    fields=(
        Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=20),
        # So many places after the point may be typed of it: none of what is counted.
        Field(
            name="decimals",
            kind=Kind.NUMBER,
            required=True,
            default=0,
            minimum=0,
            maximum=QUANTITY_PLACES,
            in_list=True,
            adds_up=False,
        ),
    ),
)

TAX_RATE: Record = declare(
    name="tax_rate",
    is_setting=True,
    path="tax-rates",
    module="catalog",
    title="code",
    sort="-rate",
    permissions=Permissions(view=may.VIEW_PRODUCT, create=may.MANAGE_TAX_RATE),
    fields=(
        Field(name="code", required=True, unique=True, in_list=True, max_length=20),
        Field(name="rate", kind=Kind.PERCENT, required=True, in_list=True, minimum=0),
        Field(
            name="scope", kind=Kind.CHOICE, choices=("rate", "levy", "exempt"), default="rate", in_list=True
        ),
    ),
)

# A setting: few of them, read with every price, and changes of the tree come one after the other.
PRODUCT_CATEGORY: Record = declare(
    name="product_category",
    is_setting=True,
    path="product-categories",
    module="catalog",
    title="name",
    sort="position",
    permissions=Permissions(
        view=may.VIEW_PRODUCT,
        create=may.MANAGE_CATEGORY,
        update=may.MANAGE_CATEGORY,
        delete=may.MANAGE_CATEGORY,
    ),
    fields=(
        Field(name="name", required=True, searchable=True, in_list=True, max_length=60),
        Field(name="parent_id", kind=Kind.REFERENCE, references="product_category", in_list=True),
        Field(name="position", kind=Kind.NUMBER, default=0, in_list=True, adds_up=False),
        Field(name="note", kind=Kind.LONG_TEXT),
    ),
    extra=(
        index("product_category", "parent_id"),
        index("product_category", "position", "id"),
        check("parent", "parent_id <> id"),
    ),
    guard=no_circle("parent_id"),
)


def _sorting(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name_key": pinyin_key(values["name"])}


PRODUCT: Record = declare(
    name="product",
    path="products",
    module="catalog",
    title="name",
    sort="-created_at",
    permissions=Permissions(
        view=may.VIEW_PRODUCT,
        create=may.CREATE_PRODUCT,
        update=may.UPDATE_PRODUCT,
        delete=may.DELETE_PRODUCT,
        bring_in=may.IMPORT_PRODUCT,
        take_out=may.EXPORT_PRODUCT,
    ),
    fields=(
        Field(name="name", required=True, searchable=True, in_list=True),
        Field(name="code", unique=True, searchable=True, in_list=True, series=PRODUCT_SERIES, max_length=60),
        Field(name="kind", kind=Kind.CHOICE, choices=("goods", "service"), default="goods", in_list=True),
        Field(name="specification", searchable=True, in_list=True),
        Field(name="category_id", kind=Kind.REFERENCE, references="product_category", in_list=True),
        Field(name="unit_id", kind=Kind.REFERENCE, references="unit", required=True, in_list=True),
        Field(name="barcode", searchable=True, max_length=14, check=valid_ean),
        Field(name="sale_price", kind=Kind.MONEY, in_list=True, group="price", minimum=0, adds_up=False),
        Field(name="floor_price", kind=Kind.MONEY, group="price", minimum=0, adds_up=False),
        Field(name="tax_rate_id", kind=Kind.REFERENCE, references="tax_rate", in_list=True, group="price"),
        # How the goods ledger tells pieces apart, and whether what comes in waits to be looked at.
        Field(
            name="tracking",
            kind=Kind.CHOICE,
            choices=("none", "lot", "serial"),
            default="none",
            group="stock",
        ),
        # Of one of its own unit, in kilograms: by it freight is spread over goods.
        Field(name="weight", kind=Kind.QUANTITY, group="stock", minimum=0, adds_up=False),
        Field(
            name="shelf_life_days", kind=Kind.NUMBER, group="stock", minimum=0, maximum=36500, adds_up=False
        ),
        Field(name="inspected", kind=Kind.BOOLEAN, default=False, group="stock"),
        Field(name="note", kind=Kind.LONG_TEXT),
        # A file lies beside the row, where a tenant's own fields do.
        Field(name="image", kind=Kind.IMAGE, own=True, in_list=True),
        Field(name="is_template", kind=Kind.BOOLEAN, default=False, read_only=True),
        Field(name="is_kit", kind=Kind.BOOLEAN, default=False, read_only=True),
        Field(name="template_id", kind=Kind.REFERENCE, references="product", read_only=True),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    extra=(
        text_column("name_key"),
        index("product", "name_key", "id"),
        index("product", "created_at", "id"),
        index("product", "category_id", "id"),
        index("product", "template_id", "id"),
        index("product", "barcode"),
        check("template", "template_id IS NULL OR NOT is_template"),
        check("kit", "NOT (is_kit AND is_template)"),
    ),
    derive=_sorting,
    guard=keep_what_is_counted,
    coded=having_barcode,
    derived_sort={"name": "name_key"},
    custom=True,
    duplicates=(
        DuplicateRule(field="name", method=KeyMethod.PERSON_NAME, shows_owner=False),
        DuplicateRule(field="barcode", method=KeyMethod.EXACT, shows_owner=False),
    ),
)
