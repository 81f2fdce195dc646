"""Other units of a product beside its own, and the barcodes by which it is known in each."""

from sqlalchemy import BigInteger

from heyi.platform.db.schema import (
    MONEY,
    belongs_to,
    check,
    column,
    index,
    tenant_table,
    text_column,
    unique,
)

# One of this unit is numerator / denominator of the product's own, in which the goods ledger counts.
PRODUCT_UNIT = tenant_table(
    "product_unit",
    *belongs_to("product_id", "product"),
    *belongs_to("unit_id", "unit"),
    column("numerator", BigInteger),
    column("denominator", BigInteger),
    column("sale_price", MONEY, nullable=True),
    unique("product_id", "unit_id"),
    check("factor", "numerator > 0 AND denominator > 0"),
    check("price", "sale_price >= 0"),
)

# A code without a unit stands for one of the product's own unit.
PRODUCT_BARCODE = tenant_table(
    "product_barcode",
    *belongs_to("product_id", "product"),
    *belongs_to("unit_id", "unit", nullable=True),
    text_column("code"),
    unique("code"),
    index("product_barcode", "product_id"),
)
