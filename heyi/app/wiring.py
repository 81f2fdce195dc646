"""What belongs to this Heyi: its modules' routes and handlers, put together once."""

from functools import cache

from heyi.app import demo, own_demo, verify
from heyi.modules.activities import handlers as activities_handlers
from heyi.modules.activities import http as activities
from heyi.modules.banking import handlers as banking_handlers
from heyi.modules.banking import http as banking
from heyi.modules.bills import handlers as bills_handlers
from heyi.modules.bills import http as bills
from heyi.modules.catalog import handlers as catalog_handlers
from heyi.modules.catalog import http as catalog
from heyi.modules.collecting import handlers as collecting_handlers
from heyi.modules.collecting import http as collecting
from heyi.modules.crm import handlers as crm_handlers
from heyi.modules.crm import http as crm
from heyi.modules.crm.events import LeadBecameCustomer, OpportunityLost, OpportunityMoved, OpportunityWon
from heyi.modules.insight import handlers as insight_handlers
from heyi.modules.insight import http as insight
from heyi.modules.invoicing import handlers as invoicing_handlers
from heyi.modules.invoicing import http as invoicing
from heyi.modules.invoicing.events import InvoicePosted
from heyi.modules.ledger import handlers as ledger_handlers
from heyi.modules.ledger import http as ledger
from heyi.modules.ledger.http import currency as currencies
from heyi.modules.ledger.http import printing as ledgers_on_paper
from heyi.modules.parties import handlers as parties_handlers
from heyi.modules.parties import http as parties
from heyi.modules.payments import handlers as payments_handlers
from heyi.modules.payments import http as payments
from heyi.modules.payments.events import ReceiptPosted, ReceiptReversed
from heyi.modules.payments.http import statements as account_statements
from heyi.modules.purchasing import handlers as purchasing_handlers
from heyi.modules.purchasing import http as purchasing
from heyi.modules.quoting import handlers as quoting_handlers
from heyi.modules.quoting import http as quoting
from heyi.modules.quoting.events import QuotationAccepted, QuotationDeclined, QuotationSent
from heyi.modules.sales import handlers as sales_handlers
from heyi.modules.sales import http as sales
from heyi.modules.sales.events import (
    GoodsHeld,
    GoodsReturned,
    HoldEnded,
    OrderCancelled,
    OrderClosed,
    OrderConfirmed,
    OrderDelivered,
)
from heyi.modules.sales.http import discounts as sales_discounts
from heyi.modules.sales.http import holds as sales_holds
from heyi.modules.sea import handlers as sea_handlers
from heyi.modules.sea import http as sea
from heyi.modules.shipping import http as shipping
from heyi.modules.stock import handlers as stock_handlers
from heyi.modules.stock import http as stock
from heyi.modules.stock.http import bins as stock_bins
from heyi.modules.stock.http import by_date as stock_by_date
from heyi.modules.stock.http import costing as stock_costing
from heyi.modules.stock.http import entrusted as stock_entrusted
from heyi.modules.targets import http as targets
from heyi.platform import audit
from heyi.platform.approvals import http as approvals
from heyi.platform.approvals.actions.asking import PlainGate
from heyi.platform.approvals.plain import plain_verb
from heyi.platform.approvals.verbs import with_plain
from heyi.platform.documents import http as documents
from heyi.platform.documents.veiling import veil_document
from heyi.platform.events import Event
from heyi.platform.files import http as files
from heyi.platform.http.router import Router
from heyi.platform.http.veils import veil_answers
from heyi.platform.identity import http as identity
from heyi.platform.identity import people
from heyi.platform.jobs import http as jobs
from heyi.platform.jobs.endings import watch_ends
from heyi.platform.notify import handing
from heyi.platform.notify import http as notices
from heyi.platform.notify.timing import each_morning
from heyi.platform.numbering import give_own_rules
from heyi.platform.outbox import subscribe_outside
from heyi.platform.records import bin_http, finding, meta, views
from heyi.platform.records.duplicates import http as duplicates
from heyi.platform.records.events import RecordChanged
from heyi.platform.records.exporting import http as exports
from heyi.platform.records.gates import guard_plain_verbs
from heyi.platform.records.handing_over import http as hand_overs
from heyi.platform.records.http import own_router
from heyi.platform.records.importing import runs_http as imports
from heyi.platform.records.listeners import listen
from heyi.platform.records.owners import watch_owners
from heyi.platform.records.shapes import own_names, own_rule, own_words
from heyi.platform.records.shaping import http as shaping
from heyi.platform.records.team import watch_teams
from heyi.platform.settings import http as settings
from heyi.platform.settings import look_http as look
from heyi.platform.settings.words import register_words
from heyi.platform.webhooks import http as webhooks
from heyi.platform.webhooks.catalogue import add_record_names, offer
from heyi.platform.webhooks.deliveries import on_message
from heyi.platform.webhooks.wants import wanted

