"""What happened to uses of bills afterwards, as conditions for a read of them."""

from sqlalchemy import ColumnElement, select

from heyi.modules.bills.models import BILL_USE

_U = BILL_USE.c


def undone_uses() -> ColumnElement[bool]:
    """Whether a use was taken back."""
    other = BILL_USE.alias("undoing")
    return select(other.c.id).where(other.c.tenant_id == _U.tenant_id, other.c.undoes_id == _U.id).exists()


def came_back() -> ColumnElement[bool]:
    """Whether a use was sent back to us, and that was not taken back."""
    other, undoing = BILL_USE.alias("back"), BILL_USE.alias("back_undone")
    undone = select(undoing.c.id).where(
        undoing.c.tenant_id == other.c.tenant_id, undoing.c.undoes_id == other.c.id
    )
    return (
        select(other.c.id)
        .where(
            other.c.tenant_id == _U.tenant_id,
            other.c.of_id == _U.id,
            other.c.undoes_id.is_(None),
            ~undone.exists(),
        )
        .exists()
    )
