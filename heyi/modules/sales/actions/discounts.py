"""Say how far below the lists each role may sell."""

from collections.abc import Sequence

from sqlalchemy import delete

from heyi.modules.sales.contracts import LimitSaid
from heyi.modules.sales.models import DISCOUNT_LIMIT
from heyi.modules.sales.queries.discounts import discount_limits
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def set_discount_limits(uow: UnitOfWork, said: Sequence[LimitSaid]) -> None:
    """Give these roles a greatest discount, or none; roles that are not named keep theirs. It counts from the next
    promise on: what was promised or sent stays.

    Raises:
        InvalidInput: a role is named twice, or does not exist.
    """
    # Whoever says so at the same moment waits here, as all who change what the company has set.
    uow.change_settings()
    known = {one.role_id: one for one in discount_limits(uow)}
    seen = set()
    for at, one in enumerate(said):
        if one.role_id not in known or one.role_id in seen:
            problem = "role_twice" if one.role_id in seen else "role_unknown"
            raise InvalidInput(problems=[FieldProblem(f"limits.{at}.role_id", problem)])
        seen.add(one.role_id)
    changed = [one for one in said if one.most != known[one.role_id].most]
    own = DISCOUNT_LIMIT.c
    gone = [one.role_id for one in changed]
    uow.execute(delete(DISCOUNT_LIMIT).where(own.tenant_id == uow.tenant_id, own.role_id.in_(gone)))
    given = [
        {"id": uow.new_id(), "role_id": one.role_id, "most": one.most}
        for one in changed
        if one.most is not None
    ]
    uow.insert(DISCOUNT_LIMIT, *given)
    for one in changed:
        was = known[one.role_id]
        percents = [None if value is None else number_text(value * 100) for value in (was.most, one.most)]
        uow.audit(
            "changed",
            record="role",
            record_id=one.role_id,
            title=was.role,
            changes={"most_discount": percents},
        )
