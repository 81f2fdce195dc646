"""What a kit is put together from."""

from sqlalchemy import Integer

from heyi.platform.db.schema import QUANTITY, belongs_to, check, column, index, tenant_table, unique

KIT_COMPONENT = tenant_table(
    "kit_component",
    *belongs_to("kit_id", "product"),
    *belongs_to("product_id", "product"),
    column("position", Integer),
    column("quantity", QUANTITY),
    unique("kit_id", "product_id"),
    index("kit_component", "product_id"),
    check("quantity", "quantity > 0"),
    check("other", "kit_id <> product_id"),
    versioned=False,
)
