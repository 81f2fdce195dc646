import { Button, Modal } from 'antd';
import { useState } from 'react';
import { usePreview, type Previewed, type PreviewedEntry } from '../../api/documents';
import { useAccess } from '../access';
import { formatMoney, isZero, sum } from '../decimal';
import { EmptyState } from '../EmptyState';
import { ErrorPanel } from '../ErrorPanel';
import { language, t } from '../i18n';
import { Money } from '../Money';
import { SimpleTable } from '../SimpleTable';
import { SkeletonRows } from '../Skeleton';
import styles from './PreviewEntries.module.css';

interface PreviewEntriesProps {
  path: string;
  /** The document and its verb; without them a new document is made. */
  of?: { id: string; verb: string };
  /** What the verb would be sent; nothing while something is still missing. */
  body: Record<string, unknown> | undefined;
  /** What must be said beside the entries, as that the document is not posted just so. */
  note?: React.ReactNode;
  /** Beside the heading of a section. */
  small?: boolean;
}

/** A button that shows the entries a verb would post; it is tried and taken back, so nothing of it is kept. */
export function PreviewEntries({ path, of, body, note, small = false }: PreviewEntriesProps) {
  const may = useAccess().can('ledger.entry.view');
  const [asked, setAsked] = useState<Previewed>();
  if (!may) return null;
  return (
    <>
      <Button
        size={small ? 'small' : 'medium'}
        disabled={body === undefined}
        onClick={() => body && setAsked({ path, body, ...(of ? { of } : {}) })}
      >
        {t(of?.verb === 'reverse' ? 'web.preview.reversal' : 'web.preview.entries')}
      </Button>
      {asked ? <PreviewDialog asked={asked} note={note} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

interface PreviewDialogProps {
  asked: Previewed;
  note: React.ReactNode;
  onClose: () => void;
}

function PreviewDialog({ asked, note, onClose }: PreviewDialogProps) {
  const preview = usePreview(asked);
  return (
    <Modal open width={860} title={t('web.preview.entries')} footer={null} onCancel={onClose}>
      <p className="soft">{t('web.preview.why')}</p>
      {note}
      {preview.isPending ? <SkeletonRows rows={4} columns={4} /> : null}
      {preview.isError ? <ErrorPanel error={preview.error} /> : null}
      {preview.data?.length === 0 ? <EmptyState small title={t('web.preview.nothing')} /> : null}
      <div className={styles.entries}>
        {preview.data?.map((entry, place) => (
          <PreviewTable key={place} entry={entry} />
        ))}
      </div>
    </Modal>
  );
}

const amount = (value: string) => (isZero(value) ? null : <Money value={value} />);

function PreviewTable({ entry }: { entry: PreviewedEntry }) {
  const rows = entry.lines.map((line, place) => ({ ...line, place }));
  return (
    <SimpleTable<(typeof rows)[number]>
      label={entry.summary}
      columns={[
        {
          key: 'summary',
          title: <span className="figure">{entry.occurred_on}</span>,
          cell: (line) => line.summary,
        },
        {
          key: 'account',
          title: t('web.entry.account'),
          cell: (line) => (
            <>
              {line.account_code} {language() === 'en' ? line.account_name_en : line.account_name}
              {line.foreign_amount === null ? null : (
                <small className="soft figure">
                  {' '}
                  {line.currency} {formatMoney(line.foreign_amount)} × {line.rate}
                </small>
              )}
            </>
          ),
        },
        { key: 'party', title: t('web.entry.party'), cell: (line) => line.party ?? '' },
        {
          key: 'debit',
          title: t('web.debit'),
          numeric: true,
          width: 120,
          cell: (line) => amount(line.debit),
        },
        {
          key: 'credit',
          title: t('web.credit'),
          numeric: true,
          width: 120,
          cell: (line) => amount(line.credit),
        },
      ]}
      rows={rows}
      rowKey={(line) => String(line.place)}
      foot={
        <tr>
          <td colSpan={3}>{t('web.total')}</td>
          <td className="number">{formatMoney(sum(entry.lines.map((line) => line.debit)))}</td>
          <td className="number">{formatMoney(sum(entry.lines.map((line) => line.credit)))}</td>
        </tr>
      }
    />
  );
}
