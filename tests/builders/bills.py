"""Acceptance bills: taken, passed on, sold, paid and not paid."""

from collections.abc import Callable, Mapping
from uuid import UUID

from tests.builders.company import Company
from tests.builders.http import Json


def paper(number: str = "1102100000123", **fields: object) -> Json:
    """What stands on a bill; half a year long, from May to the day of the stories."""
    days = {"issued_on": "2026-05-02", "due_on": "2026-11-02"}
    return {
        "number": number,
        "kind": "bank",
        "drawer": "北京华信",
        "acceptor": "工商银行北京分行",
        **days,
        **fields,
    }


def bill_body(
    party: str,
    amount: str,
    settles: Mapping[str, str] | None = None,
    *,
    on: Json | None = None,
    **fields: object,
) -> Json:
    """What the browser sends for a bill that comes in or goes out."""
    allocations = [{"invoice_id": invoice, "amount": part} for invoice, part in (settles or {}).items()]
    body = {"paper": on or paper(), "party_id": party, "amount": amount, "allocations": allocations}
    return {**body, **fields}


def taken(
    company: Company, customer: str, amount: str, settles: Mapping[str, str] | None = None, **fields: object
) -> Json:
    """A bill that a customer gave; its `paper` is the receipt."""
    return company.post("/taken-bills", bill_body(customer, amount, settles, **fields))


def issued(
    company: Company, supplier: str, amount: str, settles: Mapping[str, str] | None = None, **fields: object
) -> Json:
    """A bill that we gave a supplier; its `paper` is the payment."""
    return company.post("/issued-bills", bill_body(supplier, amount, settles, **fields))


def endorse_body(bill: Json, supplier: str, amount: str, settles: Mapping[str, str] | None = None) -> Json:
    """What the browser sends to pass a bill on."""
    allocations = [{"invoice_id": invoice, "amount": part} for invoice, part in (settles or {}).items()]
    return {"bill_id": bill["id"], "party_id": supplier, "amount": amount, "allocations": allocations}


def endorsed(
    company: Company, bill: Json, supplier: str, amount: str, settles: Mapping[str, str] | None = None
) -> Json:
    """A bill, or a part of it, passed on to a supplier; its `paper` is the payment."""
    return company.post("/endorsed-bills", endorse_body(bill, supplier, amount, settles))


def the_bill(company: Company, bill: Json) -> Json:
    """The bill as it stands now."""
    return company.get(f"/bills/{bill['id']}")


def act(company: Company, bill: Json, verb: str, **fields: object) -> Json:
    """A verb done with a bill."""
    return company.post(f"/bills/{bill['id']}/{verb}", dict(fields))


def undo(company: Company, bill: Json, place: int = -1, **fields: str) -> Json:
    """A use of a bill taken back, the last one unless told otherwise."""
    use = the_bill(company, bill)["uses"][place]["id"]
    return company.post(f"/bills/{bill['id']}/uses/{use}/undo", dict(fields))


def sent_back(company: Company, bill: Json, place: int = 0, **fields: object) -> Json:
    """A use of a bill that came back to us unpaid, the first one unless told otherwise."""
    use = the_bill(company, bill)["uses"][place]["id"]
    return company.post(f"/bills/{bill['id']}/uses/{use}/recourse", dict(fields))


def bills_of_everything(company: Company, party: str, words: str) -> None:
    """A bill in hand of which a part was sold and a part passed on, one of our own, and one that nobody paid."""
    said = {"drawer": words, "acceptor": words}
    bill = taken(company, party, "10", on=paper("1", **said), note=words)
    act(company, bill, "discount", amount="2", interest="0.5")
    endorsed(company, bill, party, "3")
    issued(company, party, "5", on=paper("2", **said), note=words)
    bad = taken(company, party, "4", on=paper("3", **said))
    act(company, bad, "dishonour")


