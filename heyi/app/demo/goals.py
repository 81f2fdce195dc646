"""The targets of the demo company's year, a little above what its people reach."""

from decimal import Decimal

from heyi.app.demo.diary import Diary
from heyi.app.demo.people import at_work
from heyi.modules.targets import api as targets

_MONTHS = 12
_EACH, _GROWING = Decimal(18_000), Decimal(1_000)
_PAID = Decimal("0.8")


def set_goals(diary: Diary) -> None:
    """For each person, each department above them, and the company: what is to be sold, and what is to come in."""
    team, uow, year = diary.team, diary.uow, diary.today.year
    uow.now = min(diary.now, at_work(diary.today, 0))
    each = [_EACH + _GROWING * month for month in range(_MONTHS)]
    for kind, share in ((targets.Achieved.CONTRACT, Decimal(1)), (targets.Achieved.RECEIPT, _PAID)):
        months = [amount * share for amount in each]
        for person in team.selling:
            targets.set_targets(uow, kind, targets.Level.PERSON, person.id, year=year, months=months)
        for department in team.departments[1:]:
            twice = [amount * 2 for amount in months]
            targets.set_targets(uow, kind, targets.Level.DEPARTMENT, department, year=year, months=twice)
        for department in team.departments[:1]:
            whole = [amount * len(team.selling) for amount in months]
            targets.set_targets(uow, kind, targets.Level.DEPARTMENT, department, year=year, months=whole)
        whole = [amount * len(team.selling) for amount in months]
        targets.set_targets(uow, kind, targets.Level.COMPANY, None, year=year, months=whole)
    uow.now = diary.now
