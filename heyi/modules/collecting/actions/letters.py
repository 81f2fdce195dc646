"""Write to a customer that money is overdue (催款函)."""

from importlib import resources
from uuid import UUID

from heyi.kit.capitals import in_capitals
from heyi.kit.money import on_paper
from heyi.modules.collecting.contracts import Due, Urgency
from heyi.modules.collecting.errors import NothingOverdue
from heyi.modules.collecting.queries.board import collection
from heyi.modules.collecting.rules import ZERO
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_PAPER = resources.files("heyi.modules.collecting").joinpath("paper")


def dunning_letter(uow: UnitOfWork, party_id: UUID) -> bytes:
    """A letter that asks a customer for what is overdue, less what he paid ahead, with where to pay it.

    Raises:
        NotFound: he does not exist.
        NothingOverdue: he owes nothing that is overdue, or paid as much ahead.
        NotAllowed: what is open is hidden from the actor.
    """
    party = parties.require_party(uow, party_id)
    board = collection(uow, party_id=party_id)
    late = [due for due in board.rows if due.urgency is Urgency.OVERDUE]
    ahead = sum((one.ahead for one in board.customers), ZERO)
    total = sum((due.open for due in late), ZERO)
    left = total - ahead
    if left <= ZERO:
        raise NothingOverdue(party=party.name)
    account = payments.default_account(uow)
    told = {"amount": on_paper(left), "capitals": in_capitals(left)}
    said = {
        "party": party.name,
        "rows": [_row(due) for due in late],
        "total": on_paper(total),
        "ahead": on_paper(ahead) if ahead else None,
        "ask": translate("paper.dunning.ask", "zh-CN", told),
        "account": account.name,
        "account_number": account.number or "",
    }
    return ledger.on_paper(uow, _PAPER.joinpath("dunning.typ"), "paper.dunning", said)


def _row(due: Due) -> dict[str, str]:
    part = {"position": str(due.position), "of": str(due.of)}
    return {
        "number": due.number,
        "part": translate("paper.dunning.part", "zh-CN", part) if due.position else "",
        "due_on": due.due_on.isoformat(),
        "days": str(due.days_late),
        "amount": on_paper(due.amount),
        "open": on_paper(due.open),
    }
