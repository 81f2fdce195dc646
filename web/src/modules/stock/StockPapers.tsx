import { useChain } from '../../api/documents';
import { useMeta } from '../../api/records';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';

/** The documents that came out of a transfer or a count, each openable. */
export function StockPapers({ type, id }: { type: string; id: string }) {
  const chain = useChain(type, id);
  const { records } = useMeta();
  const found = (chain.data?.documents ?? []).filter((document) => document.id !== id);
  if (found.length === 0) return null;
  const metaOf = (name: string) => records.find((record) => record.name === name);
  return (
    <Section title={t('web.chain')} flush>
      <SimpleTable
        label={t('web.chain')}
        columns={[
          { key: 'type', title: t('web.stock.paper'), width: 150, cell: (row) => tx(`record.${row.type}`) },
          {
            key: 'number',
            title: t('web.stock.paper_number'),
            cell: (row) => {
              const meta = metaOf(row.type);
              return meta ? <Go to={recordUrl(meta.path, row.id)}>{row.number}</Go> : row.number;
            },
          },
          { key: 'day', title: t('web.date'), width: 120, cell: (row) => row.occurred_on },
          {
            key: 'state',
            title: t('web.stock.state'),
            width: 130,
            cell: (row) =>
              row.state ? <Status state={row.state} label={`choice.${row.type}.state.${row.state}`} /> : null,
          },
          {
            key: 'total',
            title: t('web.stock.value'),
            numeric: true,
            width: 130,
            cell: (row) => <Money value={row.total} />,
          },
        ]}
        rows={found}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}
