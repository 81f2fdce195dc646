"""Which rows go along when a company starts over: people, roles and settings; never what the books were made of."""

from sqlalchemy import Table

_carried: list[Table] = []


def carry_along(*tables: Table) -> None:
    """Have all rows of these tenant tables go along, unchanged but for their tenant and company.

    A table is named after those that its rows refer to.
    """
    for table in tables:
        if table.info["class"] != "tenant" or table.info["append_only"]:
            raise ValueError(f"{table.name} holds no settings of a tenant")
        if table not in _carried:
            _carried.append(table)


def carried_along() -> tuple[Table, ...]:
    """Those tables, in the order in which their rows can be written."""
    return tuple(_carried)
