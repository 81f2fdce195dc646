"""Reads of templates of vouchers."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, and_, func, or_, select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import StandardVoucher, Template, TemplateLine
from heyi.modules.ledger.models import ACCOUNT, TEMPLATE, TEMPLATE_LINE, TEMPLATE_RUN
from heyi.modules.ledger.queries.chart import chart, standard
from heyi.modules.ledger.queries.posting import kept_accounts
from heyi.modules.ledger.queries.tax_bases import tax_bases
from heyi.modules.ledger.rules.standard_vouchers import offered
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

_T, _L, _R, _A = TEMPLATE.table, TEMPLATE_LINE, TEMPLATE_RUN, ACCOUNT.table
SHOWN_MONTHS = 12


def template_lines(uow: UnitOfWork, template_id: UUID) -> Sequence[RowMapping]:
    """The lines of a template with their accounts."""
    shared = _A.alias("shared")
    return uow.rows(
        select(
            _L,
            _A.c.code.label("account_code"),
            _A.c.name.label("account_name"),
            func.coalesce(_A.c.name_en, _A.c.name).label("account_name_en"),
            shared.c.code.label("share_of"),
        )
        .join(_A, and_(_A.c.tenant_id == _L.c.tenant_id, _A.c.id == _L.c.account_id))
        .outerjoin(shared, and_(shared.c.tenant_id == _L.c.tenant_id, shared.c.id == _L.c.share_of_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.template_id == template_id)
        .order_by(_L.c.line_no)
    )


def get_template(uow: UnitOfWork, template_id: UUID) -> Template:
    """A template with its lines and the last months that it was written in.

    Raises:
        NotFound: it does not exist in this company.
    """
    place = (_T.c.tenant_id == uow.tenant_id, _T.c.company_id == uow.company_id)
    head = uow.first(select(_T).where(*place, _T.c.id == template_id))
    if head is None:
        raise NotFound(what="record.voucher_template")
    months = uow.rows(
        select(_R.c.period)
        .where(_R.c.tenant_id == uow.tenant_id, _R.c.template_id == template_id)
        .order_by(_R.c.period.desc())
        .limit(SHOWN_MONTHS)
    )
    names = ("id", "version", "name", "monthly_on", "until", "reverses", "active", "refused")
    lines = [
        TemplateLine(**{name: row[name] for name in TemplateLine.__dataclass_fields__})
        for row in template_lines(uow, template_id)
    ]
    return Template(
        **{name: head[name] for name in names}, months=[row["period"] for row in months], lines=lines
    )


def standard_vouchers(uow: UnitOfWork, period: Period | None = None) -> list[StandardVoucher]:
    """The standard templates that the company's accounts allow; they are data of the product, and no rows.

    For a month the amounts of its taxes are proposed.
    """
    bases = None if period is None else tax_bases(uow, period)
    return offered(standard(uow), chart(uow), kept_accounts(uow), bases)


def due_templates(uow: UnitOfWork, today: date) -> Sequence[UUID]:
    """The templates whose day this month has come and that were not written in it yet, in the order of their ids."""
    period = Period.from_date(today)
    done = select(_R.c.id).where(
        _R.c.tenant_id == _T.c.tenant_id, _R.c.template_id == _T.c.id, _R.c.period == str(period)
    )
    # In a shorter month its last day stands for the days that it has not.
    last = 31 if today == period.last_day else today.day
    query = (
        select(_T.c.id)
        .where(
            _T.c.tenant_id == uow.tenant_id,
            _T.c.company_id == uow.company_id,
            _T.c.active,
            _T.c.monthly_on.is_not(None),
            _T.c.monthly_on <= last,
            or_(_T.c.until.is_(None), _T.c.until >= period.first_day),
            ~done.exists(),
        )
        .order_by(_T.c.id)
    )
    return [row["id"] for row in uow.rows(query)]