ROUTERS: tuple[Router, ...] = (
    identity.router,
    people.router,
    jobs.router,
    notices.router,
    files.router,
    settings.router,
    look.router,
    webhooks.router,
    meta.router,
    documents.router,
    audit.router,
    approvals.router,
    parties.router,
    catalog.router,
    ledger.router,
    currencies.router,
    ledgers_on_paper.router,
    stock.router,
    stock_bins.router,
    stock_by_date.router,
    stock_costing.router,
    stock_entrusted.router,
    sea.router,
    activities.router,
    crm.router,
    targets.router,
    sales.router,
    sales_discounts.router,
    sales_holds.router,
    purchasing.router,
    quoting.router,
    shipping.router,
    invoicing.router,
    payments.router,
    account_statements.router,
    bills.router,
    collecting.router,
    banking.router,
    insight.router,
    verify.router,
    demo.router,
    shaping.router,
    imports.router,
    exports.router,
    hand_overs.router,
    views.router,
    duplicates.router,
    finding.router,
    bin_http.router,
    own_router,
    own_demo.router,
)

# What happened in the business, under the names that receivers of webhooks know.
OFFERED: tuple[tuple[type[Event], str, str], ...] = (
    (GoodsHeld, "goods_hold", "created"),
    (HoldEnded, "goods_hold", "ended"),
    (OrderConfirmed, "sales_order", "confirmed"),
    (OrderCancelled, "sales_order", "cancelled"),
    (OrderClosed, "sales_order", "closed"),
    (OrderDelivered, "sales_order", "delivered"),
    (QuotationSent, "quotation", "sent"),
    (QuotationAccepted, "quotation", "accepted"),
    (QuotationDeclined, "quotation", "declined"),
    (GoodsReturned, "sales_return", "posted"),
    (InvoicePosted, "sales_invoice", "posted"),
    (ReceiptPosted, "receipt", "posted"),
    (ReceiptReversed, "receipt", "reversed"),
    (LeadBecameCustomer, "lead", "converted"),
    (OpportunityMoved, "opportunity", "moved"),
    (OpportunityWon, "opportunity", "won"),
    (OpportunityLost, "opportunity", "lost"),
)


@cache
def connect_handlers() -> None:
    """Let each module hear what happens below it; once a process, however many applications it makes."""
    for handlers in (
        parties_handlers,
        catalog_handlers,
        ledger_handlers,
        stock_handlers,
        activities_handlers,
        sea_handlers,
        crm_handlers,
        sales_handlers,
        purchasing_handlers,
        quoting_handlers,
        invoicing_handlers,
        payments_handlers,
        bills_handlers,
        collecting_handlers,
        banking_handlers,
        insight_handlers,
    ):
        handlers.subscribe_all()
    with_plain(plain_verb)
    guard_plain_verbs(PlainGate())
    watch_owners(handing.on_owners)
    watch_teams(handing.on_member)
    watch_ends(handing.on_ended)
    each_morning(handing.ending_teams)
    listen(wanted)
    add_record_names(own_names)
    give_own_rules(own_rule)
    register_words(own_words)
    veil_answers(veil_document)
    subscribe_outside(RecordChanged, on_message)
    for event, record, action in OFFERED:
        offer(event, record, action)
        subscribe_outside(event, on_message)
