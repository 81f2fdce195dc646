import { TimeText } from '../../kit/DateText';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { useVersions } from './flowApi';

/** Every version of a flow: what is under way goes on by the one it began with. */
export function VersionsSection({ id }: { id: string }) {
  const rows = useVersions(id, true).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section flush title={t('web.approvals.versions')}>
      <SimpleTable
        label={t('web.approvals.versions')}
        rows={rows}
        rowKey={(row) => String(row.number)}
        columns={[
          { key: 'number', title: t('web.approvals.version'), cell: (row) => `v${row.number}` },
          { key: 'by', title: t('web.approvals.version.by'), cell: (row) => row.made_by },
          {
            key: 'at',
            title: t('web.approvals.version.at'),
            cell: (row) => <TimeText value={row.made_at} />,
          },
          {
            key: 'steps',
            title: t('web.approvals.flow.steps'),
            cell: (row) => row.flow.steps.map((step) => step.name).join(' → '),
          },
          {
            key: 'count',
            title: t('web.approvals.version.count'),
            numeric: true,
            cell: (row) => row.approvals,
          },
        ]}
      />
    </Section>
  );
}
