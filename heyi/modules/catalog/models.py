"""What we buy and sell: products and services, their units and the VAT rates they carry."""

from collections.abc import Mapping
from typing import Any

from heyi.kit.duplicates import KeyMethod
from heyi.kit.identifiers import valid_ean
from heyi.kit.text import pinyin_key
from heyi.modules.catalog import permissions as may
from heyi.platform.db.schema import index, text_column
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
    fields=(Field(name="name", required=True, unique=True, searchable=True, in_list=True, max_length=20),),
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
        Field(name="unit_id", kind=Kind.REFERENCE, references="unit", required=True, in_list=True),
        Field(name="barcode", searchable=True, max_length=14, check=valid_ean),
        Field(name="sale_price", kind=Kind.MONEY, in_list=True, group="price", minimum=0),
        Field(name="tax_rate_id", kind=Kind.REFERENCE, references="tax_rate", in_list=True, group="price"),
        Field(name="note", kind=Kind.LONG_TEXT),
        Field(name="active", kind=Kind.BOOLEAN, default=True, in_list=True),
    ),
    extra=(text_column("name_key"), index("product", "name_key", "id"), index("product", "created_at", "id")),
    derive=_sorting,
    derived_sort={"name": "name_key"},
    custom=True,
    duplicates=(
        DuplicateRule(field="name", method=KeyMethod.PERSON_NAME, shows_owner=False),
        DuplicateRule(field="barcode", method=KeyMethod.EXACT, shows_owner=False),
    ),
)
