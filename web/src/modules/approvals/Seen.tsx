import { oneOf, t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { SimpleTable } from '../../kit/SimpleTable';
import type { Approval, SeenField } from './api';
import styles from './Approvals.module.css';
import { PlainValue, SeenValue } from './SeenValue';
import { inOrder, isSaying, isState } from './words';

const isFigure = (kind: string): boolean =>
  ['money', 'quantity', 'decimal', 'number', 'percent'].includes(kind);

interface Line {
  line: Record<string, unknown>;
  at: number;
}

/** What was seen when it was submitted: what changes first, then lines, what rules say to it, and the rest. */
export function Seen({ approval }: { approval: Approval }) {
  const { fields, lines } = approval.seen;
  const columns = inOrder(approval.seen.columns);
  const facts = approval.seen.facts.filter((one) => isSaying(one.value));
  const changes = fields.filter((one) => one.changes);
  const rest = fields.filter((one) => !one.changes && !isState(one.name));
  const [first] = columns;
  return (
    <>
      {changes.length > 0 ? (
        <Section title={t('web.approvals.changes')}>
          <FactList
            facts={changes.map((one) => ({
              label: tx(one.label),
              value: <ChangedValue record={approval.record} field={one} />,
            }))}
          />
        </Section>
      ) : null}
      {facts.length > 0 ? (
        <Section title={t('web.approvals.facts')}>
          <FactList
            facts={facts.map((one) => ({
              label: tx(one.label),
              value: <PlainValue kind={one.kind} value={one.value} />,
            }))}
          />
        </Section>
      ) : null}
      {lines.length > 0 && first ? (
        <Section flush title={t('web.lines')}>
          <SimpleTable<Line>
            label={t('web.lines')}
            columns={columns.map((one) => ({
              key: one.name,
              title: tx(one.label),
              numeric: isFigure(one.kind),
              cell: ({ line }) => <PlainValue kind={one.kind} value={line[one.name]} />,
            }))}
            rows={lines.map((line, at) => ({ line, at }))}
            rowKey={({ at }) => String(at)}
          />
        </Section>
      ) : null}
      <Section title={`${oneOf(approval.record)} · ${t('web.approvals.as_submitted')}`}>
        <FactList
          facts={rest.map((one) => ({
            label: tx(one.label),
            value: <SeenValue record={approval.record} field={one} />,
          }))}
        />
      </Section>
    </>
  );
}

/** 原值 → 新值. */
export const ChangedValue = ({ record, field }: { record: string; field: SeenField }) => (
  <span className={styles.change}>
    <del>
      <SeenValue record={record} field={field} before />
    </del>{' '}
    →{' '}
    <b>
      <SeenValue record={record} field={field} />
    </b>
  </span>
);
