"""The laws of approvals."""

from heyi.platform.laws import fresh, law

_TOUCHED = f"{fresh('approval_log', 'approval_id')} UNION {fresh('approval')}"

LAWS = (
    law(
        "nothing_waits_in_ended_approvals",
        """
        SELECT 'approval' AS record, a.id AS record_id, 'nothing waits' AS expected, t.state AS actual
          FROM approval_task t
          JOIN approval a ON a.tenant_id = t.tenant_id AND a.id = t.approval_id
         WHERE t.tenant_id = :tenant AND a.company_id = :company AND t.state IN ('waiting', 'held')
           AND a.state <> 'running' AND a.id = ANY(:touched)
        """,
        touched=_TOUCHED,
    ),
    law(
        "approvals_are_decided_by_their_tasks",
        """
        SELECT 'approval' AS record, a.id AS record_id, s.mode AS expected,
               count(t.id) FILTER (WHERE t.state = 'approved') || ' / ' || count(t.id) AS actual
          FROM approval a
          JOIN LATERAL (SELECT place - 1 AS step_no, step ->> 'mode' AS mode
                          FROM jsonb_array_elements(a.way) WITH ORDINALITY AS w(step, place)
                         WHERE step ->> 'outcome' = 'asked') s ON true
          JOIN approval_task t ON t.tenant_id = a.tenant_id AND t.approval_id = a.id AND t.step_no = s.step_no
           AND t.kind = 'approve'
           AND t.round = (SELECT max(l.round) FROM approval_task l WHERE l.tenant_id = a.tenant_id
                             AND l.approval_id = a.id AND l.step_no = s.step_no AND l.kind = 'approve')
         WHERE a.tenant_id = :tenant AND a.company_id = :company AND a.state = 'approved' AND a.id = ANY(:touched)
         GROUP BY a.id, s.step_no, s.mode
        HAVING count(t.id) FILTER (WHERE t.state = 'approved') = 0
            OR count(t.id) FILTER (WHERE t.state IN ('refused', 'returned', 'cancelled')) > 0
            OR (s.mode <> 'any' AND count(t.id) FILTER (WHERE t.state = 'passed_over') > 0)
        """,
        touched=_TOUCHED,
    ),
    law(
        "refused_approvals_were_refused",
        """
        SELECT 'approval' AS record, a.id AS record_id, 'one refusal' AS expected,
               count(t.id)::text AS actual
          FROM approval a
          LEFT JOIN approval_task t ON t.tenant_id = a.tenant_id AND t.approval_id = a.id AND t.state = 'refused'
         WHERE a.tenant_id = :tenant AND a.company_id = :company AND a.state = 'refused' AND a.id = ANY(:touched)
         GROUP BY a.id
        HAVING count(t.id) <> 1
        """,
        touched=_TOUCHED,
    ),
)
