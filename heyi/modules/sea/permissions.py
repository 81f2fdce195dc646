"""What may be allowed with public seas."""

from heyi.platform.access import permission

VIEW_POOL = permission("sea.pool.view", "sales")
# Who leads salespeople says what lies where and falls when; a single sea may have administrators without any role.
MANAGE_POOL = permission("sea.pool.manage", "sales_head")
CLAIM = permission("sea.standing.claim", "sales")
PUT_BACK = permission("sea.standing.put_back", "sales")
LOCK = permission("sea.standing.lock", "sales")
