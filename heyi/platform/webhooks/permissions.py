"""Who may see and keep the addresses that are told what happens."""

from heyi.platform.access import permission

VIEW_ENDPOINT = permission("webhooks.endpoint.view")
MANAGE_ENDPOINT = permission("webhooks.endpoint.manage")
