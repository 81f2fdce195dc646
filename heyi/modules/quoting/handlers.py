"""What quoting does when something happens below, and what of it may be approved."""

from heyi.modules.quoting import api
from heyi.modules.sales.events import OrderCancelled
from heyi.platform.approvals import api as approvals
from heyi.platform.events import subscribe
from heyi.platform.unit_of_work import UnitOfWork


def on_order_cancelled(uow: UnitOfWork, event: OrderCancelled) -> None:
    """A quotation whose order is called off may become another one."""
    api.free_ordered(uow, event.aggregate_id)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    approvals.approvable(api.SENDING)
    subscribe(OrderCancelled, on_order_cancelled)
