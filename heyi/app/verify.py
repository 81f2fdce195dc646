"""`heyi verify` and the screen 对账体检: every law of the books, green or red."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine, select

from heyi.modules.banking import laws as banking
from heyi.modules.bills import laws as bills
from heyi.modules.collecting import laws as collecting
from heyi.modules.crm import laws as crm
from heyi.modules.invoicing import laws as invoicing
from heyi.modules.ledger import laws as ledger
from heyi.modules.payments import laws as payments
from heyi.modules.purchasing import laws as purchasing
from heyi.modules.quoting import laws as quoting
from heyi.modules.sales import laws as sales
from heyi.modules.sea import laws as sea
from heyi.modules.stock import laws as stock
from heyi.modules.targets import laws as targets
from heyi.platform.access import permission
from heyi.platform.approvals import laws as approvals
from heyi.platform.clock import Clock
from heyi.platform.http.router import Router
from heyi.platform.identity.sessions import system_work
from heyi.platform.jobs.definition import Nothing, Running, job
from heyi.platform.jobs.queue import enqueue
from heyi.platform.laws import CHAIN, Law, Verification, verify
from heyi.platform.proofs import Proof, last_proof, prove
from heyi.platform.tenancy.tables import TENANT
from heyi.platform.unit_of_work import UnitOfWork

_SEALS = "seals_"


def _of(group: str, *laws: Law) -> Iterator[Law]:
    """Laws that are told together; those of seals stand with those of numbers."""
    return (replace(law, group=CHAIN if law.name.startswith(_SEALS) else group) for law in laws)


LAWS: tuple[Law, ...] = (
    *_of("books", *ledger.LAWS),
    *_of("goods", *stock.LAWS),
    *_of("orders", *sea.LAWS, *crm.LAWS, *sales.LAWS, *quoting.LAWS, *purchasing.LAWS, *targets.LAWS),
    *_of("debts", *invoicing.LAWS, *payments.LAWS, *collecting.LAWS),
    *_of("money", *bills.LAWS, *banking.LAWS),
    *_of("approvals", *approvals.LAWS),
)
VERIFY = permission("platform.laws.verify", "accountant", "viewer")

router = Router("verify")


@dataclass(frozen=True)
class Begun:
    """The job that does the work."""

    job_id: UUID


@job("platform.verify_whole", Nothing, longest_step=timedelta(hours=1))
def verify_whole(run: Running[Nothing]) -> dict[str, bool]:
    """Check every law over everything that the company's books hold, and keep what is found."""
    return {"green": prove(run.uow, LAWS, whole=True).green}


@router.get("/verify", permission=VERIFY, answer=Verification)
def get_verification(uow: UnitOfWork) -> Verification:
    """Check every law over everything that this company's books hold, now; nothing of it is kept."""
    return verify(uow, LAWS)


@router.get("/verify/last", permission=VERIFY, answer=Proof | None)
def get_last_proof(uow: UnitOfWork) -> Proof | None:
    """What the last check that was kept has found; null before the first."""
    return last_proof(uow)


@router.post("/verify", permission=VERIFY, answer=Proof)
def post_proof(uow: UnitOfWork) -> Proof:
    """Check every law over what is new since all of them last held, and keep what is found."""
    return prove(uow, LAWS)


@router.post("/verify/whole", permission=VERIFY, answer=Begun)
def post_whole_proof(uow: UnitOfWork) -> Begun:
    """Have a job check every law over everything, and keep what is found."""
    begun = enqueue(uow, verify_whole, Nothing())
    assert begun is not None  # Without a key each is a job of its own.
    return Begun(begun)


def verify_all(engine: Engine, clock: Clock) -> Iterator[tuple[str, Verification]]:
    """Check everything of every tenant, one after the other; yields the tenant's name and what was found."""
    with engine.connect() as connection, connection.begin():
        tenants = connection.execute(select(TENANT.c.id, TENANT.c.name).order_by(TENANT.c.created_at)).all()
    for tenant_id, name in tenants:
        with engine.connect() as connection, connection.begin():
            uow = system_work(connection, tenant_id=tenant_id, now=clock.now(), door="verify")
            yield name, verify(uow, LAWS)
