"""What happens to tenants and companies."""

from dataclasses import dataclass

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class CompanyCreated(Event):
    """A company (legal entity) was founded; modules make ready what its first day needs."""

    taxpayer: str
    chart: str
