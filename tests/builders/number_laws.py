"""The second telling of numbers without gap."""


def _numbered(table: str) -> str:
    return f"(SELECT * FROM {table} WHERE version_no = 1) q" if table == "quotation" else table


def gapless(table: str, prefix: str) -> str:
    """The numbers that begin with one day run from 1 on, each once."""
    day = f"substr(number, {len(prefix) + 1}, 8)"
    return f"""
        SELECT number, place FROM (
          SELECT number, {day} AS day, row_number() OVER (PARTITION BY {day} ORDER BY length(number), number) AS place
            FROM {_numbered(table)} WHERE tenant_id = :tenant AND number IS NOT NULL) AS x
         WHERE number <> '{prefix}' || day || lpad(place::text, greatest(4, length(place::text)), '0')
    """


def numbers(table: str, prefix: str) -> str:
    """The days of which a series has numbers."""
    return (
        f"SELECT '{table}' AS series, substr(number, {len(prefix) + 1}, 8) AS period FROM {_numbered(table)} "
        "WHERE tenant_id = :tenant AND number IS NOT NULL"
    )


SERIES = {
    # Of a quotation's versions the first has the number.
    "quotation": "BJ",
    "sales_order": "XSDD",
    "delivery": "XSCK",
    "sales_return": "XSTH",
    "sales_invoice": "XSFP",
    "receipt": "SK",
    "write_off": "HX",
    "stock_receipt": "QTRK",
    "stock_issue": "QTCK",
    "stock_transfer": "DB",
    "stock_arrival": "DR",
    "stock_count": "PD",
    "purchase_order": "CGDD",
    "purchase_receipt": "CGRK",
    "purchase_return": "CGTH",
    "supplier_invoice": "CGFP",
    "landed_cost": "CGFY",
    "standard_change": "BZCB",
    "payment": "FK",
}
