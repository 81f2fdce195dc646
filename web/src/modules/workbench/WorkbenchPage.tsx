import { useMe } from '../../api/session';
import type { Condition } from '../../api/types';
import { useAccess } from '../../kit/access';
import { today } from '../../kit/dates';
import { t, type MessageKey } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { RelatedList } from '../../kit/record/RelatedList';
import { FirstSteps } from './FirstSteps';
import { Tile } from './Tile';
import styles from './WorkbenchPage.module.css';

interface Duty {
  key: string;
  title: MessageKey;
  empty: MessageKey;
  path: string;
  filter: Condition;
  sort: string;
  /** The money of the rows, where the record has it. */
  columns: string[];
}

const DUTIES: Duty[] = [
  {
    key: 'confirm',
    title: 'web.today.to_confirm',
    empty: 'web.today.to_confirm.none',
    path: 'sales-orders',
    filter: { field: 'state', op: 'eq', value: 'draft' },
    sort: 'ordered_on',
    columns: ['number', 'party_id', 'ordered_on', 'gross'],
  },
  {
    key: 'deliver',
    title: 'web.today.to_deliver',
    empty: 'web.today.to_deliver.none',
    path: 'sales-orders',
    filter: {
      and: [
        { field: 'state', op: 'eq', value: 'confirmed' },
        { field: 'delivery_state', op: 'ne', value: 'full' },
      ],
    },
    sort: 'ordered_on',
    columns: ['number', 'party_id', 'ordered_on', 'delivery_state', 'gross'],
  },
  {
    key: 'invoice',
    title: 'web.today.to_invoice',
    empty: 'web.today.to_invoice.none',
    path: 'sales-orders',
    filter: {
      and: [
        { field: 'delivery_state', op: 'ne', value: 'none' },
        { field: 'invoice_state', op: 'ne', value: 'full' },
      ],
    },
    sort: 'ordered_on',
    columns: ['number', 'party_id', 'ordered_on', 'invoice_state', 'gross'],
  },
  {
    key: 'receive',
    title: 'web.today.to_receive',
    empty: 'web.today.to_receive.none',
    path: 'sales-invoices',
    filter: {
      and: [
        { field: 'kind', op: 'eq', value: 'invoice' },
        { field: 'open', op: 'gt', value: '0' },
      ],
    },
    sort: 'invoiced_on',
    columns: ['number', 'party_id', 'invoiced_on', 'gross', 'open'],
  },
];

/** The day's work: what waits for this person, oldest first, each row one click away. */
export default function WorkbenchPage() {
  const me = useMe();
  const { may } = useAccess();
  const duties = DUTIES.filter((duty) => may(duty.path, 'list'));
  return (
    <Page title={t('web.today.hello', { name: me.name })} facts={<span className="figure">{today()}</span>}>
      <FirstSteps />
      <div className={styles.tiles}>
        {duties.map((duty) => (
          <Tile key={duty.key} title={t(duty.title)} path={duty.path} filter={duty.filter} sort={duty.sort} />
        ))}
      </div>
      <div className={styles.lists}>
        {duties.map((duty) => (
          <Section key={duty.key} flush title={t(duty.title)}>
            <RelatedList
              path={duty.path}
              filter={duty.filter}
              sort={duty.sort}
              columns={duty.columns}
              empty={t(duty.empty)}
              limit={6}
            />
          </Section>
        ))}
      </div>
    </Page>
  );
}
