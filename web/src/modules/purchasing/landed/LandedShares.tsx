import { useAccess } from '../../../kit/access';
import { sumOfKnown } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import { useSharesOf, type LandedShare, type SharedPath } from './api';

interface LandedSharesProps {
  path: SharedPath;
  id: string;
  /** Nothing at all where nothing was spread. */
  quiet?: boolean;
}

/** What goods cost on their way: of one receipt, or of one product. */
export function LandedShares({ path, id, quiet }: LandedSharesProps) {
  const may = useAccess().can('invoicing.landed_cost.view');
  const shares = useSharesOf(path, id, may);
  const rows = shares.data ?? [];
  if (!may || shares.isPending || (quiet && rows.length === 0)) return null;
  return (
    <Section title={t('web.landed.shares')} flush>
      {shares.isError ? <ErrorPanel error={shares.error} /> : null}
      {shares.data?.length === 0 ? <EmptyState small title={t('web.landed.none')} /> : null}
      {rows.length > 0 ? (
        <SimpleTable<LandedShare>
          label={t('web.landed.shares')}
          columns={[
            {
              key: 'number',
              title: t('web.landed.document'),
              cell: (row) => <Go to={recordUrl('landed-costs', row.id)}>{row.number}</Go>,
            },
            {
              key: 'state',
              title: tx('field.landed_cost.state'),
              cell: (row) => <Status state={row.state} label={`choice.landed_cost.state.${row.state}`} />,
            },
            {
              key: 'day',
              title: t('web.date'),
              cell: (row) => <span className="figure">{row.occurred_on}</span>,
            },
            { key: 'party', title: t('web.supplier'), cell: (row) => row.party ?? '' },
            {
              key: 'on_hand',
              title: t('web.landed.on_hand'),
              numeric: true,
              cell: (row) => <Money value={row.on_hand} />,
            },
            {
              key: 'gone',
              title: t('web.landed.gone'),
              numeric: true,
              cell: (row) => <Money value={row.gone} />,
            },
            {
              key: 'amount',
              title: t('web.landed.amount'),
              numeric: true,
              cell: (row) => <Money value={row.amount} />,
            },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
          foot={
            <tr>
              <td colSpan={6}>{t('web.total')}</td>
              <td className="number">
                <Money value={sumOfKnown(rows.map((row) => row.amount))} />
              </td>
            </tr>
          }
        />
      ) : null}
    </Section>
  );
}
