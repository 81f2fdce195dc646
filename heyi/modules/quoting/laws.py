"""What must always hold of quotations."""

from heyi.platform.laws import audited, fresh, law

_TOUCHED = f"""{audited("quotation")} UNION {fresh("quotation_sending", "quotation_id")}
    UNION {fresh("quotation_answer", "quotation_id")}"""
_ORDERED = f"""{audited("quotation")}
    UNION SELECT to_id FROM document_link WHERE tenant_id = :tenant AND id >= :since AND from_type = 'quotation'"""

LAWS = (
    law(
        "quotations_are_their_lines",
        """
        SELECT 'quotation' AS record, q.id AS record_id, concat_ws(' / ', l.off, l.net, l.tax, l.gross) AS expected,
               concat_ws(' / ', q.whole_discount, q.net, q.tax, q.gross) AS actual
          FROM quotation q
          LEFT JOIN LATERAL (SELECT sum(head_discount) AS off, sum(net) AS net, sum(tax) AS tax, sum(gross) AS gross
                  FROM quotation_line WHERE tenant_id = :tenant AND quotation_id = q.id) l ON true
         WHERE q.tenant_id = :tenant AND q.company_id = :company AND q.id = ANY(:touched)
           AND (q.whole_discount, q.net, q.tax, q.gross) IS DISTINCT FROM (l.off, l.net, l.tax, l.gross)
        """,
        touched=_TOUCHED,
    ),
    law(
        "sent_quotations_are_sealed",
        """
        SELECT 'quotation' AS record, q.id AS record_id,
               COALESCE(encode(sha256(convert_to(s.content, 'UTF8')), 'hex'), 'nothing sent') AS expected,
               COALESCE(s.sha256, 'sent') AS actual
          FROM quotation q
          LEFT JOIN quotation_sending s ON s.tenant_id = q.tenant_id AND s.quotation_id = q.id
         WHERE q.tenant_id = :tenant AND q.company_id = :company AND q.id = ANY(:touched)
           AND (q.sent_at IS NOT NULL) IS DISTINCT FROM
               (s.sha256 IS NOT NULL AND s.sha256 = encode(sha256(convert_to(s.content, 'UTF8')), 'hex'))
        """,
        touched=_TOUCHED,
    ),
    law(
        "sent_quotations_stay_as_sent",
        """
        SELECT 'quotation' AS record, q.id AS record_id, sent.lines AS expected, kept.lines AS actual
          FROM quotation q
          JOIN quotation_sending s ON s.tenant_id = q.tenant_id AND s.quotation_id = q.id
          CROSS JOIN LATERAL (SELECT string_agg(concat_ws(' ', line ->> 'line_no',
                         (line ->> 'quantity')::numeric(20, 6), (line ->> 'unit_price')::numeric(20, 6),
                         (line ->> 'net')::numeric(20, 4), (line ->> 'gross')::numeric(20, 4)), ', '
                         ORDER BY (line ->> 'line_no')::int)
                     || ' / ' || (s.content::jsonb ->> 'valid_until') AS lines
                  FROM jsonb_array_elements(s.content::jsonb -> 'lines') AS line) sent
          CROSS JOIN LATERAL (SELECT string_agg(concat_ws(' ', line_no, typed_quantity, unit_price, net, gross), ', '
                         ORDER BY line_no) || ' / ' || q.valid_until AS lines
                  FROM quotation_line WHERE tenant_id = :tenant AND quotation_id = q.id) kept
         WHERE q.tenant_id = :tenant AND q.company_id = :company AND q.id = ANY(:touched)
           AND sent.lines IS DISTINCT FROM kept.lines
        """,
        touched=_TOUCHED,
    ),
    law(
        "accepted_quotations_are_certified",
        """
        SELECT 'quotation' AS record, q.id AS record_id, q.state || ' ' || COALESCE(s.sha256, '') AS expected,
               COALESCE(a.verdict || ' ' || a.sha256, 'no answer') AS actual
          FROM quotation q
          LEFT JOIN quotation_sending s ON s.tenant_id = q.tenant_id AND s.quotation_id = q.id
          LEFT JOIN quotation_answer a ON a.tenant_id = q.tenant_id AND a.quotation_id = q.id
         WHERE q.tenant_id = :tenant AND q.company_id = :company AND q.id = ANY(:touched)
           AND ((q.state IN ('accepted', 'declined') AND a.verdict IS DISTINCT FROM q.state)
                OR (a.verdict = 'accepted' AND q.state NOT IN ('accepted', 'superseded'))
                OR (a.verdict IS NOT NULL AND a.sha256 IS DISTINCT FROM s.sha256))
        """,
        touched=_TOUCHED,
    ),
    law(
        "orders_of_quotations_are_linked",
        """
        SELECT 'quotation' AS record, q.id AS record_id, q.order_id::text AS expected,
               COALESCE(o.state, 'not linked') AS actual
          FROM quotation q
          LEFT JOIN document_link k ON k.tenant_id = q.tenant_id AND k.from_type = 'quotation' AND k.from_id = q.id
           AND k.to_type = 'sales_order' AND k.to_id = q.order_id
          LEFT JOIN sales_order o ON o.tenant_id = k.tenant_id AND o.id = k.to_id AND o.party_id = q.party_id
         WHERE q.tenant_id = :tenant AND q.company_id = :company AND q.order_id IS NOT NULL AND q.id = ANY(:touched)
           AND (o.id IS NULL OR o.state = 'cancelled')
        """,
        touched=_ORDERED,
    ),
)
