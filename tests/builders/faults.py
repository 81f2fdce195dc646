"""What is planted into the books from behind, and which law must find it."""

from tests.builders.approving import APPROVAL_FAULTS
from tests.builders.bad_debts import WRITE_OFF_FAULTS
from tests.builders.bills import BILL_FAULTS
from tests.builders.collecting_laws import COLLECTING_FAULTS
from tests.builders.cost_laws import COST_FAULTS
from tests.builders.holds import HOLD_FAULTS
from tests.builders.quoting import QUOTE_FAULTS

# A fault, the product's law that must turn red, and words of the second telling in tests/builders/books.py.
FAULTS = [
    *APPROVAL_FAULTS,
    *COST_FAULTS,
    *WRITE_OFF_FAULTS,
    *BILL_FAULTS,
    *COLLECTING_FAULTS,
    *HOLD_FAULTS,
    *QUOTE_FAULTS,
    ("UPDATE stock_balance SET on_hand = on_hand + 1", "on_hand_is_moves", "what lies there"),
    ("UPDATE stock_detail SET quantity = quantity + 1", "lots_are_on_hand", "lots are what lies there"),
    (
        "UPDATE stock_balance SET blocked = blocked - 1 WHERE blocked > 0",
        "lots_are_on_hand",
        "lots are what lies there",
    ),
    (
        "DELETE FROM stock_detail WHERE quality = 'quarantine'",
        "lots_are_their_moves",
        "lots are what lies there",
    ),
    ("UPDATE stock_move_detail SET quantity = quantity - 1 WHERE quantity < 0", "moves_are_their_lots", None),
    ("UPDATE stock_balance SET short = true", "short_only_where_allowed", "what is short may be"),
    (
        "UPDATE stock_detail SET bin_id = NULL WHERE quantity = 12",
        "bins_are_on_hand",
        "goods stand in bins of their warehouse",
    ),
    ("UPDATE stock_pool SET value = value + 0.01", "stock_value_is_moves", "what goods are worth"),
    (
        "UPDATE stock_pool SET on_hand = on_hand + 1",
        "pools_are_their_places",
        "our goods are what lies in our places",
    ),
    (
        "UPDATE warehouse SET kind = 'held_back', goods_owner_id = NULL WHERE kind = 'entrusted'",
        "entrusted_is_not_ours",
        "others' goods are none of ours",
    ),
    (
        "UPDATE stock_issue SET reason = 'use' WHERE reason = 'used_up'",
        "others_goods_leave_by_their_papers",
        "others' goods leave for them alone",
    ),
    (
        "UPDATE warehouse SET kind = 'held_back', may_run_short = false WHERE kind = 'usual'",
        "promised_only_from_our_own",
        "what is held back is promised to nobody",
    ),
    ("UPDATE stock_pool SET value = value + 0.01", "stock_value_is_gl", "stock value is account 1405"),
    ("UPDATE stock_pool SET method = 'fifo'", "layers_are_their_pool", "the layers of goods"),
    ("UPDATE stock_balance SET held = held + 1", "held_is_holds", "what is held"),
    ("DELETE FROM stock_hold", "held_is_holds", "what is held"),
    ("UPDATE stock_transfer_line SET lost = lost + 1 WHERE lost > 0", "transfers_are_their_papers", None),
    (
        "UPDATE stock_transfer_line SET quantity = quantity + 1",
        "in_transit_is_transfers",
        "goods in transit are those of transfers",
    ),
    ("UPDATE stock_transfer SET state = 'done' WHERE state = 'sent'", "transfers_end_with_their_goods", None),
    (
        "UPDATE stock_count_line SET counted = counted + 1 WHERE counted > 0",
        "counts_are_their_papers",
        "a count's difference is what was posted for it",
    ),
    (
        "UPDATE stock_count_line SET moved = 1 WHERE counted > 0",
        "what_was_misplaced_was_moved",
        "what of a lot stands elsewhere is missing where it should",
    ),
    ("UPDATE stock_balance SET frozen_by = gen_random_uuid()", "frozen_is_being_counted", None),
    ("UPDATE stock_issue SET total = total + 1 WHERE total > 0", "misc_documents_are_their_lines", None),
    (
        "UPDATE stock_issue_line SET quantity = quantity - 1 WHERE quantity < 0",
        "reversals_undo_just_one",
        None,
    ),
    (
        "UPDATE journal_line SET debit = debit + 0.01 WHERE debit > 0",
        "debits_equal_credits",
        "each entry balances",
    ),
    ("UPDATE journal_entry SET total = total + 1", "entries_balance", "each entry balances"),
    ("DELETE FROM journal_line", "entries_balance", "each entry balances"),
    (
        "UPDATE journal_entry SET number_key = '2026-11-000099' WHERE number_key = '2026-11-000002'",
        "voucher_numbers",
        "vouchers have no gap",
    ),
    ("UPDATE ledger_period SET last_number = last_number + 1", "voucher_numbers", None),
    ("UPDATE ledger_period SET last_general = last_general - 1", "voucher_numbers", None),
    (
        "UPDATE account SET active = false WHERE code = '500101'",
        "rules_name_accounts_in_use",
        "rules name accounts in use",
    ),
    (
        "UPDATE voucher_template_line SET debit = debit + 1 WHERE debit > 0",
        "templates_balance",
        "templates balance",
    ),
    ("UPDATE stock_pool SET account = '1403'", "stock_value_is_gl", "stock value is account 1405"),
    (
        "UPDATE account_total SET debit = debit + 1 WHERE grain = 'month'",
        "totals_are_lines",
        "totals and what waits are all lines",
    ),
    ("UPDATE account_total SET first_day = first_day + 1 WHERE grain = 'day'", "totals_are_lines", None),
    ("UPDATE cash_flow SET row = 7 WHERE row = 1", "cash_flow_is_cash", None),
    ("UPDATE ledger_period SET total = total + 1", "voucher_numbers", None),
    (
        "DELETE FROM party_total WHERE grain = 'year'",
        "party_totals_are_lines",
        "totals and what waits are all lines",
    ),
    ("DELETE FROM foreign_total", "foreign_totals_are_lines", "totals in a currency are its lines"),
    ("UPDATE account SET currency = 'EUR' WHERE currency = 'USD'", "foreign_lines_are_their_accounts", None),
    ("UPDATE journal_line SET summary = 'x' WHERE line_no = 1", "seals_hold", None),
    ("UPDATE journal_entry SET posted_at = posted_at - interval '1 day'", "seals_hold", None),
    ("DELETE FROM sealed_entry", "seals_are_a_chain", None),
    ("UPDATE ledger_seal SET hash = previous", "seals_are_a_chain", None),
    ("DELETE FROM cash_flow", "cash_flow_is_cash", "rows of cash are the change of cash"),
    ("DELETE FROM settlement", "settled_is_settlements", "open is total less settled"),
    (
        "UPDATE sales_invoice SET settled = settled + 1, open = open - 1 WHERE open > 0",
        "receivable_is_subledger",
        "open invoices and unbilled deliveries are account 1122",
    ),
    ("UPDATE sales_invoice SET party_id = gen_random_uuid()", "receivable_is_subledger", None),
    ("UPDATE delivery_line SET invoiced = NOT invoiced", "deliveries_are_their_invoices", None),
    (
        "UPDATE sales_invoice SET net = net + 1, gross = gross + 1, open = open + 1 WHERE state = 'posted'",
        "invoices_are_their_lines",
        "a document is the sum of its lines",
    ),
    ("UPDATE delivery SET cost = cost + 1", "shipped_is_gl", "goods under way are account 1406"),
    ("UPDATE shipped_change SET amount = amount + 1", "shipped_is_gl", "goods under way are account 1406"),
    ("DELETE FROM shipped_change WHERE source_type = 'sales_invoice'", "invoiced_waits_no_more", None),
    (
        "UPDATE sales_return SET recognised = NOT recognised",
        "shipped_is_gl",
        "goods under way are account 1406",
    ),
    (
        "UPDATE delivery SET unbilled = unbilled + 1 WHERE recognised",
        "unbilled_is_delivered_less_invoiced",
        "what a delivery leaves unbilled",
    ),
    ("UPDATE delivery SET unbilled = 0", "receivable_is_subledger", "what a delivery leaves unbilled"),
    (
        "UPDATE delivery SET unbilled_tax = unbilled_tax + 1 WHERE recognised",
        "deferred_vat_is_gl",
        "the tax of it that a delivery leaves",
    ),
    ("UPDATE sales_return SET cost = cost + 1", "shipped_is_gl", "goods under way are account 1406"),
    (
        "UPDATE receipt SET advance = advance + 1, amount = amount + 1 WHERE kind = 'receipt'",
        "advance_is_gl",
        "advances are account 2203",
    ),
    (
        "UPDATE journal_entry SET kind = 'other' WHERE kind = 'opening' AND source_type = 'receipt'",
        "opening_debts_are_their_entries",
        "what stood open before is in the books",
    ),
    ("UPDATE book_rules SET started_on = started_on + 1", "opening_debts_are_their_entries", None),
    ("DELETE FROM allocation", "receipts_are_their_allocations", "a receipt is its allocations"),
    (
        "UPDATE sales_order_line SET delivered = delivered + 1",
        "orders_are_their_deliveries",
        "an order's progress is its documents",
    ),
    (
        "UPDATE delivery_line SET returned = returned - 1, returned_cost = returned_cost - 6 WHERE returned > 0",
        "deliveries_are_their_returns",
        "an order's progress is its documents",
    ),
    (
        "UPDATE sales_invoice SET number = 'XSFP202611020009' WHERE number = 'XSFP202611020002'",
        "numbers.sales_invoice",
        "sales_invoice is numbered without gap",
    ),
    (
        "UPDATE number_counter SET value = value + 1 WHERE series = 'receipt'",
        "numbers.receipt",
        "counters stand",
    ),
    (
        "UPDATE achievement SET amount = amount + 1 WHERE kind = 'contract'",
        "achievements_are_orders",
        "what was achieved is what was promised and received",
    ),
    (
        "DELETE FROM achievement WHERE kind = 'receipt'",
        "achievements_are_receipts",
        "what was achieved is what was promised and received",
    ),
    (
        "UPDATE sales_order SET invoice_state = 'none'",
        "orders_are_their_lines",
        "an order's states are its lines",
    ),
    (
        "UPDATE stock_hold SET day = '2026-12-24' WHERE source_type = 'sales_order'",
        "holds_are_for_their_days",
        "goods are held for the days of their lines",
    ),
    (
        "UPDATE sales_order SET next_delivery_on = '2026-12-24'",
        "orders_are_their_lines",
        "an order's next day is the earliest of what is open",
    ),
    (
        "UPDATE sales_order_line SET head_discount = head_discount + 0.01",
        "orders_are_their_lines",
        None,
    ),
    (
        "UPDATE sales_order SET net = net + 1, gross = gross + 1",
        "orders_are_their_lines",
        "a document is the sum of its lines",
    ),
    (
        "UPDATE sales_order_line SET settled = settled - 1 WHERE settled > 0",
        "settled_is_invoiced_or_returned",
        "an order's progress is its documents",
    ),
    (
        "UPDATE delivery_line SET invoiced = false",
        "credited_was_invoiced",
        "nothing is credited that was not invoiced",
    ),
    (
        "UPDATE lead SET converted_at = NULL WHERE state = 'converted'",
        "converted_leads_have_their_customer",
        None,
    ),
    ("UPDATE opportunity SET amount = amount + 1 WHERE has_lines", "opportunities_are_their_lines", None),
    ("UPDATE opportunity_step SET number = number + 7", "stage_steps_are_a_chain", None),
    (
        "UPDATE purchase_order_line SET received_net = received_net + 1",
        "purchases_are_their_receipts",
        "a purchase's progress is its documents",
    ),
    (
        "UPDATE purchase_receipt_line SET returned = returned - 1, returned_net = returned_net - 50 WHERE returned > 0",
        "purchase_receipts_are_their_returns",
        "a purchase's progress is its documents",
    ),
    (
        "UPDATE purchase_order SET receipt_state = 'none'",
        "purchases_are_their_lines",
        "a purchase's states are its lines",
    ),
    (
        "UPDATE purchase_receipt_line SET net = net + 1",
        "purchase_receipts_are_their_lines",
        "a document is the sum of its lines",
    ),
    (
        "UPDATE purchase_return SET cost = cost + 1",
        "purchase_returns_are_their_lines",
        "a document is the sum of its lines",
    ),
    (
        "UPDATE supplier_invoice SET settled = settled + 1, open = open - 1 WHERE open > 0",
        "payable_is_subledger",
        "open suppliers' invoices are account 220201",
    ),
    (
        "UPDATE purchase_receipt SET net = net + 1",
        "received_not_invoiced_is_gl",
        "received and not invoiced is account 220202",
    ),
    ("DELETE FROM supplier_settlement", "supplier_settled_is_settlements", "open is total less settled"),
    (
        "UPDATE supplier_invoice SET net = net + 1, gross = gross + 1, open = open + 1 WHERE state = 'posted'",
        "supplier_invoices_are_their_lines",
        "a document is the sum of its lines",
    ),
    (
        "UPDATE purchase_order_line SET invoiced = invoiced - 1 WHERE invoiced > 0",
        "purchases_are_their_invoices",
        "a purchase's progress is its documents",
    ),
    (
        "UPDATE payment SET prepaid = prepaid + 1, amount = amount + 1",
        "prepaid_is_gl",
        "prepayments are account 1123",
    ),
    ("DELETE FROM payment_allocation", "payments_are_their_allocations", "a receipt is its allocations"),
    ("UPDATE party SET pooled_at = NULL WHERE pool_id IS NOT NULL", "owner_or_pool", None),
    ("UPDATE claim_count SET used = used + 1", "claims_are_counted", None),
    ("UPDATE bank_match SET amount = amount + 1", "matches_add_up", "a match is the same on both sides"),
    ("DELETE FROM bank_match_entry", "matches_add_up", "a match is the same on both sides"),
    ("UPDATE bank_line SET money_account_id = gen_random_uuid()", "matches_add_up", None),
    ("DELETE FROM counted_line", "statements_are_their_lines", "a statement is its lines"),
    (
        "UPDATE bank_statement SET income = income + 1",
        "statements_are_their_lines",
        "a statement is its lines",
    ),
]
