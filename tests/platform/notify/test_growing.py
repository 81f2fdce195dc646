"""What a job does in steps is told as one, and mailed when the job has ended."""

import pytest

from tests.builders.company import Company
from tests.builders.fixtures import Later
from tests.builders.leaver import Leaver
from tests.builders.mailbox import Mailbox
from tests.builders.notices import Crier, told

STEP = "heyi.platform.records.handing_over.steps.ROWS_A_STEP"
AWAY = (
    "UPDATE job SET due_at = now() + interval '1 hour' WHERE state = 'waiting' AND name = 'records.hand_over'"
)
DUE = "UPDATE job SET due_at = now() WHERE state = 'waiting'"


def test_the_mail_of_a_hand_over_tells_all_that_came(
    company: Company,
    crier: Crier,
    leaver: Leaver,
    mailbox: Mailbox,
    later: Later,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(STEP, 2)
    heir = leaver.heirs[0]
    for number in range(5):
        leaver.customer(f"客户{number}")
    other = company.customer("单独转交")
    leaver.start()
    crier.step()
    # Half-way something else is mailed to him: what still grows waits.
    company.books.execute(AWAY)
    company.post("/parties/transfer", {"ids": [other], "owner_id": leaver.heir_ids[0]})
    crier.run_jobs()
    (mail,) = mailbox.mails(heir.login)
    assert mail["Subject"] == "张三 把客户与供应商“单独转交”转交给您"
    company.books.execute(f"{DUE} AND name = 'records.hand_over'")
    crier.run_jobs()
    assert len(mailbox.mails(heir.login)) == 1
    with later(minutes=2):
        company.books.execute(DUE)
        crier.run_jobs()
    _, whole = mailbox.mails(heir.login)
    assert whole["Subject"] == "张三 把 5 条客户与供应商转交给您"


def test_two_hand_overs_in_an_hour_are_told_apart(company: Company, crier: Crier, leaver: Leaver) -> None:
    for number in range(2):
        leaver.customer(f"客户{number}")
    leaver.start()
    crier.run_jobs()
    for number in range(3):
        leaver.customer(f"又一个{number}")
    leaver.start()
    crier.run_jobs()
    assert told(leaver.heirs[0]) == ["张三 把 3 条客户与供应商转交给您", "张三 把 2 条客户与供应商转交给您"]