def bills_from_before(company: Company, party: str, words: str) -> None:
    """Bills of before the books began that nobody paid: one of this party, one of our own, and one that a bank had."""
    said = {"drawer": words, "acceptor": words, "issued_on": "2019-05-02"}
    for number, side in (("4", "received"), ("5", "issued"), ("6", "received")):
        on = paper(number, kind="trade", **said)
        bill = company.post(
            "/opening-bills", {"side": side, "paper": on, "party_id": party, "amount": "3", "note": words}
        )
        if number == "6":
            act(company, bill, "discount", amount="1", interest="0")
            sent_back(company, bill)
        act(company, bill, "dishonour")


def bill_bodies(id_of: Callable[[str], UUID], customer: str, supplier: str) -> dict[str, Json]:
    """Bodies that would be accepted with these ids, each as often as it has ids: of every bill there is one."""
    asked, owed = ({str(id_of(table)): "0.01"} for table in ("sales_invoice", "supplier_invoice"))
    endorse = endorse_body({"id": str(id_of("bill"))}, supplier, "0.01", owed)
    bodies = {f"POST /endorsed-bills{door}": endorse for door in ("", "/preview")}
    for number, name in enumerate(("party_id", "invoice_id")):
        for door in ("", "/preview"):
            take, issue = (paper(f"{side}{number}{len(door)}") for side in ("7", "8"))
            bodies[f"POST /taken-bills{door} {name}"] = bill_body(customer, "1", asked, on=take)
            bodies[f"POST /issued-bills{door} {name}"] = bill_body(supplier, "1", owed, on=issue)
        # The books of these companies began in 2020.
        before = paper(f"9{number}", issued_on="2019-05-02")
        opening = {"side": "received", "paper": before, "party_id": customer, "amount": "1"}
        bodies[f"POST /opening-bills {name}"] = opening
    part = {"amount": "0.01"}
    bodies["POST /bills/{bill_id}/uses/{use_id}/recourse"] = {}
    bodies["POST /bills/{bill_id}/discount"] = {**part, "interest": "0"}
    return bodies | {f"POST /bills/{{bill_id}}/{verb}": part for verb in ("collect", "honour")}


def good_bill(company: Company, name: str) -> dict[str, object]:
    """Which bill, or use of one, a request should be for."""
    one, mine = company.books.one, [company.tenant_id]
    if "/honour" in name:
        return {"bill_id": one("SELECT id FROM bill WHERE tenant_id = %s AND side = 'issued' LIMIT 1", mine)}
    if "/recourse" not in name:
        return {}
    sold = (
        "FROM bill_use u WHERE u.tenant_id = %s AND u.kind = 'discounted' AND u.undoes_id IS NULL "
        "AND NOT EXISTS (SELECT FROM bill_use b WHERE b.of_id = u.id) ORDER BY u.id LIMIT 1"
    )
    return {"bill_id": one(f"SELECT u.bill_id {sold}", mine), "use_id": one(f"SELECT u.id {sold}", mine)}


BILL_FAULTS = [
    (
        "UPDATE bill SET remaining = remaining - 0.01 WHERE state = 'held' AND side = 'received'",
        "bills_in_hand_are_gl",
        "bills in hand are account 1121",
    ),
    (
        "UPDATE bill SET remaining = remaining - 0.01 WHERE state = 'held' AND side = 'issued'",
        "own_bills_are_gl",
        "our own bills are account 2201",
    ),
    (
        "UPDATE bill_use SET amount = amount - 0.01 WHERE kind = 'discounted'",
        "bills_are_their_papers",
        "a bill is what came less what became of it",
    ),
    (
        "UPDATE bill_use SET amount = amount - 0.01 WHERE kind = 'endorsed'",
        "endorsements_are_payments",
        "what was paid by bills was passed on of them",
    ),
    (
        "UPDATE bill_use SET amount = amount - 0.01 WHERE invoice_id IS NOT NULL AND of_id IS NOT NULL",
        "debts_are_unpaid_bills",
        "what is owed for unpaid bills is what was not paid",
    ),
    (
        "UPDATE bill_use SET amount = amount - 0.01 WHERE owed_id IS NOT NULL",
        "own_debts_are_unpaid_bills",
        "what is owed for unpaid bills is what was not paid",
    ),
]
