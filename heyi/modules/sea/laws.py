"""The laws of public seas."""

from heyi.platform.laws import law


def _claims(days: str) -> str:
    """Who claimed how often on a day is what was claimed that day."""
    return f"""
        SELECT 'pool' AS record, COALESCE(c.pool_id, l.pool_id) AS record_id,
               COALESCE(l.claims, 0) AS expected, COALESCE(c.used, 0) AS actual
          FROM (SELECT user_id, pool_id, day, used FROM claim_count WHERE tenant_id = :tenant{days}) c
          FULL JOIN (SELECT user_id, pool_id, day, count(*) AS claims FROM claim
                 WHERE tenant_id = :tenant AND how = 'claim'{days} GROUP BY user_id, pool_id, day) l
            ON l.user_id = c.user_id AND l.pool_id = c.pool_id AND l.day = c.day
         WHERE COALESCE(c.used, 0) <> COALESCE(l.claims, 0)
           AND EXISTS (SELECT 1 FROM pool p WHERE p.tenant_id = :tenant AND p.id = COALESCE(c.pool_id, l.pool_id))
    """


_NEW_DAYS = " AND day >= (SELECT min(day) FROM claim WHERE tenant_id = :tenant AND id >= :since)"

LAWS = (
    law(
        "owner_or_pool",
        """
        SELECT 'party' AS record, id AS record_id, 'owner or sea' AS expected, 'both' AS actual
          FROM party WHERE tenant_id = :tenant AND owner_id IS NOT NULL AND pool_id IS NOT NULL
        UNION ALL
        SELECT 'party', id, 'no day of falling', due_on::text
          FROM party WHERE tenant_id = :tenant AND owner_id IS NULL AND due_on IS NOT NULL
        UNION ALL
        SELECT 'party', id, 'when it fell', 'unknown'
          FROM party WHERE tenant_id = :tenant AND (pool_id IS NULL) <> (pooled_at IS NULL)
        """,
    ),
    law("claims_are_counted", _claims(""), recent=_claims(_NEW_DAYS)),
)
