"""What collecting tells people each morning, and how its plans follow their orders."""

from heyi.modules.collecting import api
from heyi.modules.sales.events import OrderChanged
from heyi.platform.events import subscribe
from heyi.platform.notify.timing import each_morning
from heyi.platform.unit_of_work import UnitOfWork


def on_changed(uow: UnitOfWork, event: OrderChanged) -> None:
    """Instalments come to what their order comes to."""
    api.follow_change(uow, event.aggregate_id, event.more)


def subscribe_all() -> None:
    """Connect the handlers; called once by the wiring."""
    each_morning(api.to_collect)
    subscribe(OrderChanged, on_changed)
