"""The front office of the demo company: leads, deals and follow-ups of its last months, by the product's own verbs."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from heyi.modules.activities import api as activities
from heyi.modules.crm import api as crm
from heyi.modules.sea import api as sea
from heyi.platform.records.saving import create_record, create_records
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_SAID = (
    ("call", "电话沟通需求，对方在比较三家的报价。"),
    ("visit", "上门拜访采购负责人，看了仓库，约定寄样品。"),
    ("wechat", "微信发了新品目录，对方对交期有疑问，已答复。"),
    ("meeting", "当面谈价格，对方希望月结三十天。"),
    ("demo", "演示样品，质量认可，等总经理确认。"),
    ("email", "发出正式报价单，有效期十五天。"),
)
_LEADS = (
    ("无锡梁溪精工机械有限公司", "周明", "website"),
    ("绍兴柯桥锦绣布业有限公司", "吴芳", "exhibition"),
    ("佛山顺德安居家电有限公司", "郑强", "referral"),
    ("常州武进绿源园艺有限公司", "冯丽", "website"),
    ("温州鹿城红帆鞋业有限公司", "陈刚", "cold_call"),
    ("郑州中原惠民超市", "卫东", "cold_call"),
    ("福州鼓楼闽海茶业有限公司", "蒋敏", "referral"),
    ("昆明官渡春城花卉有限公司", "沈洁", "website"),
    ("南昌红谷滩赣江建材有限公司", "韩磊", "exhibition"),
    ("太原小店晋鑫商贸有限公司", "杨帆", "website"),
)
_TASKS = ("寄样品给采购负责人", "准备季度对账单", "回复交期问题", "约下周拜访", "整理展会名片")
_DEALS, _LEFT_ALONE = 12, 4


def live_in_front(uow: UnitOfWork, customers: list[UUID]) -> None:
    """Ten weeks of work in front: every customer spoken to, leads that came to something or not, deals on their way."""
    chance = Random(20_261_124)  # noqa: S311 - the same demo for everybody
    now = uow.now
    today = uow.today
    for days_ago in range(70, 0, -1):
        uow.now = datetime.combine(today - timedelta(days=days_ago), time(2, 30), tzinfo=UTC)
        _speak(uow, chance, chance.choice(customers), now)
    uow.now = now
    for hours, customer in zip((-20, -4, 1, 2, 4), customers, strict=False):
        _promise(uow, customer, now + timedelta(hours=hours))
    _work_on_leads(uow, chance, now)
    _open_deals(uow, chance, customers, now)
    for number, title in enumerate(_TASKS):
        due_at = now + timedelta(days=number - 1, hours=2)
        create_record(
            uow, activities.TASK, {"title": title, "due_at": due_at, "priority": "normal", "remind": "hour_1"}
        )
    _leave_alone(uow, customers)


def _speak(uow: UnitOfWork, chance: Random, customer: UUID, now: datetime, *, record: str = "party") -> None:
    way, content = chance.choice(_SAID)
    later = uow.now + timedelta(days=chance.randint(3, 20))
    activities.follow_up(
        uow,
        activities.FollowUpDraft(
            record=record,
            record_id=customer,
            content=content,
            way=way,
            next_contact_at=later if later > now - timedelta(days=2) else None,
        ),
    )


def _promise(uow: UnitOfWork, customer: UUID, when: datetime) -> None:
    """A customer who was promised a call at that moment."""
    before, uow.now = uow.now, min(uow.now, when) - timedelta(hours=30)
    activities.follow_up(
        uow,
        activities.FollowUpDraft(
            record="party",
            record_id=customer,
            content="约好下次通电话的时间。",
            way="call",
            next_contact_at=when,
        ),
    )
    uow.now = before


def _work_on_leads(uow: UnitOfWork, chance: Random, now: datetime) -> None:
    owner = uow.actor.user_id
    rows: list[dict[str, Any]] = [
        {"name": name, "contact_name": person, "phone": f"+86139{number:08d}", "source": source}
        | ({"owner_id": owner} if number % 4 else {})
        for number, (name, person, source) in enumerate(_LEADS, start=20_000_001)
    ]
    leads = create_records(uow, crm.LEAD, rows)
    for lead in leads[:7]:
        _speak(uow, chance, lead, now, record="lead")
    for lead, (name, _, _) in list(zip(leads, _LEADS, strict=True))[:3]:
        deal = crm.OpportunityWish(name=f"{name[:2]}首批采购", amount=Decimal(chance.randint(20, 90)) * 1000)
        crm.convert_lead(uow, lead, crm.ConversionWish(opportunity=deal))
    crm.invalidate_lead(uow, leads[3], reason="对方只是询价，没有采购计划")


def _open_deals(uow: UnitOfWork, chance: Random, customers: list[UUID], now: datetime) -> None:
    stages = next(iter(crm.stage_groups(uow).values())).stages
    for number, customer in enumerate(chance.sample(customers, _DEALS)):
        uow.now = now - timedelta(days=chance.randint(5, 40))
        amount = Decimal(chance.randint(8, 120)) * 1000
        expected_on = (now + timedelta(days=chance.randint(10, 75))).date()
        deal = create_record(
            uow,
            crm.OPPORTUNITY,
            {
                "name": f"{expected_on.month} 月采购",
                "party_id": customer,
                "amount": amount,
                "expected_on": expected_on,
                "owner_id": uow.actor.user_id,
            },
        )
        uow.now = now - timedelta(days=chance.randint(0, 4))
        for stage in stages[1 : 1 + number % len(stages)]:
            crm.move_opportunity(uow, deal, stage_id=stage.id)
        if number % 6 == 4:
            crm.win_opportunity(uow, deal)
        elif number % 6 == 1:
            crm.lose_opportunity(uow, deal, reason="price", note="对方选了价格更低的同行")
    uow.now = now


def _leave_alone(uow: UnitOfWork, customers: list[UUID]) -> None:
    """A sea with rules by level, and customers in it that nobody could win."""
    me = str(uow.actor.user_id)
    pool = create_record(
        uow,
        sea.POOL,
        {
            "name": "全国公海",
            "holds": "party",
            "active": True,
            "position": 0,
            "claim_limit": 10,
            "cool_down_days": 30,
            "protect_days": 0,
            "warn_days": 3,
        },
    )
    uow.flush()
    people = {"users": [me], "departments": []}
    rules = [{"kind": "no_follow_up", "days": 30, "by_level": {"a": 30, "b": 15, "c": 7}, "won_exempt": True}]
    sea.change_settings(
        uow,
        pool,
        1,
        {
            "members": people,
            "administrators": people,
            "hidden_fields": {"phone": "masked", "email": "masked"},
            "rules": rules,
        },
    )
    sea.put_back(uow, pool, customers[-_LEFT_ALONE:], reason="多次联系未果")
    sea.refresh_due(uow, shape_of(uow, "party"), customers[:-_LEFT_ALONE])
