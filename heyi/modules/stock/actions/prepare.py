"""Make ready the warehouse that a new company needs on its first day."""

from heyi.modules.stock.models import WAREHOUSE
from heyi.modules.stock.rules.houses import USUAL
from heyi.platform.messages import translate
from heyi.platform.records.saving import create_record
from heyi.platform.unit_of_work import UnitOfWork


def prepare_stock(uow: UnitOfWork) -> None:
    """The company's main warehouse."""
    name = translate("stock.main_warehouse", uow.actor.language)
    first: dict[str, object] = {
        "name": name,
        "code": None,
        "address": None,
        "kind": USUAL,
        "goods_owner_id": None,
    }
    first |= {"may_run_short": False, "active": True}
    create_record(uow, WAREHOUSE, first)
