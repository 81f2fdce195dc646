"""The tables of crm and the records declared over them."""

from heyi.modules.crm.models import leads, opportunities, settings, stages

__all__ = ["leads", "opportunities", "settings", "stages"]
