"""Sales, for other modules."""

from heyi.modules.sales.actions.approving import CONFIRMING
from heyi.modules.sales.actions.deliver import deliver_order
from heyi.modules.sales.actions.orders import (
    cancel_order,
    close_order,
    confirm_order,
    create_order,
    preview_order,
    update_order,
)
from heyi.modules.sales.actions.papers import delivery_paper, pick_paper
from heyi.modules.sales.actions.picks import (
    finish_pick_list,
    give_up_pick_list,
    make_pick_list,
    tick_pick_list,
)
from heyi.modules.sales.actions.reschedule import reschedule_order
from heyi.modules.sales.actions.revenue import bill, set_revenue_point
from heyi.modules.sales.actions.settle import (
    claim_delivered,
    claim_returned,
    delivery_lines_of,
    delivery_lines_of_returns,
    unclaim_delivered,
    unclaim_returned,
)
from heyi.modules.sales.actions.take_back import return_delivery
from heyi.modules.sales.contracts import (
    COST_OF_GOODS,
    DEFERRED_VAT,
    RECEIVABLE,
    REVENUE_GOODS,
    SHIPPED,
    Billable,
    BillableOrder,
    Delivery,
    LineDay,
    LineQuantity,
    Order,
    OrderDraft,
    OrderLineDraft,
    OrderPromise,
    OrderStatus,
    Picked,
    PickedOrder,
    PickList,
    Posted,
    PromiseDraft,
    PromiseLineDraft,
    Return,
    RevenuePoint,
    Ticked,
    Totals,
)
from heyi.modules.sales.models import DELIVERY, DELIVERY_LINE, PICK_LIST, SALES_ORDER, SALES_RETURN
from heyi.modules.sales.queries.goods import get_delivery, get_return
from heyi.modules.sales.queries.orders import get_order, purchases
from heyi.modules.sales.queries.picks import get_pick_list, picked_orders
from heyi.modules.sales.queries.promise import promise_order
from heyi.modules.sales.queries.revenue import revenue_point, unbilled

__all__ = [
    "CONFIRMING",
    "COST_OF_GOODS",
    "DEFERRED_VAT",
    "DELIVERY",
    "DELIVERY_LINE",
    "PICK_LIST",
    "RECEIVABLE",
    "REVENUE_GOODS",
    "SALES_ORDER",
    "SALES_RETURN",
    "SHIPPED",
    "Billable",
    "BillableOrder",
    "Delivery",
    "LineDay",
    "LineQuantity",
    "Order",
    "OrderDraft",
    "OrderLineDraft",
    "OrderPromise",
    "OrderStatus",
    "PickList",
    "Picked",
    "PickedOrder",
    "Posted",
    "PromiseDraft",
    "PromiseLineDraft",
    "Return",
    "RevenuePoint",
    "Ticked",
    "Totals",
    "bill",
    "cancel_order",
    "claim_delivered",
    "claim_returned",
    "close_order",
    "confirm_order",
    "create_order",
    "deliver_order",
    "delivery_lines_of",
    "delivery_lines_of_returns",
    "delivery_paper",
    "finish_pick_list",
    "get_delivery",
    "get_order",
    "get_pick_list",
    "get_return",
    "give_up_pick_list",
    "make_pick_list",
    "pick_paper",
    "picked_orders",
    "preview_order",
    "promise_order",
    "purchases",
    "reschedule_order",
    "return_delivery",
    "revenue_point",
    "set_revenue_point",
    "tick_pick_list",
    "unbilled",
    "unclaim_delivered",
    "unclaim_returned",
    "update_order",
]
