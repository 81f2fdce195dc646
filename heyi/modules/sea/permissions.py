"""What may be allowed with public seas."""

from heyi.platform.access import permission

VIEW_POOL = permission("sea.pool.view", "sales")
MANAGE_POOL = permission("sea.pool.manage")
CLAIM = permission("sea.standing.claim", "sales")
PUT_BACK = permission("sea.standing.put_back", "sales")
LOCK = permission("sea.standing.lock", "sales")
