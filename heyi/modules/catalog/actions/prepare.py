"""Make ready the units and VAT rates that a new company needs on its first day."""

from decimal import Decimal

from heyi.modules.catalog.models.products import TAX_RATE, UNIT
from heyi.platform.records.saving import create_records
from heyi.platform.unit_of_work import UnitOfWork

# What is counted has no decimals; what is weighed or measured has those of a gram or a millimetre.
UNITS = {"个": 0, "件": 0, "箱": 0, "台": 0, "套": 0, "包": 0, "kg": 3, "m": 3, "次": 0}
# 增值税法 (2026-01-01): 13 %, 9 %, 6 %, zero; levy 3 %, small-scale taxpayers at present 1 %; exempt.
GENERAL_RATES = (("13", "0.13", "rate"), ("9", "0.09", "rate"), ("6", "0.06", "rate"), ("0", "0", "rate"))
LEVY_RATES = (("3", "0.03", "levy"), ("1", "0.01", "levy"))
EXEMPT = ("exempt", "0", "exempt")


def prepare_catalog(uow: UnitOfWork, *, taxpayer: str) -> None:
    """Units of daily use, and the VAT rates of a `general` or `small` taxpayer (both know levy and exemption)."""
    create_records(uow, UNIT, [{"name": name, "decimals": decimals} for name, decimals in UNITS.items()])
    rates = (
        (*GENERAL_RATES, *LEVY_RATES, EXEMPT)
        if taxpayer == "general"
        else (*LEVY_RATES, ("0", "0", "rate"), EXEMPT)
    )
    create_records(
        uow, TAX_RATE, [{"code": code, "rate": Decimal(rate), "scope": scope} for code, rate, scope in rates]
    )
