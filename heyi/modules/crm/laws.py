"""The laws of leads and opportunities."""

from heyi.platform.laws import audited, fresh, law

LAWS = (
    law(
        "converted_leads_have_their_customer",
        """
        SELECT 'lead' AS record, l.id AS record_id, 'converted, with its customer' AS expected,
               l.state || ' ' || COALESCE(l.party_id::text, '-') AS actual
          FROM lead l
         WHERE l.tenant_id = :tenant AND CAST(:company AS uuid) IS NOT NULL AND l.id = ANY(:touched)
           AND (l.state = 'converted') IS DISTINCT FROM (l.party_id IS NOT NULL AND l.converted_at IS NOT NULL)
        """,
        touched=audited("lead"),
    ),
    law(
        "opportunities_are_their_lines",
        """
        SELECT 'opportunity' AS record, o.id AS record_id,
               COALESCE(l.amount::text, '-') AS expected, o.amount || ' ' || o.has_lines AS actual
          FROM opportunity o
          LEFT JOIN (SELECT opportunity_id, sum(amount) AS amount FROM opportunity_line
                      WHERE tenant_id = :tenant AND opportunity_id = ANY(:touched)
                      GROUP BY opportunity_id) l ON l.opportunity_id = o.id
         WHERE o.tenant_id = :tenant AND CAST(:company AS uuid) IS NOT NULL AND o.id = ANY(:touched)
           AND (o.has_lines <> (l.amount IS NOT NULL) OR (o.has_lines AND o.amount <> l.amount))
        """,
        touched=f"{audited('opportunity')} UNION {fresh('opportunity_line', 'opportunity_id')}",
    ),
    law(
        "stage_steps_are_a_chain",
        """
        SELECT 'opportunity' AS record, o.id AS record_id,
               o.stage_id || ' ' || o.state AS expected,
               COALESCE(string_agg(s.number || ':' || s.to_stage || ' ' || s.to_state, ', ' ORDER BY s.number), '-')
                 AS actual
          FROM opportunity o
          LEFT JOIN (SELECT t.*, lag(to_stage) OVER w AS last_stage, lag(to_state) OVER w AS last_state,
                            row_number() OVER w AS place
                       FROM opportunity_step t WHERE t.tenant_id = :tenant AND t.opportunity_id = ANY(:touched)
                     WINDOW w AS (PARTITION BY t.opportunity_id ORDER BY t.number)) s ON s.opportunity_id = o.id
         WHERE o.tenant_id = :tenant AND CAST(:company AS uuid) IS NOT NULL AND o.id = ANY(:touched)
         GROUP BY o.id, o.stage_id, o.state
        HAVING COALESCE(bool_or(s.number <> s.place OR s.from_stage IS DISTINCT FROM s.last_stage
                                OR s.from_state IS DISTINCT FROM s.last_state), true)
            OR (array_agg(s.to_stage ORDER BY s.number DESC))[1] <> o.stage_id
            OR (array_agg(s.to_state ORDER BY s.number DESC))[1] <> o.state
        """,
        touched=f"{audited('opportunity')} UNION {fresh('opportunity_step', 'opportunity_id')}",
    ),
)
