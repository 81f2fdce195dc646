"""The customers of the demo company."""

from uuid import UUID

from heyi.modules.parties import api
from heyi.platform.records.saving import create_records
from heyi.platform.unit_of_work import UnitOfWork

# Invented names in the way of Chinese companies; level, source, region.
_CUSTOMERS = (
    ("杭州云栖贸易有限公司", "a", "referral", "浙江杭州"),
    ("宁波海曙五金经营部", "b", "cold_call", "浙江宁波"),
    ("上海闵行启明办公用品有限公司", "a", "website", "上海"),
    ("苏州工业园区恒泰电子有限公司", "b", "exhibition", "江苏苏州"),
    ("南京栖霞文具批发部", "c", "cold_call", "江苏南京"),
    ("合肥蜀山创新科技有限公司", "b", "website", "安徽合肥"),
    ("武汉江汉百货有限责任公司", "a", "exhibition", "湖北武汉"),
    ("长沙岳麓书香文化有限公司", "c", "referral", "湖南长沙"),
    ("广州天河万家超市", "a", "referral", "广东广州"),
    ("深圳南山智联实业有限公司", "a", "exhibition", "广东深圳"),
    ("东莞虎门服饰辅料厂", "b", "cold_call", "广东东莞"),
    ("厦门思明海风礼品行", "c", "website", "福建厦门"),
    ("成都武侯蓉城商贸有限公司", "b", "referral", "四川成都"),
    ("重庆渝北山城建材有限公司", "b", "exhibition", "重庆"),
    ("西安雁塔秦风文创工作室", "c", "website", "陕西西安"),
    ("北京朝阳华信科技有限公司", "a", "website", "北京"),
    ("天津滨海渤海物资有限公司", "b", "cold_call", "天津"),
    ("青岛市南蓝湾食品有限公司", "b", "referral", "山东青岛"),
    ("济南历下泉城印务有限公司", "c", "cold_call", "山东济南"),
    ("沈阳和平北方机电有限公司", "b", "exhibition", "辽宁沈阳"),
)


def seed_customers(uow: UnitOfWork) -> list[UUID]:
    """Twenty customers all over the country; gives back their ids."""
    values = {"kind": "company", "is_customer": True, "is_supplier": False, "owner_id": uow.actor.user_id}
    rows = [
        {
            **values,
            "name": name,
            "level": level,
            "source": source,
            "region": region,
            "phone": f"+86138{number:08d}",
        }
        for number, (name, level, source, region) in enumerate(_CUSTOMERS, start=10_000_001)
    ]
    return create_records(uow, api.PARTY, list(rows))
