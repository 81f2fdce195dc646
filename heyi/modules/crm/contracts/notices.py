"""What people are told of leads and opportunities."""

from heyi.platform.notify.kinds import Channel, notice_kind

LEAD_ASSIGNED = notice_kind("lead_assigned", group="handing", channel=Channel.MAIL)
DEAL_STALE = notice_kind("deal_stale", group="deals")
DEAL_WON = notice_kind("deal_won", group="deals")
