"""`heyi verify` and the screen 对账体检: every law of the books, green or red."""

from collections.abc import Iterator

from sqlalchemy import Engine, select

from heyi.modules.banking import laws as banking
from heyi.modules.crm import laws as crm
from heyi.modules.invoicing import laws as invoicing
from heyi.modules.ledger import laws as ledger
from heyi.modules.payments import laws as payments
from heyi.modules.purchasing import laws as purchasing
from heyi.modules.sales import laws as sales
from heyi.modules.sea import laws as sea
from heyi.modules.stock import laws as stock
from heyi.modules.targets import laws as targets
from heyi.platform.access import permission
from heyi.platform.clock import Clock
from heyi.platform.http.router import Router
from heyi.platform.identity.sessions import system_work
from heyi.platform.laws import Law, Verification, verify
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

LAWS: tuple[Law, ...] = (
    *ledger.LAWS,
    *stock.LAWS,
    *sea.LAWS,
    *crm.LAWS,
    *sales.LAWS,
    *purchasing.LAWS,
    *invoicing.LAWS,
    *payments.LAWS,
    *banking.LAWS,
    *targets.LAWS,
)
VERIFY = permission("platform.laws.verify", "accountant", "viewer")

router = Router("verify")


@router.get("/verify", permission=VERIFY, answer=Verification)
def get_verification(uow: UnitOfWork) -> Verification:
    """Check every law over this company's books, now."""
    return verify(uow, LAWS)


def verify_all(engine: Engine, clock: Clock) -> Iterator[tuple[str, Verification]]:
    """Check every tenant, one after the other; yields the tenant's name and what was found."""
    with engine.connect() as connection, connection.begin():
        tenants = connection.execute(select(TENANT.c.id, TENANT.c.name).order_by(TENANT.c.created_at)).all()
    for tenant_id, name in tenants:
        with engine.connect() as connection, connection.begin():
            uow = system_work(connection, tenant_id=tenant_id, now=clock.now(), door="verify")
            yield name, verify(uow, LAWS)
