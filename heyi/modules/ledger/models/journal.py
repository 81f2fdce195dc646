"""Periods and journal entries: the money ledger itself, only ever added to."""

from sqlalchemy import Date, Index, Integer, SmallInteger, text

from heyi.modules.ledger import permissions as may
from heyi.modules.ledger.models.currencies import EXCHANGE
from heyi.modules.ledger.states import PeriodState
from heyi.platform.db.schema import (
    INSTANT,
    MONEY,
    belongs_to,
    check,
    column,
    index,
    metadata,
    tenant_table,
    text_column,
    unique,
    uuid_column,
)
from heyi.platform.records.declaration import Field, Kind, Permissions, Record, declare

PERIOD = tenant_table(
    "ledger_period",
    *belongs_to("company_id", "company"),
    text_column("code"),
    text_column("state"),
    # How many entries the month holds; and the last number of each word (记, 收, 付, 转), without gaps in each.
    column("last_number", Integer),
    column("last_general", Integer),
    column("last_receipt", Integer),
    column("last_payment", Integer),
    column("last_transfer", Integer),
    column("total", MONEY),
    unique("company_id", "code"),
    check("state", f"state IN {tuple(map(str, PeriodState))}"),
    versioned=False,
)

JOURNAL_ENTRY: Record = declare(
    name="journal_entry",
    path="journal-entries",
    module="ledger",
    title="number",
    sort="-number_key",
    by_company=True,
    append_only=True,
    permissions=Permissions(view=may.VIEW_ENTRY, take_out=may.EXPORT_ENTRY, attach=may.WRITE_VOUCHER),
    fields=(
        Field(name="period", in_list=True),
        Field(name="number", in_list=True),
        Field(name="number_key"),
        Field(name="occurred_on", kind=Kind.DATE, required=True, in_list=True),
        Field(name="summary", in_list=True),
        Field(name="total", kind=Kind.MONEY, required=True, in_list=True),
        Field(name="source_type", in_list=True),
    ),
    extra=(
        uuid_column("source_id"),
        text_column("kind"),
        column("posted_at", INSTANT),
        uuid_column("posted_by", nullable=True),
        uuid_column("reverses_id", nullable=True),
        unique("source_type", "source_id", "kind"),
        unique("company_id", "number_key"),
        unique("reverses_id"),
    ),
)

JOURNAL_LINE = tenant_table(
    "journal_line",
    uuid_column("company_id"),
    *belongs_to("entry_id", "journal_entry"),
    column("line_no", Integer),
    *belongs_to("account_id", "account"),
    text_column("summary"),
    column("debit", MONEY),
    column("credit", MONEY),
    text_column("currency"),
    column("occurred_on", Date),
    *belongs_to("party_id", "party", nullable=True),
    *belongs_to("department_id", "department", nullable=True),
    *belongs_to("person_id", "app_user", nullable=True),
    *belongs_to("product_id", "product", nullable=True),
    *belongs_to("project_id", "project", nullable=True),
    column("cash_flow", SmallInteger, nullable=True),
    # What the line says in the currency that its account keeps, on its own side; nothing where a rate alone changed.
    text_column("foreign_currency", nullable=True),
    column("foreign_amount", MONEY, nullable=True),
    column("rate", EXCHANGE, nullable=True),
    index("journal_line", "entry_id"),
    Index(
        "ix_journal_line_balance",
        "tenant_id",
        "company_id",
        "account_id",
        "occurred_on",
        postgresql_include=["debit", "credit"],
    ),
    # The account with one party, whoever has how many lines beside it.
    Index(
        "ix_journal_line_party",
        "tenant_id",
        "party_id",
        "account_id",
        "occurred_on",
        postgresql_include=["company_id", "debit", "credit"],
        postgresql_where=text("party_id IS NOT NULL"),
    ),
    check("one_side", "(debit = 0) <> (credit = 0)"),
    check("foreign", "(foreign_currency IS NULL) = (foreign_amount IS NULL)"),
    check("rate", "(rate IS NULL) = (COALESCE(foreign_amount, 0) = 0)"),
    append_only=True,
)

# Law 7. The statement trigger sees all lines that one INSERT brings; it refuses an entry that does not balance in each
# currency, and lines for an entry that has some already. The deferred one refuses at commit an entry without lines or
# whose total is not the sum of its debits.
metadata.info["extra_sql"] += [
    """
CREATE FUNCTION journal_lines_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM journal_line l LEFT JOIN new_lines n ON n.tenant_id = l.tenant_id AND n.id = l.id
    WHERE (l.tenant_id, l.entry_id) IN (SELECT b.tenant_id, b.entry_id FROM new_lines b)
    GROUP BY l.tenant_id, l.entry_id, l.currency HAVING sum(l.debit) <> sum(l.credit) OR count(n.id) <> count(*)
  ) THEN
    RAISE EXCEPTION 'debits and credits differ, or the entry was posted before'
      USING ERRCODE = '23514', CONSTRAINT = 'journal_entry_balances';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_lines_balance AFTER INSERT ON journal_line
  REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION journal_lines_balance();
CREATE FUNCTION journal_entry_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.total IS DISTINCT FROM (
    SELECT sum(l.debit) FROM journal_line l WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.id
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'journal_entry_complete', MESSAGE = 'total and lines differ';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_complete AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_entry_complete();
"""
]
