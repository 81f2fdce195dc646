import { useRecordMeta } from '../../api/records';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { useQuotationVersions, type QuotationVersion, type VersionChange } from './api';
import styles from './Quoting.module.css';

/** All versions of a quotation, each with what it says otherwise than the one before. */
export function VersionsSection({ id }: { id: string }) {
  const versions = useQuotationVersions(id).data ?? [];
  const choices = useRecordMeta('quotations')?.fields.find((item) => item.name === 'state')?.choices;
  if (versions.length < 2) return null;
  return (
    <Section title={t('web.quotation.versions')} flush>
      <SimpleTable<QuotationVersion>
        label={t('web.quotation.versions')}
        rows={versions}
        rowKey={(version) => version.id}
        columns={[
          {
            key: 'number',
            title: t('web.quotation.version'),
            cell: (version) =>
              version.id === id ? (
                <b>{version.number}</b>
              ) : (
                <Go to={recordUrl('quotations', version.id)}>{version.number}</Go>
              ),
          },
          {
            key: 'state',
            title: tx('field.quotation.state'),
            cell: (version) => (
              <Status
                state={version.state}
                label={choices?.find((choice) => choice.value === version.state)?.label}
              />
            ),
          },
          {
            key: 'valid',
            title: t('web.quotation.valid_until'),
            cell: (version) => <span className="figure">{version.valid_until}</span>,
          },
          {
            key: 'changes',
            title: t('web.quotation.changes'),
            cell: (version) => <Changes changes={version.changes} />,
          },
          {
            key: 'gross',
            title: t('web.gross'),
            numeric: true,
            cell: (version) => <Money value={version.gross} />,
          },
        ]}
      />
    </Section>
  );
}

const KINDS: Record<string, MessageKey> = {
  added: 'web.quotation.change.added',
  removed: 'web.quotation.change.removed',
};
const OF_LINES: Record<string, MessageKey> = {
  quantity: 'web.quantity',
  unit_price: 'web.quotation.unit_price',
  tax_code: 'web.tax_rate',
  gross: 'web.gross',
};

function Changes({ changes }: { changes: VersionChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={`${change.kind}.${change.product}.${change.field}`}>
          {named(change)} <Old change={change} /> <New change={change} />
        </li>
      ))}
    </ul>
  );
}

function named(change: VersionChange): string {
  const kind = KINDS[change.kind];
  if (kind) return t(kind, { product: change.product });
  const line = OF_LINES[change.field];
  if (change.kind === 'changed' && line) return `${change.product} ${t(line)}`;
  return tx(`field.quotation.${change.field}`);
}

const Old = ({ change }: { change: VersionChange }) =>
  change.old === null && change.old_amount === null ? null : (
    <span className={styles.old}>
      {change.old} {change.old_amount === null ? null : <Money value={change.old_amount} />}
    </span>
  );

const New = ({ change }: { change: VersionChange }) =>
  change.new === null && change.new_amount === null ? null : (
    <b>
      {change.new} {change.new_amount === null ? null : <Money value={change.new_amount} />}
    </b>
  );
